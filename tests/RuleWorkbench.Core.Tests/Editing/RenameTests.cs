using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

/// <summary>Renames reach every reference, and nothing else.</summary>
public sealed class RenameTests
{
    private static readonly Lazy<DocumentSet> ShippedDocuments = new(() => PathwayDocuments.Load(new Workspace(Repository.Root), ShippedPathway.Current).Value!);

    [Fact]
    public void Apply_AnyNameOfTheShippedPathway_LeavesEveryResultAsItWas()
    {
        var (pathway, _) = Open(ShippedDocuments.Value, ShippedPathway.Current);
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var names = Names(pathway, random.Next(7));
                var (kind, name) = names[random.Next(names.Count)];

                var edited = new Rename(ShippedPathway.Current, kind, name, "renamedByTest").Apply(ShippedDocuments.Value);

                edited.Diagnostics.ShouldBeEmpty($"{kind} {name}");
                edited.Value!.Documents.Changes.ShouldNotBeEmpty($"{kind} {name}");
                var (renamed, cases) = Open(edited.Value.Documents, ShippedPathway.Current);
                Run(renamed, cases).ShouldAllBe(r => r.Outcome == CaseOutcome.Passed, $"{kind} {name}");
                ShouldBeClean(edited.Value.Documents, $"{kind} {name}");
                edited.Value.Inverse.Apply(edited.Value.Documents).Value!.Documents.Changes.ShouldBeEmpty();
            },
            iter: 6,
            threads: 1);
    }

    [Theory]
    [InlineData("treatment.opioids")]
    [InlineData("patient.anticoagulants")]
    public void Apply_ListOfObjects_KeepsItsElementsOneType(string fact)
    {
        var edited = new Rename(ShippedPathway.Current, NameKind.Fact, fact, "renamedByTest").Apply(ShippedDocuments.Value);

        edited.Diagnostics.ShouldBeEmpty();
        ShouldBeClean(edited.Value!.Documents, fact);
    }

    /// <summary>One name of each kind, the sample above aside, since compiling the shipped pathway takes its time.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Apply_NameOfTheShippedPathway_LeavesItsCheckClean(int kindOfName)
    {
        var names = Names(Open(ShippedDocuments.Value, ShippedPathway.Current).Pathway, kindOfName);
        var (kind, name) = names[names.Count / 2];

        ShouldBeClean(new Rename(ShippedPathway.Current, kind, name, "renamedByTest").Apply(ShippedDocuments.Value).Value!.Documents, $"{kind} {name}");
    }

    [Fact]
    public void Apply_EveryNameOfASmallPathway_LeavesEveryResultAsItWas()
    {
        using var folder = new PathwayFolder();
        var documents = Documents(folder);
        var (pathway, before) = Open(documents, "demo");
        var expected = Run(pathway, before).Select(r => r.Outcome).ToList();

        foreach (var (kind, name) in Enumerable.Range(0, 7).SelectMany(k => Names(pathway, k)))
        {
            var edited = new Rename("demo", kind, name, "renamedByTest").Apply(documents);

            edited.Diagnostics.ShouldBeEmpty($"{kind} {name}");
            var (renamed, cases) = Open(edited.Value!.Documents, "demo");
            Run(renamed, cases).Select(r => r.Outcome).ShouldBe(expected, $"{kind} {name}");
            string.Join('\n', edited.Value.Documents.Documents.Select(d => d.Text)).ShouldContain("renamedByTest");
        }
    }

    [Theory]
    [InlineData("patient.age > 70 && \\\"age\\\" == \\\"age\\\"", "patient.years > 70 && \\\"age\\\" == \\\"age\\\"")]
    [InlineData("other.age > patient.age", "other.age > patient.years")]
    [InlineData("Patient.AGE > 70", "Patient.years > 70")]
    [InlineData("patient.@age > 70", "patient.@years > 70")]
    [InlineData("patient\\u002eage > 70", "patient\\u002eyears > 70")]
    [InlineData("patient.visits.Any(age > patient.age)", "patient.visits.Any(age > patient.years)")]
    [InlineData("patient.visits.Any(it.age == 1) || np(patient.age, 0) > 1", "patient.visits.Any(it.age == 1) || np(patient.years, 0) > 1")]
    [InlineData("patient.visits.Any(v => v.age > 1) && patient.age.HasValue", "patient.visits.Any(v => v.age > 1) && patient.years.HasValue")]
    public void Apply_FactInAnExpression_IsFoundByMeaning(string expression, string expected)
    {
        using var folder = Folder(expression);

        var edited = new Rename("demo", NameKind.Fact, "patient.age", "years").Apply(Documents(folder));

        edited.Diagnostics.ShouldBeEmpty();
        edited.Value!.Documents.Find(PathwayFolder.SecondFile)!.Text.ShouldContain($"\"Expression\": \"{expected}\"", Shouldly.Case.Sensitive);
    }

    [Theory]
    [InlineData("patient.visits.Any(age > patient.age)", "patient.visits.Any(years > patient.age)")]
    [InlineData("patient.visits.Count(it.age > 1 && patient.age > 1) > 1", "patient.visits.Count(it.years > 1 && patient.age > 1) > 1")]
    [InlineData("patient.visits.Where(v => v.age > 1).Any(age < 3)", "patient.visits.Where(v => v.years > 1).Any(years < 3)")]
    public void Apply_FactOfAListsElement_IsFoundByMeaning(string expression, string expected)
    {
        using var folder = Folder(expression);

        var edited = new Rename("demo", NameKind.Fact, "patient.visits.age", "years").Apply(Documents(folder));

        edited.Diagnostics.ShouldBeEmpty();
        edited.Value!.Documents.Find(PathwayFolder.SecondFile)!.Text.ShouldContain($"\"Expression\": \"{expected}\"");
    }

    [Fact]
    public void Apply_Fact_IsRenamedInSchemaCasesAndTemplatesToo()
    {
        using var folder = Folder("patient.visits.Any(it.age > 1)");
        folder.Edit(PathwayFolder.SecondFile, f => f["Rules"]![0]!["ErrorMessage"] = "$(patient.age) of $(other.age), age $(patient.visits)");
        folder.Edit(PathwayFolder.SuiteFile, f => f["cases"]![0]!["facts"]!["patient"]!["visits"] = JArray.Parse("""[ { "age": 1 }, { "age": 2 } ]"""));

        var age = new Rename("demo", NameKind.Fact, "patient.age", "years").Apply(Documents(folder)).Value!.Documents;
        var visits = new Rename("demo", NameKind.Fact, "patient.visits[].age", "patient.visits[].years").Apply(Documents(folder)).Value!.Documents;

        age.Find(PathwayFolder.SecondFile)!.Text.ShouldContain("$(patient.years) of $(other.age), age $(patient.visits)");
        age.Find(PathwayFolder.SchemaFile)!.Json.Value!.Root["properties"]!["years"].ShouldNotBeNull();
        var facts = age.Find(PathwayFolder.SuiteFile)!.Json.Value!.Root["cases"]![0]!["facts"]!["patient"]!;
        (facts["years"], facts["age"], facts["visits"]![1]!["age"]).ShouldSatisfyAllConditions(f => f.Item1.ShouldNotBeNull(), f => f.Item2.ShouldBeNull(), f => f.Item3.ShouldNotBeNull());
        visits.Find(PathwayFolder.SuiteFile)!.Json.Value!.Root["cases"]![0]!["facts"]!["patient"]!["visits"]!.ToString(Formatting.None).ShouldBe("""[{"years":1},{"years":2}]""");
    }

    [Fact]
    public void Apply_FactOfASharedDefinition_IsRenamedWhereverTheDefinitionIsUsed()
    {
        using var folder = new PathwayFolder();
        folder.Edit(PathwayFolder.SchemaFile, s =>
        {
            s["$defs"]!["drug"] = JObject.Parse("""{ "type": "object", "properties": { "name": { "type": "string" } } }""");
            s["properties"]!["first"] = JObject.Parse("""{ "$ref": "#/$defs/drug" }""");
            s["properties"]!["second"] = JObject.Parse("""{ "type": "array", "items": { "$ref": "#/$defs/drug" } }""");
        });
        folder.Edit(PathwayFolder.SecondFile, f => f["Rules"]![0]!["Expression"] = "patient.second.Any(name == patient.first.name)");

        var edited = new Rename("demo", NameKind.Fact, "patient.first.name", "drug").Apply(Documents(folder));

        edited.Diagnostics.ShouldBeEmpty();
        edited.Value!.Documents.Find(PathwayFolder.SecondFile)!.Text.ShouldContain("patient.second.Any(drug == patient.first.drug)");
    }

    [Theory]
    [InlineData("new (patient.age)")]
    [InlineData("new (patient.pain.now as pain, patient.age)")]
    public void Apply_NameThatAFigureTakesFromTheFact_IsRefusedWithThePlace(string figure)
    {
        using var folder = Folder("patient.age > 1");
        folder.Edit(PathwayFolder.SecondFile, f => f["Rules"]![0]!["Actions"] = JObject.Parse(
            $$"""{ "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "{{figure}}" } } }"""));

        var refused = Refused(folder, NameKind.Fact, "patient.age", "years");

        refused.Id.ShouldBe(DiagnosticIds.RenameNotProven);
        refused.Place.File.ShouldBe(PathwayFolder.SecondFile);
        refused.Place.Line.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Apply_ParameterWhoseNewNameWouldCaptureAnother_IsRefused()
    {
        using var folder = Folder("patient.visits.Any(age > 3) && half > 1");
        folder.Edit(PathwayFolder.SecondFile, f => f["GlobalParams"] = JArray.Parse("""[ { "Name": "half", "Expression": "policy.limit / 2" } ]"""));

        Refused(folder, NameKind.Parameter, "half", "age").Place.File.ShouldBe(PathwayFolder.SecondFile);
    }

    [Fact]
    public void Apply_Parameter_LeavesFactsAndFiguresOfItsNameAlone()
    {
        using var folder = Folder("patient.visits.Any(it.age < age) && age > 2 && patient.age > 1");
        folder.Edit(PathwayFolder.SecondFile, f =>
        {
            f["GlobalParams"] = JArray.Parse("""[ { "Name": "age", "Expression": "patient.age / 2" }, { "Name": "twice", "Expression": "age * 2" } ]""");
            f["Rules"]![0]!["ErrorMessage"] = "$(age) $(patient.age)";
            f["Rules"]![0]!["Actions"] = JObject.Parse("""{ "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "new (age as age)" } } }""");
        });

        var edited = new Rename("demo", NameKind.Parameter, "age", "halfAge").Apply(Documents(folder));

        edited.Diagnostics.ShouldBeEmpty();
        var text = edited.Value!.Documents.Find(PathwayFolder.SecondFile)!.Text;
        foreach (var expected in (string[])["patient.visits.Any(it.age < halfAge) && halfAge > 2 && patient.age > 1", "patient.age / 2", "halfAge * 2", "$(halfAge) $(patient.age)", "new (halfAge as age)"])
            text.ShouldContain(expected);
    }

    [Fact]
    public void Apply_RuleNameThatEvaluateRuleUses_IsRenamedThereToo()
    {
        using var folder = new PathwayFolder();
        folder.Edit(PathwayFolder.FirstFile, f => f["Rules"]![0]!["Actions"] = JObject.Parse(
            """{ "OnFailure": { "Name": "EvaluateRule", "Context": { "WorkflowName": "second", "RULENAME": "Guard", "inputFilter": [ "patient" ] } } }"""));

        var name = new Rename("demo", NameKind.RuleName, "G1", "Child").Apply(Documents(folder));
        var workflow = new Rename("demo", NameKind.Workflow, "second", "guards").Apply(Documents(folder));

        name.Diagnostics.ShouldBeEmpty();
        name.Value!.Documents.Find(PathwayFolder.FirstFile)!.Text.ShouldContain("\"RULENAME\": \"Child\"");
        workflow.Value!.Documents.Find(PathwayFolder.FirstFile)!.Text.ShouldContain("\"WorkflowName\": \"guards\"");
        workflow.Value.Documents.Find("workflows/demo/guards.json").ShouldNotBeNull();
    }

    [Fact]
    public void Apply_RuleWithoutId_IsRenamedByItsName()
    {
        using var folder = new PathwayFolder();

        var edited = new Rename("demo", NameKind.Rule, "Both", "Each").Apply(Documents(folder)).Value!.Documents;

        edited.Find(PathwayFolder.FirstFile)!.Text.ShouldContain("\"RuleName\": \"Each\"");
        edited.Find(PathwayFolder.SuiteFile)!.Text.ShouldContain("\"Each\"");
    }

    [Fact]
    public void Apply_GroupInErrors_IsRenamedWithoutItsWorkflow()
    {
        using var folder = new PathwayFolder();
        folder.Edit(PathwayFolder.SuiteFile, f => f["cases"]![0]!["expect"]!["errors"] = new JArray("first/choice"));

        new Rename("demo", NameKind.Group, "choice", "ch\"oice").Apply(Documents(folder)).Value!.Documents.Find(PathwayFolder.SuiteFile)!.Text.ShouldContain("\"first/ch\\\"oice\"");
        new Rename("demo", NameKind.Workflow, "first", "start").Apply(Documents(folder)).Value!.Documents.Find(PathwayFolder.SuiteFile)!.Text.ShouldContain("\"start/choice\"");
    }

    [Fact]
    public void Apply_JsonWrittenAsAText_IsRefused()
    {
        using var folder = new PathwayFolder();
        folder.Edit(PathwayFolder.FirstFile, f => f["Rules"]![0]!["Actions"] = JObject.Parse(
            """{ "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "second", "ruleName": "Guard", "inputFilter": "[ \"half\" ]" } } }"""));

        Refused(folder, NameKind.Parameter, "half", "hälfte2").Id.ShouldBe(DiagnosticIds.UnusableName);
        Refused(folder, NameKind.Parameter, "half", "halved").Id.ShouldBe(DiagnosticIds.RenameNotProven);
    }

    [Theory]
    [InlineData(NameKind.Fact, "patient.agee", "years", DiagnosticIds.UnknownName)]
    [InlineData(NameKind.Fact, "patient.age", "SEX", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Fact, "patient.age", "pain.age", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.Fact, "patient.age", "a b", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.Policy, "limit", "2nd", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.Policy, "limit", "Drugs", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Parameter, "half", "patient", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Parameter, "half", "and", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.Rule, "R1", "G1", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Rule, "R1", "TREAT", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Rule, "R1", " ", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.RuleName, "R1", "Both", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Workflow, "first", "SECOND", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Workflow, "first", "pathway", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Workflow, "first", "../x", DiagnosticIds.UnusableName)]
    [InlineData(NameKind.Code, "TREAT", "G1", DiagnosticIds.DuplicateName)]
    [InlineData(NameKind.Code, "TREET", "CURE", DiagnosticIds.UnknownName)]
    [InlineData(NameKind.Group, "choice", "choice", DiagnosticIds.DuplicateName)]
    public void Apply_NameThatIsNotThereOrNotUsable_IsRefused(NameKind kind, string oldName, string newName, string id)
    {
        using var folder = new PathwayFolder();

        Refused(folder, kind, oldName, newName).Id.ShouldBe(id);
    }

    [Fact]
    public void Apply_CaseOfLettersOnly_IsARenameToo()
    {
        using var folder = new PathwayFolder();

        var edited = new Rename("demo", NameKind.Fact, "patient.age", "Age").Apply(Documents(folder));

        edited.Diagnostics.ShouldBeEmpty();
        edited.Value!.Documents.Find(PathwayFolder.SecondFile)!.Text.ShouldContain("patient.Age < 18", Shouldly.Case.Sensitive);
    }

    [Fact]
    public void Apply_UnsoundPathway_SaysWhatIsWrongWithIt()
    {
        using var folder = Folder("patient.nobody > 1");

        Refused(folder, NameKind.Code, "TREAT", "CURE").Id.ShouldBe(DiagnosticIds.ExpressionDoesNotParse);
    }

    /// <summary>The demo pathway with a second input, a list of objects, and the expression in its guard.</summary>
    private static PathwayFolder Folder(string expression)
    {
        var folder = new PathwayFolder();
        folder.Edit(PathwayFolder.SchemaFile, s => s["properties"]!["visits"] = JObject.Parse(
            """{ "type": "array", "items": { "type": "object", "properties": { "age": { "type": "number" } } } }"""));
        folder.Write("workflows/demo/facts/other.schema.json", """{ "type": "object", "properties": { "age": { "type": "number" } } }""");
        folder.Edit(PathwayFolder.PathwayFile, p => p["inputs"]!["other"] = "facts/other.schema.json");
        return folder.Write(PathwayFolder.SecondFile, PathwayFolder.Files[PathwayFolder.SecondFile].Replace("patient.age < 18", expression, StringComparison.Ordinal));
    }

    private static DocumentSet Documents(PathwayFolder folder) => PathwayDocuments.Load(new Workspace(folder.Root), "demo").Value!;

    private static Diagnostic Refused(PathwayFolder folder, NameKind kind, string oldName, string newName)
    {
        var edited = new Rename("demo", kind, oldName, newName).Apply(Documents(folder));
        edited.Value.ShouldBeNull();
        return edited.Diagnostics[0];
    }

    private static (Pathway Pathway, IReadOnlyList<Model.Case> Cases) Open(DocumentSet documents, string name)
    {
        var workspace = new Workspace(documents.Root);
        var pathway = PathwayLoader.Load(workspace.FolderOf(name), documents.Root, documents).Value!;
        return (pathway, [.. SuiteLoader.Load(workspace.SuitesOf(name), documents.Root, pathway, documents).Value!.Cases]);
    }

    /// <summary>Before the review date of the shipped pathway, that is.</summary>
    private static void ShouldBeClean(DocumentSet documents, string what)
    {
        var workspace = new Workspace(documents.Root);
        var loaded = PathwayLoader.LoadWithFiles(workspace.FolderOf(ShippedPathway.Current), documents.Root, documents);
        var suites = SuiteLoader.Load(workspace.SuitesOf(ShippedPathway.Current), documents.Root, loaded.Pathway!, documents);
        Checker.Check(new CheckSubject(loaded, suites, []), new ExampleWorkspace.FixedClock(), TestContext.Current.CancellationToken).ShouldBeEmpty(what);
    }

    private static IEnumerable<CaseResult> Run(Pathway pathway, IReadOnlyList<Model.Case> cases)
    {
        var compiled = CompiledPathway.Compile(pathway, [], TestContext.Current.CancellationToken);
        return new SuiteRunner(new ReferenceEngine(compiled)).RunAsync(cases, null, TestContext.Current.CancellationToken).GetAwaiter().GetResult().Cases;
    }

    private static IReadOnlyList<(NameKind Kind, string Name)> Names(Pathway pathway, int kind)
    {
        static IEnumerable<string> Facts(FactSchema schema, string path) =>
            schema.Kind == FactKind.List ? Facts(schema.Element!, path) : schema.Members.SelectMany(m => Facts(m, $"{path}.{m.Name}").Prepend($"{path}.{m.Name}"));
        static IEnumerable<Rule> Tree(Rule rule) => rule.Rules.SelectMany(Tree).Prepend(rule);
        var rules = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        return [.. kind switch
        {
            0 => pathway.Inputs.SelectMany(i => Facts(i.Facts, i.Name)).Select(n => (NameKind.Fact, n)),
            1 => pathway.Policy.Select(p => (NameKind.Policy, p.Name)),
            2 => pathway.Workflows.SelectMany(w => w.Globals.Concat(w.Rules.SelectMany(Tree).SelectMany(r => r.Locals))).Select(p => (NameKind.Parameter, p.Name)).Distinct(),
            3 => rules.Select(r => (NameKind.Rule, r.Id)),
            4 => pathway.Workflows.Select(w => (NameKind.Workflow, w.Name)),
            5 => pathway.Recommendations.Select(r => (NameKind.Code, r.Code)),
            _ => pathway.Groups.Keys.Select(g => (NameKind.Group, g)).Concat(rules.Select(r => (NameKind.RuleName, r.Id))),
        }];
    }
}
