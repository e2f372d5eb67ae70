using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Reporting.Review;

/// <summary>A review in which everything that a person can name tries to be more than a name.</summary>
internal static class HostileReview
{
    public const string Name = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onload=alert(3) '`${7*7} &lt;b&gt; \u202Egnp.exe\u2066 \u0000\u001b[31m \uD800 ]]> --> {{x}}";

    private static SourcePlace Place => new($"workflows/{Name}.json", 3, 7, Name);

    public static async Task<ReviewReport> MakeAsync()
    {
        var (before, after) = (Version(Pathway("patient.age > 50")), Version(Pathway("patient.age > 60 && patient.name != \"</script>\"")));
        var diff = PathwayDiffer.Compare(before, after);
        var impact = await ImpactFinder.FindAsync(diff, [Case], null, 5, CancellationToken.None);
        ImmutableArray<Diagnostic> found = [Diagnostic.Error("RW001", Name, Place, Name)];
        return new ReviewReport(Name, Name, new DateOnly(2026, 3, 2), [new ReviewedPathway(new PathwayComparison(diff, impact with { Population = Name }), new CheckChanges(found, found, found)) { Signatures = Signed(diff) }]);
    }

    private static Signatures Signed(PathwayDiff diff)
    {
        var meaning = MeaningHash.Of(diff.Candidate.Compiled!);
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        return Signatures.Of(diff.Candidate, new SignOffList([new SignOff(Name, SignOffDecision.Approved, meaning, at, Name, Place), new SignOff(Name + "2", SignOffDecision.Rejected, Name, at, Name, Place)])
        {
            Remarks = [.. diff.Changes.Select((c, i) => new Remark(Remark.OnOf(c), i % 2 == 0 ? Remark.FingerprintOf(c) : Name, Name, at, i % 2 == 0, Name))],
        });
    }

    private static Case Case => new(Name, Name, Place, new JObject { ["patient"] = new JObject { ["age"] = 55, ["name"] = Name } }, [], null) { Why = Name };

    private static PathwayVersion Version(Pathway pathway)
    {
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        return new PathwayVersion(Name, compiled, new ImmutableSuites([new Suite(Name, Name, Place, [Case])]), compiled.Diagnostics);
    }

    private static Pathway Pathway(string expression)
    {
        var rule = TestPathway.Rule(Name, expression) with
        {
            SuccessEvent = Name,
            ErrorMessage = Name + expression,
            Properties = new RuleProperties { Id = Name + "id", Group = Name, Evidence = [Name, "S1"], Strength = Name + expression, Severity = Name, Rationale = Name + expression },
        };
        var guard = TestPathway.Rule("guard" + Name, "patient.name == null") with { Properties = new RuleProperties { Id = "g" + Name, Veto = [Name], Evidence = [Name + expression] } };
        var facts = TestPathway.Input("patient", TestPathway.Fact("age", FactKind.Number) with { Title = Name, Description = Name, Unit = Name }, TestPathway.Fact("name", FactKind.Text) with { Title = Name });
        return new Pathway(Name, Place)
        {
            Title = Name,
            Description = Name,
            Disclaimer = Name,
            Version = Name + expression,
            Owner = Name + expression,
            Entry = "main",
            Inputs = [facts],
            Workflows = [new Workflow("main", Place) { Rules = [rule, guard] }],
            Recommendations = [new Recommendation(Name, Name + expression, Name, Place)],
            Sources = [new Source(Name, Name + expression, $"javascript:alert(4) <a href=javascript:alert(5)> https://example.org/\"onclick=alert(6) {expression}", Place), new Source("S1", Name, "JaVaScRiPt:alert(7) data:text/html,x https://example.org/ok", Place)],
        };
    }
}
