using System.Collections.Immutable;

namespace RuleWorkbench.Checking;

/// <summary>The values that a fact can have where some comparisons with constants hold.</summary>
/// <param name="Only">The one value that it must have, a number or a text; null for any.</param>
internal sealed record ValueSet(double Low, bool ExcludesLow, double High, bool ExcludesHigh, object? Only, ImmutableHashSet<object> Not, bool IsEmpty)
{
    public static readonly ValueSet All = new(double.NegativeInfinity, false, double.PositiveInfinity, false, null, [], false);

    public ValueSet And(string word, object value)
    {
        var narrowed = (word, value) switch
        {
            ("==", _) => this with { Only = value, IsEmpty = Only is not null && !Only.Equals(value) },
            ("!=", _) => this with { Not = Not.Add(value) },
            ("<", double v) when v <= High => this with { High = v, ExcludesHigh = true },
            ("<=", double v) when v < High => this with { High = v, ExcludesHigh = false },
            (">", double v) when v >= Low => this with { Low = v, ExcludesLow = true },
            (">=", double v) when v > Low => this with { Low = v, ExcludesLow = false },
            _ => this,
        };
        return narrowed with { IsEmpty = IsEmpty || narrowed.IsEmpty || narrowed.HoldsNothing };
    }

    public static string Opposite(string word) => word switch { "==" => "!=", "!=" => "==", "<" => ">=", "<=" => ">", ">" => "<=", _ => "<" };

    /// <summary>The operator with its sides exchanged.</summary>
    public static string Turned(string word) => word switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => word };

    private bool HoldsNothing =>
        Low > High || (Low == High && (ExcludesLow || ExcludesHigh)) || (Only is not null && Not.Contains(Only))
        || (Only is double only && (only < Low || only > High || (only == Low && ExcludesLow) || (only == High && ExcludesHigh)));
}
