using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads one recipe for a fact.</summary>
internal sealed class RecipeReader(JsonObjectReader reader, FactSchema schema, string path)
{
    /// <summary>The schema of how many days or elements there are.</summary>
    private static readonly FactSchema Whole = new("", FactKind.Integer, new SourcePlace("")) { Range = new NumberRange(0, 1_000_000, false, false) };

    public RecipeChoice Read()
    {
        var when = reader.Expression("when");
        var missing = Share(reader, "missing");
        if (missing is > 0 && path.EndsWith("[]", StringComparison.Ordinal))
            reader.Error(DiagnosticIds.RecipeShape, "An element of a list cannot be missing.", reader.Node["missing"]!, "Let there be fewer: `count` of the list.");
        var distribution = ReadDistribution(reader, schema, KindsFor(schema.Kind));
        reader.Finish();
        return new RecipeChoice(reader.Place, when, missing, distribution);
    }

    /// <summary>A share of cases, 0 to 1.</summary>
    public static double? Share(JsonObjectReader reader, string name)
    {
        if (reader.Number(name) is not { } share)
            return null;
        if (share is >= 0 and <= 1)
            return share;
        reader.Error(DiagnosticIds.RecipeShape, $"`{name}` is {Figures.Number(share)}; a share is from 0 to 1.", reader.Node[name]!, "Write 0.05 for 5 %.");
        return null;
    }

    private static string[] KindsFor(FactKind kind) => kind switch
    {
        FactKind.Number or FactKind.Integer => ["uniform", "normal", "choose", "value"],
        FactKind.Flag => ["chance", "value"],
        FactKind.Text => ["choose", "value"],
        FactKind.Date => ["daysBefore", "value"],
        _ => ["count"],
    };

    private Distribution? ReadDistribution(JsonObjectReader from, FactSchema of, string[] kinds)
    {
        string[] all = ["uniform", "normal", "choose", "value", "chance", "daysBefore", "count"];
        var given = all.Where(k => from.Any(k) is not null).ToList();
        foreach (var name in given.Where(g => !kinds.Contains(g)))
            from.Error(DiagnosticIds.RecipeShape, $"`{name}` does not fit `{path}`.", from.Node[name]!, $"It takes {string.Join(" or ", kinds.Select(k => $"`{k}`"))}.");
        if (given.Count > 1)
            from.Error(DiagnosticIds.RecipeShape, $"A recipe says one of {string.Join(", ", given.Select(g => $"`{g}`"))}.", from.Node[given[1]]!, "Leave out the others.");
        return given is [var only] && kinds.Contains(only) ? ReadOne(from, only, of) : null;
    }

    private Distribution? ReadOne(JsonObjectReader from, string kind, FactSchema of)
    {
        switch (kind)
        {
            case "uniform":
                return ReadPair(from, kind, "from", "to", of) is var (low, high)
                    ? low.Number <= high.Number || low.Number is null || high.Number is null ? new Distribution.Uniform(low, high) : Refuse(from, kind, "`from` is more than `to`.")
                    : null;
            case "normal":
                return ReadPair(from, kind, "mean", "deviation", null) is var (mean, deviation)
                    ? deviation.Number is not < 0 ? new Distribution.Normal(mean, deviation) : Refuse(from, kind, "A deviation is 0 or more.")
                    : null;
            case "choose":
                return ReadChoose(from, of);
            case "value":
                var token = from.Any("value")!;
                var wrong = FactChecker.CheckValue(from.File, token, of, path);
                foreach (var found in wrong)
                    from.Error(found.Id, found.Message, token, found.Fix);
                return wrong.IsEmpty && token is JValue value ? new Distribution.Fixed(value, Json(value, from.File.Written(value))) : null;
            case "chance":
                var share = ReadAmount(from, "chance");
                return share?.Number is null or (>= 0 and <= 1) ? share is null ? null : new Distribution.Chance(share) : Refuse(from, kind, "A share is from 0 to 1.");
            default:
                if (from.Object(kind, "a distribution") is not { } inner)
                    return null;
                var numbers = ReadDistribution(inner, kind == "count" ? Elements(of) : Whole, ["uniform", "normal", "choose", "value"]);
                if (numbers is null && !inner.Node.HasValues)
                    from.Error(DiagnosticIds.RecipeShape, $"`{kind}` does not say how many.", inner.Node, "Write e.g. { \"uniform\": { \"from\": 0, \"to\": 3 } }.");
                inner.Finish();
                return numbers is null ? null : kind == "count" ? new Distribution.Count(numbers) : new Distribution.DaysBefore(numbers);
        }
    }

    /// <summary>How many elements a list may have, as the schema of a number.</summary>
    private static FactSchema Elements(FactSchema list) => Whole with { Range = new NumberRange(list.Length.Least ?? 0, list.Length.Most ?? 1000, false, false) };

    private static Distribution? Refuse(JsonObjectReader from, string kind, string message)
    {
        from.Error(DiagnosticIds.RecipeShape, message, from.Node[kind]!);
        return null;
    }

    private (Amount First, Amount Second)? ReadPair(JsonObjectReader from, string kind, string first, string second, FactSchema? checkedBy)
    {
        if (from.Object(kind, $"`{kind}`") is not { } pair)
            return null;
        var amounts = (ReadAmount(pair, first), ReadAmount(pair, second));
        pair.Finish();
        foreach (var name in (string[])[first, second])
        {
            if (pair.Any(name) is null)
                from.Error(DiagnosticIds.MissingMember, $"`{kind}` needs a `{name}`.", pair.Node, $"Add \"{name}\": a number, or an expression over facts.");
            else if (checkedBy?.Range is { } range && pair.Node[name] is { Type: JTokenType.Integer or JTokenType.Float } token && !range.Contains((double)token))
                from.Error(DiagnosticIds.FactOutOfRange, $"`{path}` must be {range}.", token);
        }

        return amounts is ({ } one, { } other) ? (one, other) : null;
    }

    private static Amount? ReadAmount(JsonObjectReader from, string name) => from.Any(name) switch
    {
        null => null,
        { Type: JTokenType.String } => new Amount(null, from.Expression(name)),
        _ => from.Number(name) is { } number ? new Amount(number, null) : null,
    };

    private Distribution.Choose? ReadChoose(JsonObjectReader from, FactSchema of)
    {
        var values = ImmutableArray.CreateBuilder<(JValue, string, double)>();
        var isUsable = true;
        foreach (var member in from.NamedValues("choose"))
        {
            var token = of.Kind == FactKind.Text ? new JValue(member.Name)
                : double.TryParse(member.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? new JValue(number)
                : null;
            if (token is null)
                from.Error(DiagnosticIds.WrongFactType, $"`{member.Name}` is no number.", member);
            if (member.Value.Type is not (JTokenType.Integer or JTokenType.Float) || (double)member.Value is not (>= 0 and < 1e9))
                from.Error(DiagnosticIds.RecipeShape, $"The weight of `{member.Name}` is {JsonFile.Describe(member.Value)}; a number of 0 or more is expected.", member.Value);
            else if (token is not null && FactChecker.CheckValue(from.File, token, of, path) is var wrong && !wrong.IsEmpty)
                from.Error(wrong[0].Id, wrong[0].Message, member, wrong[0].Fix);
            else if (token is not null)
            {
                values.Add((token, Json(token, token.ToString(CultureInfo.InvariantCulture)), (double)member.Value));
                continue;
            }

            isUsable = false;
        }

        if (isUsable && values.Sum(v => v.Item3) <= 0)
            from.Error(DiagnosticIds.RecipeShape, "`choose` has nothing to choose from.", from.Node["choose"]!, "Write { \"value\": weight, … } with a weight above 0.");
        else if (isUsable)
            return new Distribution.Choose(values.ToImmutable());
        return null;
    }

    private static string Json(JValue token, string written) => token.Type == JTokenType.String ? Newtonsoft.Json.JsonConvert.ToString((string)token!) : written;
}
