using System.Collections.Immutable;
using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

/// <summary>What a JSON Schema validator refuses, we refuse, and nothing else. Ours differs in two ways that are meant:
/// null is missing, and a date is one of our time.</summary>
public sealed class FactCheckerLawTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Check_AnyFacts_AgreesWithAJsonSchemaValidator() =>
        await Gen.Int.SampleAsync(
            async seed =>
            {
                var any = new AnyFacts(new Random(seed));
                var schema = any.Schema();
                var input = Read(schema);
                var validator = await JsonSchema.FromJsonAsync(schema.ToString(), TestContext.Current.CancellationToken);
                for (var i = 0; i < 10; i++)
                {
                    var facts = any.FactsFor(schema);
                    var theirs = validator.Validate(facts);
                    var ours = Check(input, facts);
                    ours.IsEmpty.ShouldBe(theirs.Count == 0, $"{schema.ToString(Formatting.None)}\n{facts.ToString(Formatting.None)}\ntheirs {string.Join("; ", theirs)}\nours {string.Join("; ", ours)}");
                }
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Check_RecordedFacts_AgreesWithADraft202012Validator()
    {
        // Verdicts of a validator of the whole draft, on facts where validators of older drafts differ too.
        var recorded = JArray.Parse(File.ReadAllText(Repository.PathOf("tests/RuleWorkbench.Core.Tests/Loading/draft-2020-12-verdicts.json")));
        recorded.Count.ShouldBeGreaterThan(50);
        foreach (var entry in recorded)
        {
            var input = Read((JObject)entry["schema"]!);
            foreach (var check in entry["facts"]!)
            {
                var ours = Check(input, (JObject)check["value"]!);
                ours.IsEmpty.ShouldBe((bool)check["valid"]!, $"{entry["schema"]!.ToString(Formatting.None)}\n{check}\nours {string.Join("; ", ours)}");
            }
        }
    }

    [Fact]
    public void Check_AnyFactMadeNull_IsNoErrorOfThatFact() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var any = new AnyFacts(random);
                var schema = any.Schema();
                var facts = any.FactsFor(schema);
                var input = Read(schema);
                var known = facts.Properties().Where(p => input.Facts.Member(p.Name) is not null).ToList();
                foreach (var member in known)
                    member.Value = JValue.CreateNull();
                Check(input, facts).Count(d => d.Id != DiagnosticIds.UnknownFact).ShouldBe(0);
            },
            iter: 200,
            threads: 1);

    private Input Read(JObject schema)
    {
        folder.Write(PathwayFolder.SchemaFile, schema.ToString());
        var loaded = folder.Load();
        loaded.Diagnostics.ShouldBeEmpty(schema.ToString(Formatting.None));
        return loaded.Value!.Inputs[0];
    }

    private static ImmutableArray<Diagnostic> Check(Input input, JObject facts)
    {
        var file = JsonText.Sound(facts.ToString(Formatting.None));
        return FactChecker.CheckInput(file, file.Root, input);
    }
}
