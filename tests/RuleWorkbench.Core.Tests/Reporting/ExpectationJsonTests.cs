using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Reporting;

public sealed class ExpectationJsonTests
{
    [Fact]
    public async Task Write_Walk_NamesVerdictsStatusesVetoesAndFigures()
    {
        var walk = (await SampleExplanation.ExplainAsync()).Walk;

        JToken.DeepEquals(ExpectationJson.Write(walk), JObject.Parse("""
            {
              "rules": {
                "met": [ "dose", "second <look> #1", "allergy" ],
                "undetermined": [ "open", "both", "device" ],
                "skipped": [ "off" ],
                "error": [ "fails" ]
              },
              "recommendations": { "vetoed": [ "TREAT" ], "held": [ "LATER" ], "undetermined": [ "OPEN" ], "exact": true },
              "walk": [ "start", "later" ],
              "vetoes": { "TREAT": [ "allergy" ] },
              "figures": { "dose": { "dose": 4, "kind": "a|b" } },
              "errors": [ "fails" ]
            }
            """)).ShouldBeTrue(ExpectationJson.Write(walk).ToString());
    }

    [Theory]
    [InlineData("f.x")]
    [InlineData("f.x / 3")]
    [InlineData("f.x / 0")]
    [InlineData("0 / (f.x - f.x)")]
    [InlineData("f.x * 1e300")]
    [InlineData("f.t")]
    [InlineData("f.day")]
    [InlineData("f.a == true")]
    [InlineData("f.b")]
    [InlineData("new (f.x as value, f.b as none, f.day as day)")]
    public async Task Write_Figure_IsAsExpectedWhenRecorded(string figure)
    {
        var pathway = Of(Rule("r", "f.x > 1").Gives(figure));

        (await RecordAndRunAsync(pathway, JObject.Parse("""{ "f": { "x": 4.1, "t": "2026-03-02", "day": "2026-03-02", "a": true } }"""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_RandomWalks_AreAsExpectedWhenRecorded() => await RandomPathways.Gen.SampleAsync(
        async sample =>
        {
            // Every third rule is a guard, so that all statuses come about.
            var workflow = sample.Pathway.Workflows[0];
            var rules = workflow.Rules.Select((r, i) => i % 3 == 0
                ? r.Vetoes("C1", $"r{i + 1}")
                : r.Recommends($"C{i % 4}").In(i % 5 == 0 ? "group" : "other").Gives("new (p.n0 / p.n1 as ratio, p.s0 as text, p.d0 as day, p.f0 as flag)"));
            var pathway = sample.Pathway with { Workflows = [workflow with { Rules = [.. rules] }] };
            foreach (var facts in sample.Cases.Take(2).Select(c => c.Facts).Concat(sample.Full.Take(1)))
                (await RecordAndRunAsync(pathway.Policy("other", HitPolicy.First), facts)).ShouldBeEmpty();
        },
        iter: 12,
        print: s => s.ToString());

    /// <summary>What is not as expected when a case is run against the recording of its own walk, read from a file.</summary>
    private static async Task<IReadOnlyList<Mismatch>> RecordAndRunAsync(Pathway pathway, JObject facts)
    {
        var engine = pathway.Engine();
        var bound = BoundCase.Bind(engine.Compiled.Facts, pathway, facts, [], null);
        var walk = await new Walker(engine).WalkAsync(bound, TestContext.Current.CancellationToken);
        var suite = new JObject
        {
            ["suite"] = "recorded",
            ["pathway"] = pathway.Name,
            ["cases"] = new JArray(new JObject { ["id"] = "c", ["facts"] = facts.DeepClone(), ["expect"] = ExpectationJson.Write(walk) }),
        };
        var folder = Directory.CreateTempSubdirectory("rulewb-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "recorded.json"), suite.ToString(Formatting.Indented), TestContext.Current.CancellationToken);
            var source = SuiteLoader.Load(folder.FullName, folder.FullName, pathway).Value!.Cases.ShouldHaveSingleItem();
            return (await new SuiteRunner(engine).RunOneAsync(source, TestContext.Current.CancellationToken)).Mismatches;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
