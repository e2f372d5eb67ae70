using Shouldly;

namespace RuleWorkbench.Cli.Commands;

/// <summary>A mistake put into the shipped pathway.</summary>
/// <param name="Id">What must be found.</param>
/// <param name="Trap">The trap of RulesEngine that it is, or empty.</param>
/// <param name="Old">What stands in the file now, once; empty for a rule that is added.</param>
/// <param name="Now">What is put in its place; <c>^</c> stands where the mistake must be found.</param>
internal sealed record PlantedMistake(string Id, string Trap, string File, string Old, string Now);

/// <summary>A copy of the shipped pathway with all the mistakes in it.</summary>
internal sealed class PlantedMistakes : IDisposable
{
    private const string Marker = "^";
    private const string Home = "workflows/failed-nerve-block/";
    private const string Rules = Home + "re-evaluation.json";
    private const string Pathway = Home + "pathway.json";
    private const string Suite = "seeds/failed-nerve-block/suites/drug-therapy.json";

    public static readonly IReadOnlyList<PlantedMistake> All =
    [
        // The traps, as far as a file can hold them: T2, T3, T7, T8, T11, T17, T19, T21 and T22 are mistakes of programs.
        Rule("RW017", "T1", """{ "RuleName": "p1", "LocalParams": [ { "Name": "planted", "Expression": "patient.age * 2" } ], "Expression": "planted > 5" }, { "RuleName": "p2", "LocalParams": [ { "Name": "planted", "Expression": ^"patient.age * 3" } ], "Expression": "planted > 5" }"""),
        new("RW078", "T4", Home + "drug-therapy.json", "\"WorkflowName\": \"drug-therapy\",", "\"WorkflowName\": \"drug-therapy\", \"WorkflowsToInject\": [ ^\"classify-failure\" ],"),
        Rule("RW031", "T5", $$"""{ "RuleName": "p3", "Expression": "{{new string('(', 100)}}^({{new string(')', 101)}}" }"""),
        Rule("RW015", "T6", """{ "RuleName": "p4", "Expression": "patient.age > 5", "Actions": { "OnSuccess": ^{ "Name": "EvaluateRule", "Context": { "workflowName": "drug-therapy", "ruleName": "p4", "inputFilter": "patient" } } } }"""),
        Expression("RW030", "T9", "patient.^agee > 5"),
        Expression("RW030", "T9", "^patinet.age > 5"),
        Expression("RW058", "T10", "treatment.drugs.Count() ^/ 2 > 1"),
        Expression("RW060", "T12", "^!(patient.inr > 3)"),
        Expression("RW060", "T12", "patient.age > 5 && ^!block.kind.Contains(\\\"plexus\\\")"),
        Rule("RW015", "T13", """{ "RuleName": "p5", "Operator": ^"or", "Rules": [ { "RuleName": "a", "Expression": "patient.age > 5" }, { "RuleName": "b", "Expression": "patient.age > 6" } ] }"""),
        Rule("RW006", "T14", """{ "RuleName": "p6", ^"enabled": false, "Expression": "patient.age > 5" }"""),
        Rule("RW006", "T14", """{ "RuleName": "p7", "Expression": "patient.age > 5", ^"errorMessage": "No." }"""),
        Rule("RW006", "T14", """{ "RuleName": "p8", "Expression": "patient.age > 5", ^"actions": { } }"""),
        Expression("RW058", "T15", "patient.age > 5 ^/ 2"),
        Expression("RW072", "T15", "patient.age > 100000 ^* 100000"),
        Expression("RW059", "T15", "block.volume ^== 0.1"),
        Expression("RW082", "T16", "patient.age > ^\\\"50\\\""),
        Expression("RW073", "T15", "^Math.Round(block.volume.Value) > 2"),
        Expression("RW074", "T16", "now.date > ^\\\"01/02/2020\\\""),
        Expression("RW074", "T16", "now.date > ^\\\"2020-01-02T23:00:00Z\\\""),
        Expression("RW061", "T16", "now.date > ^DateTime.Now"),
        Expression("RW075", "T16", "block.kind ^< \\\"9\\\""),
        Rule("RW013", "T18", """{ "RuleName": "p9", "LocalParams": [ { "Name": ^"mod", "Expression": "patient.age" } ], "Expression": "patient.age > 5" }"""),
        Expression("RW050", "T18", "patient.^Age > 5"),
        Rule("RW077", "T20", """{ "RuleName": "p10", "Expression": "patient.age > 5", "ErrorMessage": "He is $(patient.^agee)." }"""),

        // Others.
        Expression("RW030", "", "patient.age > 5 ^)"),
        Expression("RW030", "", "patient.age > ^\\\"old\\\""),
        Rule("RW011", "", """{ "RuleName": "p0", "Expression": "patient.age > 5", "Properties": { "next": [ ^"advanced-option" ] } }"""),
        Rule("RW010", "", """{ "RuleName": "p11", "Expression": "patient.age > 5", "Properties": { "id": ^"FNB-101" } }"""),
        Rule("RW064", "", """{ "RuleName": "p12", "Expression": "patient.age > 5", "Properties": { "evidence": [ "S1.1", ^"S9.9" ] } }"""),
        Expression("RW054", "", "patient.age > 70 && patient.age ^< 60"),
        Expression("RW055", "", "patient.age > ^700"),
        Expression("RW056", "", "block.kind == ^\\\"Plexus\\\""),
        Expression("RW057", "", "^patient.pregnant && patient.age > 5"),
        Expression("RW079", "", "block.volume ^> policy.fullReliefFrom"),
        Expression("RW080", "", "patient.age / ^patient.painMonths > 5"),
        Expression("RW081", "", "patient.age > 5 && patient.pregnant == true && ^patient.age > 5"),
        Rule("RW062", "", """{ "RuleName": ^"p13", "Expression": "patient.age > 5", "SuccessEvent": "SECOND_LOOK" }"""),
        Rule("RW066", "", """{ "RuleName": "p14", "Expression": "patient.age > 5", "SuccessEvent": ^"THIRD_LOOK", "Properties": { "evidence": [ "S1.1" ] } }"""),
        Rule("RW068", "", """{ "RuleName": "p15", "Expression": "patient.age > 5", "Properties": { "group": ^"lonely" } }"""),
        Rule("RW069", "", """{ "RuleName": "p16", ^"Enabled": false, "Expression": "patient.age > 5", "Properties": { "veto": [ "TENS_TRIAL" ], "evidence": [ "S1.1" ] } }"""),
        Rule("RW011", "", """{ "RuleName": "p17", "Expression": "patient.age > 5", "Properties": { "veto": [ ^"TENS_TRAIL" ], "evidence": [ "S1.1" ] } }"""),
        Rule("RW053", "", """{ "RuleName": "p18", "LocalParams": [ { "Name": ^"leftOver", "Expression": "patient.age" } ], "Expression": "patient.age > 5" }"""),
        Rule("RW071", "", """{ "RuleName": "p19", "Expression": "patient.age > 5", "Properties": { "severity": ^"Warning" } }"""),
        new("RW065", "", Pathway, "\"reviewBy\": \"2027-05-01\"", "\"reviewBy\": ^\"2020-05-01\""),
        new("RW052", "", Pathway, "\"failedReliefBelow\": {", "^\"forgotten\": { \"value\": 1, \"source\": \"P1\" },\n    \"failedReliefBelow\": {"),
        new("RW063", "", Pathway, "\"S1.1\": {", "^\"S0\": { \"title\": \"Never cited\" },\n    \"S1.1\": {"),
        new("RW067", "", Pathway, "\"REVIEW_TECHNIQUE\": {", "^\"NOBODY\": { \"text\": \"Never said.\" },\n    \"REVIEW_TECHNIQUE\": {"),
        new("RW014", "", Pathway, "\"relief-class\": \"unique\"", "\"relief-class\": ^\"uniqe\""),
        new("RW091", "", Pathway, "\"entry\": \"classify-failure\",", "\"suppressions\": [ ^{ \"check\": \"RW055\", \"at\": \"p20\" } ],\n  \"entry\": \"classify-failure\","),
        new("RW043", "", Suite, "\"figures\": { \"FNB-501\": { \"creatinineClearance\": 95 } },", "\"figures\": { ^\"FNB-5010\": { \"creatinineClearance\": 95 } },"),
        Rule("RW070", "", """{ "RuleName": ^"Nobody expects this", "Expression": "patient.age > 5" }"""),
    ];

    private static int count;

    private PlantedMistakes(TemporaryWorkspace workspace, IReadOnlyList<string> places)
    {
        Workspace = workspace;
        Places = places;
    }

    public TemporaryWorkspace Workspace { get; }

    /// <summary>File, line and column of each of <see cref="All"/>.</summary>
    public IReadOnlyList<string> Places { get; }

    public static PlantedMistakes Plant()
    {
        var workspace = TemporaryWorkspace.Shipped();
        var added = string.Join(",\n", All.Where(m => m.Old.Length == 0).Select((m, i) => "    " + Number(m)));
        workspace.Replace(Rules, "\"Rules\": [\n", $"\"Rules\": [\n{added},\n");
        foreach (var mistake in All.Where(m => m.Old.Length > 0))
            workspace.Replace(mistake.File, mistake.Old, Number(mistake));

        var places = new string[All.Count];
        foreach (var file in All.Select(m => m.File).Distinct())
            workspace.Write(file, WithoutMarkers(workspace.Read(file), file, places));
        return new PlantedMistakes(workspace, places);
    }

    public void Dispose() => Workspace.Dispose();

    /// <summary>The text with a marker that says whose it is.</summary>
    private static string Number(PlantedMistake mistake)
    {
        mistake.Now.Split(Marker).Length.ShouldBe(2, mistake.Now);
        return mistake.Now.Replace(Marker, $"{Marker}{Index(mistake)}{Marker}", StringComparison.Ordinal);
    }

    private static int Index(PlantedMistake mistake) => All.Select((m, i) => (m, i)).First(p => ReferenceEquals(p.m, mistake)).i;

    private static string WithoutMarkers(string text, string file, string[] places)
    {
        for (var start = text.IndexOf(Marker, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Marker, start, StringComparison.Ordinal))
        {
            var end = text.IndexOf(Marker, start + 1, StringComparison.Ordinal);
            var line = text[..start].Count(c => c == '\n') + 1;
            places[int.Parse(text[(start + 1)..end], System.Globalization.CultureInfo.InvariantCulture)] = $"{file}:{line}:{start - text.LastIndexOf('\n', start)}";
            text = text.Remove(start, end - start + 1);
        }

        return text;
    }

    private static PlantedMistake Rule(string id, string trap, string json) => new(id, trap, Rules, "", json);

    private static PlantedMistake Expression(string id, string trap, string expression) =>
        Rule(id, trap, $$"""{ "RuleName": "planted {{++count}}", "Expression": "{{expression}}" }""");
}
