using System.Text.RegularExpressions;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>What the clinical brief promises of the shipped pathway, read from its files.</summary>
public sealed partial class PathwayPromisesTests
{
    private static readonly ShippedPathway Shipped = ShippedPathway.Of(ShippedPathway.Current);

    private static Pathway Pathway => Shipped.Pathway;

    [Fact]
    public void Load_BothVersions_NothingIsReported()
    {
        Shipped.Diagnostics.ShouldBeEmpty();
        ShippedPathway.Of(ShippedPathway.Earlier).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Pathway_Size_IsAsPromised()
    {
        Pathway.Workflows.Length.ShouldBeGreaterThanOrEqualTo(5);
        Shipped.Rules.Count().ShouldBeGreaterThanOrEqualTo(40);
        ShippedPathway.Cases.Length.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void Pathway_Governance_IsStated()
    {
        Pathway.Owner.ShouldNotBeNullOrWhiteSpace();
        Pathway.ReviewBy.ShouldNotBeNull();
        Pathway.Disclaimer.ShouldNotBeNull().ShouldContain("Not medical advice");
    }

    [Fact]
    public void EveryRule_Metadata_IsComplete()
    {
        var sources = Pathway.Sources.Select(s => s.Key).ToHashSet();
        string[] severities = ["info", "recommend", "warning", "critical"];

        Shipped.Rules
            .Where(r => string.IsNullOrWhiteSpace(r.Properties.Id)
                || string.IsNullOrWhiteSpace(r.Properties.Rationale)
                || r.Properties.Evidence.IsEmpty
                || !r.Properties.Evidence.All(sources.Contains)
                || !severities.Contains(r.Properties.Severity))
            .Select(r => r.Label)
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryRule_Effect_RecommendsLeadsOnOrForbids()
    {
        Shipped.Rules
            .Where(r => r.SuccessEvent is null && r.Properties.Next.IsEmpty && !r.IsGuard)
            .Select(r => r.Label)
            .ShouldBeEmpty();
    }

    [Fact]
    public void EverySource_IsCitedAndHasACitation()
    {
        var cited = Shipped.Rules.SelectMany(r => r.Properties.Evidence).Concat(Pathway.Policy.Select(p => p.Source)).ToHashSet();

        Pathway.Sources.Where(s => !cited.Contains(s.Key) || string.IsNullOrWhiteSpace(s.Citation)).Select(s => s.Key).ShouldBeEmpty();
    }

    [Fact]
    public void EveryPolicyValue_HasUnitSourceAndDescription()
    {
        var sources = Pathway.Sources.Select(s => s.Key).ToHashSet();

        Pathway.Policy
            .Where(p => (p.Value is double or double[] && string.IsNullOrWhiteSpace(p.Unit))
                || p.Source is null || !sources.Contains(p.Source)
                || string.IsNullOrWhiteSpace(p.Description))
            .Select(p => p.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryPolicyValue_IsReadByARule()
    {
        var expressions = Pathway.Workflows
            .SelectMany(w => w.Rules.SelectMany(ShippedPathway.Expressions).Concat(ShippedPathway.ParameterExpressions(w)))
            .ToList();

        Pathway.Policy
            .Where(p => !expressions.Any(e => Regex.IsMatch(e, $@"\bpolicy\.{Regex.Escape(p.Name)}\b")))
            .Select(p => p.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Recommendations_CatalogueAndRules_NameTheSameCodes()
    {
        var given = Shipped.Rules.Select(r => r.SuccessEvent).OfType<string>().ToHashSet();
        var catalogue = Pathway.Recommendations.Select(r => r.Code).ToHashSet();

        given.Except(catalogue).ShouldBeEmpty();
        catalogue.Except(given).ShouldBeEmpty();
        Pathway.Recommendations.Where(r => string.IsNullOrWhiteSpace(r.Text) || string.IsNullOrWhiteSpace(r.Category)).Select(r => r.Code).ShouldBeEmpty();
    }

    [Fact]
    public void Groups_EveryHitPolicy_DecidesBetweenRules()
    {
        var members = Shipped.Rules.Where(r => r.Properties.Group is not null).ToLookup(r => r.Properties.Group!);

        Pathway.Groups.Keys.Where(g => members[g].Count() < 2).ShouldBeEmpty();
        Pathway.Groups.Values.Distinct().Order().ShouldBe(Enum.GetValues<HitPolicy>());
    }

    [Fact]
    public void Guards_EveryCode_IsForbiddenByName()
    {
        var codes = Shipped.Rules.Select(r => r.SuccessEvent).OfType<string>().Concat(Shipped.Rules.Select(r => r.Id)).ToHashSet();

        Shipped.Rules.SelectMany(r => r.Properties.Veto).Where(v => !codes.Contains(v)).ShouldBeEmpty();
    }

    [Fact]
    public void Expressions_Numbers_AreOnlyThoseThatAreNotClinical()
    {
        Pathway.Workflows
            .SelectMany(w => w.Rules)
            .SelectMany(r => ShippedPathway.Expressions(r).SelectMany(Numbers).Where(n => n is not ("0" or "1")).Select(n => $"{r.Id}: {n}"))
            .ShouldBeEmpty();

        // 100 makes a share a percentage.
        Pathway.Workflows.SelectMany(ShippedPathway.ParameterExpressions).SelectMany(Numbers).Where(n => n is not ("0" or "1" or "100")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("patient.age > 64", "64")]
    [InlineData("it.weeks >= 6.5 && name == \"take 2\"", "6.5")]
    public void Numbers_InAnExpression_AreFoundOutsideTexts(string expression, string number)
    {
        Numbers(expression).ShouldBe([number]);
    }

    [Fact]
    public void Files_Texts_NameNoPathToolOrPerson()
    {
        var folders = new[] { ShippedPathway.Workspace.FolderOf(ShippedPathway.Current), Path.GetDirectoryName(ShippedPathway.Workspace.SuitesOf(ShippedPathway.Current))! };

        folders
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .SelectMany(f => File.ReadLines(f).Where(line => !line.Contains("\"citation\":", StringComparison.Ordinal) && !line.Contains("\"engine\":", StringComparison.Ordinal)).SelectMany(line => Traces().Matches(line)).Select(m => $"{Path.GetFileName(f)}: {m.Value}"))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("see /home/someone/notes.txt")]
    [InlineData(@"C:\\notes")]
    [InlineData("checked by Dr. Example")]
    [InlineData("a.b@example.org")]
    [InlineData("run with RulesEngine")]
    public void Traces_OfAMachineToolOrPerson_AreFound(string text)
    {
        Traces().IsMatch(text).ShouldBeTrue();
    }

    private static IEnumerable<string> Numbers(string expression) =>
        NumberOrText().Matches(expression).Where(m => m.Groups["number"].Success).Select(m => m.Value);

    [GeneratedRegex("""
        "(?:\\.|[^"\\])*" | (?<![\w.]) (?<number> \d+ (?:\.\d+)? ) (?!\w)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NumberOrText();

    [GeneratedRegex("""
        (?<![\w:/.])/\w+/\w+ | \b[A-Za-z]:\\ | \b(?:Dr|Prof|Mr|Mrs|Ms)\. | \w@\w+\.\w
        | \b(?:RulesEngine|rulewb|RuleWorkbench|GitHub|dotnet|Newtonsoft|JSON)\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Traces();
}
