using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.SelfTest;

/// <summary>One input <c>p</c> with facts of every kind, random ranges and lengths; cases of it with missing facts, and
/// completions of those.</summary>
public sealed class RandomFacts
{
    private static readonly SourcePlace Place = new("facts/p.schema.json");

    private readonly Dice dice;
    private readonly FactSchema root;
    private readonly ImmutableHashSet<string> askable;

    public RandomFacts(Dice dice)
    {
        this.dice = dice;
        var element = Object("item", Number("n"), Text("s"), Flag("f"), List("ts", Text("item")));
        root = Object(
            "p",
            Number("n0"),
            Number("n1"),
            Flag("f0"),
            Flag("f1"),
            Text("s0"),
            Text("s1") with { AllowedValues = ["a", "b"] },
            Date("d0"),
            Date("d1"),
            Object("o", Number("n"), Text("s"), Flag("f")),
            List("xs", element),
            List("ts", Text("item")));
        askable = [.. Paths(root, "p").Where(_ => dice.Chance(35))];
    }

    public Input Input => new("p", root);

    /// <summary>Facts whose missingness expressions may ask about; completions leave these as they are.</summary>
    public IReadOnlySet<string> Askable => askable;

    /// <summary>True for a path such as <c>p.xs[0].n</c> of a fact that may be asked about, or that is part of one.</summary>
    public bool IsAskable(string path)
    {
        var fact = Regex.Replace(path, @"\[\d*\]", "[]");
        return askable.Any(a => fact == a || fact.StartsWith(a + ".", StringComparison.Ordinal) || fact.StartsWith(a + "[", StringComparison.Ordinal));
    }

    /// <summary>A case in which each fact is missing with the given chance.</summary>
    public JObject Case(int percentMissing) => new() { ["p"] = Make(root, "p", _ => dice.Chance(percentMissing)) };

    /// <summary>The case with missing facts filled in.</summary>
    /// <param name="percentFilled">The chance for each of them; 100 is a completion.</param>
    public JObject Complete(JObject facts, int percentFilled) =>
        new() { ["p"] = Fill(root, (JObject)facts["p"]!, "p", percentFilled) };

    /// <summary>Whether the fact at a path such as <c>p.xs[0].n</c> (or <c>p.xs[].n</c>: in some element) is missing.</summary>
    public static bool IsMissing(JToken? at, ReadOnlySpan<string> path)
    {
        if (at is null or { Type: JTokenType.Null })
            return true;
        if (path.IsEmpty)
            return false;
        var bracket = path[0].IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
            return IsMissing(at[path[0]], path[1..]);
        if (at[path[0][..bracket]] is not JArray list)
            return true;
        if (int.TryParse(path[0].AsSpan(bracket + 1, path[0].Length - bracket - 2), out var index))
            return IsMissing(list[index], path[1..]);
        foreach (var item in list)
        {
            if (IsMissing(item, path[1..]))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> Paths(FactSchema schema, string path) => schema.Members.SelectMany(m =>
        Paths(m.Element ?? m, $"{path}.{m.Name}{(m.Element is null ? "" : "[]")}").Prepend($"{path}.{m.Name}"));

    private FactSchema Number(string name) =>
        new(name, FactKind.Number, Place) { Range = new NumberRange(dice.Roll(2), 2 + dice.Roll(3), false, false) };

    private static FactSchema Flag(string name) => new(name, FactKind.Flag, Place);

    private static FactSchema Text(string name) => new(name, FactKind.Text, Place);

    private static FactSchema Date(string name) => new(name, FactKind.Date, Place);

    private static FactSchema Object(string name, params FactSchema[] members) =>
        new(name, FactKind.Object, Place) { Members = [.. members] };

    private FactSchema List(string name, FactSchema element) =>
        new(name, FactKind.List, Place) { Element = element, Length = (dice.Chance(70) ? 0 : 1, 2 + dice.Roll(2)) };

    private JToken Make(FactSchema schema, string path, Func<string, bool> isMissing)
    {
        switch (schema.Kind)
        {
            case FactKind.Number:
                return schema.Range!.Minimum!.Value + (dice.Roll((int)(2 * (schema.Range.Maximum!.Value - schema.Range.Minimum!.Value)) + 1) / 2.0);
            case FactKind.Flag:
                return dice.Chance(50);
            case FactKind.Text:
                return schema.AllowedValues.IsEmpty ? dice.Pick("a", "b", "ab", "") : (string)dice.Pick<object>(schema.AllowedValues);
            case FactKind.Date:
                return dice.Pick("1990-01-01", "2020-02-29", "2020-03-15", "2026-06-01");
            case FactKind.Object:
                return new JObject(schema.Members.Where(m => !isMissing($"{path}.{m.Name}"))
                    .Select(m => new JProperty(m.Name, Make(m, $"{path}.{m.Name}", isMissing))));
            default:
                var count = schema.Length.Least!.Value + dice.Roll(schema.Length.Most!.Value - schema.Length.Least.Value + 1);
                return new JArray(Enumerable.Range(0, count).Select(_ => Make(schema.Element!, path + "[]", isMissing)));
        }
    }

    private JToken Fill(FactSchema schema, JToken known, string path, int percentFilled)
    {
        switch (schema.Kind)
        {
            case FactKind.Object:
                var filled = new JObject();
                foreach (var member in schema.Members)
                {
                    var inner = $"{path}.{member.Name}";
                    if (known[member.Name] is { } value)
                        filled[member.Name] = Fill(member, value, inner, percentFilled);
                    else if (!askable.Contains(inner) && dice.Chance(percentFilled))
                        filled[member.Name] = Make(member, inner, p => askable.Contains(p) ? dice.Chance(50) : !dice.Chance(percentFilled));
                }

                return filled;
            case FactKind.List:
                return new JArray(known.Select(item => Fill(schema.Element!, item, path + "[]", percentFilled)));
            default:
                return known.DeepClone();
        }
    }
}
