using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>The shape that stands for a category beside its colour, so that colour is never the only sign.</summary>
public enum SignShape
{
    Disc,
    Square,
    Triangle,
    Diamond,
    Cross,
    Hexagon,
    Star,
    Bars,

    /// <summary>For codes without a category.</summary>
    Ring,
}

/// <summary>How a category of recommendations is drawn.</summary>
/// <param name="Category">Null for codes without one.</param>
/// <param name="Colour">For the shape and the border.</param>
/// <param name="Tint">For the ground behind dark text.</param>
public sealed record CategorySign(string? Category, string Colour, string Tint, SignShape Shape)
{
    // Red is not among them: it is kept for what a guard forbids.
    private static readonly ImmutableArray<(string Colour, string Tint)> _palette =
    [
        ("#1f5fa6", "#e8f0f9"), ("#2b7a3d", "#e7f4ea"), ("#b3520b", "#fcefe2"), ("#6b3fa0", "#f1eaf8"),
        ("#0b7480", "#e2f3f5"), ("#75640a", "#f7f2da"), ("#a03277", "#f9e8f2"), ("#46566a", "#ebeff4"),
    ];

    private static readonly CategorySign _none = new(null, "#6b7684", "#f3f5f7", SignShape.Ring);

    /// <summary>The signs of a pathway's categories, in the order in which its catalogue first names them.</summary>
    public static ImmutableArray<CategorySign> Of(Pathway pathway)
    {
        var names = pathway.Recommendations.Select(r => r.Category).OfType<string>().Distinct().ToList();
        // After eight categories the colours begin again, one shape further on.
        return [.. names.Select((name, i) =>
        {
            var (colour, tint) = _palette[i % _palette.Length];
            return new CategorySign(name, colour, tint, (SignShape)((i + i / _palette.Length) % _palette.Length));
        })];
    }

    internal static CategorySign Of(string code, Pathway pathway, ImmutableArray<CategorySign> signs) =>
        signs.FirstOrDefault(s => s.Category == pathway.Recommendation(code)?.Category) ?? _none;
}
