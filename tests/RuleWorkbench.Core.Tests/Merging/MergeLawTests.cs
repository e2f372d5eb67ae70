using CsCheck;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Merging;

/// <summary>The law of merging: edits of different rules come together as if one person had made them all, however theirs is
/// laid out, and our file keeps its other lines.</summary>
public sealed class MergeLawTests : IDisposable
{
    private static readonly string Base = File.ReadAllText(Repository.PathOf("workflows/failed-nerve-block/safety-guards.json"));

    private readonly string folder = Directory.CreateTempSubdirectory("rulewb-merge-").FullName;

    [Fact]
    public void Merge_EditsOfDifferentRules_ComeTogether() => Gen.Int.Sample(seed => Compare(new Random(seed)), iter: 60, threads: 1);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Compare(Random random)
    {
        var rules = Enumerable.Range(0, ((JArray)Parse(Base)["Rules"]!).Count).OrderBy(_ => random.Next()).ToList();
        var (mine, yours) = (Edits(random, rules[..3], "A"), Edits(random, rules[3..6], "B"));
        var ours = Apply(Base, mine);
        Write("base.json", Base);
        Write("ours.json", ours.ToString());
        Write("theirs.json", Apply(Base, yours).ToString(random.Next(2) == 0 ? Newtonsoft.Json.Formatting.None : Newtonsoft.Json.Formatting.Indented));
        var merged = FileMerger.Merge(folder, "ours.json", Path.Combine(folder, "base.json"), Path.Combine(folder, "theirs.json"), "w.json");

        merged.Errors.ShouldBeEmpty();
        merged.Conflicts.ShouldBeEmpty();
        var text = merged.Documents!.Find("ours.json")!.Text;
        var (found, expected) = (ById(Parse(text)), ById(Apply(Apply(Base, mine).ToString(), yours)));
        found.Keys.Order().ShouldBe(expected.Keys.Order());
        foreach (var (id, rule) in expected)
            JToken.DeepEquals(found[id], rule).ShouldBeTrue($"{id}: {found[id]} is not {rule}");

        // Merged the other way round it holds the same.
        Write("ours.json", Apply(Base, yours).ToString());
        Write("theirs.json", ours.ToString());
        var other = FileMerger.Merge(folder, "ours.json", Path.Combine(folder, "base.json"), Path.Combine(folder, "theirs.json"), "w.json");
        ById(Parse(other.Documents!.Find("ours.json")!.Text)).Keys.Order().ShouldBe(expected.Keys.Order());
    }

    /// <summary>For some rules, by id, what becomes of each; null where it is removed.</summary>
    private static List<(string Id, Func<JObject, JObject?> Edit)> Edits(Random random, IEnumerable<int> rules, string side)
    {
        var all = (JArray)Parse(Base)["Rules"]!;
        return [.. rules.Select(i => ((string)all[i]["Properties"]!["id"]!, random.Next(5) switch
        {
            0 => (Func<JObject, JObject?>)(_ => null),
            1 => r => With(r, "RuleName", $"{r["RuleName"]} {side}"),
            2 => r => With(r, "SuccessEvent", $"CODE_{side}"),
            3 => r => With(r, "Enabled", false),
            _ => r => With(r, "Properties", With((JObject)r["Properties"]!, "rationale", $"Because of {side}.")),
        }))];
    }

    private static JObject With(JObject from, string name, JToken value)
    {
        var copy = (JObject)from.DeepClone();
        copy[name] = value;
        return copy;
    }

    private static JObject Apply(string text, List<(string Id, Func<JObject, JObject?> Edit)> edits)
    {
        var root = Parse(text);
        foreach (var (id, edit) in edits)
        {
            var rule = root["Rules"]!.Cast<JObject>().Single(r => (string)r["Properties"]!["id"]! == id);
            if (edit(rule) is { } edited)
                rule.Replace(edited);
            else
                rule.Remove();
        }

        return root;
    }

    private static Dictionary<string, JToken> ById(JObject workflow) => workflow["Rules"]!.ToDictionary(r => (string)r["Properties"]!["id"]!);

    private static JObject Parse(string text) => JObject.Parse(text);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
