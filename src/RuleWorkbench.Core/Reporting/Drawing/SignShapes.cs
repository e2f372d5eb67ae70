using System.Text;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Draws the shapes of categories.</summary>
internal static class SignShapes
{
    private const double Radius = CardBuilder.CategorySignRadius;

    public static string Write(CategorySign sign, Spot at) => sign.Shape switch
    {
        SignShape.Disc => $"<circle cx=\"{N(at.X)}\" cy=\"{N(at.Y)}\" r=\"{N(Radius - 0.3)}\" fill=\"{sign.Colour}\"/>",
        SignShape.Ring => $"<circle cx=\"{N(at.X)}\" cy=\"{N(at.Y)}\" r=\"{N(Radius - 1)}\" fill=\"none\" stroke=\"{sign.Colour}\" stroke-width=\"1.6\"/>",
        SignShape.Square => Polygon(sign, at, [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
        SignShape.Triangle => Polygon(sign, at, [(0, -1), (1.05, 0.85), (-1.05, 0.85)]),
        SignShape.Diamond => Polygon(sign, at, [(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)]),
        SignShape.Cross => Polygon(sign, at,
        [
            (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35),
            (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35),
        ]),
        SignShape.Hexagon => Polygon(sign, at, Corners(6, 1, 1)),
        SignShape.Star => Polygon(sign, at, Corners(5, 1.15, 0.5)),
        _ => Polygon(sign, at, [(-1, -1), (1, -1), (1, -0.25), (-1, -0.25), (-1, 0.25), (1, 0.25), (1, 1), (-1, 1), (-1, 0.25), (-1, -0.25)]),
    };

    private static (double, double)[] Corners(int count, double outer, double inner) =>
        [.. Enumerable.Range(0, 2 * count).Where(i => inner != outer || i % 2 == 0).Select(i =>
        {
            var radius = i % 2 == 0 ? outer : inner;
            return (radius * Math.Sin(Math.PI * i / count), -radius * Math.Cos(Math.PI * i / count));
        })];

    private static string Polygon(CategorySign sign, Spot at, (double X, double Y)[] corners)
    {
        var points = new StringBuilder();
        foreach (var (x, y) in corners)
            points.Append(points.Length == 0 ? "" : " ").Append(N(at.X + x * Radius)).Append(',').Append(N(at.Y + y * Radius));
        return $"<polygon points=\"{points}\" fill=\"{sign.Colour}\"/>";
    }

    private static string N(double value) => XmlText.Number(value);
}
