using System.Globalization;
using System.Text;
using RuleWorkbench.Cohorts;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Draws how many cases got each recommendation: a bar a code, in parts for its statuses.</summary>
internal static class CohortBars
{
    public const string Blue = "#1f5fa6";

    private const double RowHeight = 22;
    private const double HeadHeight = 112;
    private const double LabelWidth = 250;
    private const double NumberWidth = 120;
    private const double ColumnGap = 48;
    private const double LeastColumn = 640;

    private static readonly (string Name, string Colour, Func<RecommendationCounts, long> Of)[] Parts =
    [
        ("recommended", Blue, r => r.Recommended),
        ("held: a guard is undetermined", "#e0a030", r => r.Held),
        ("undetermined: a fact is missing", "#b9c4d0", r => r.Undetermined),
        ("vetoed", "#c4626e", r => r.Vetoed),
    ];

    /// <summary>The room that the bars need.</summary>
    public static double Height(CohortSummary summary, double width) => HeadHeight + (Rows(summary, width) * RowHeight) + 24;

    public static string Write(CohortSummary summary, double left, double top, double width)
    {
        var svg = new StringBuilder("  <g>\n");
        Text(svg, left, top + 20, TextStyle.DocumentTitle with { Size = 19 }, "Recommendations");
        Text(svg, left, top + 42, TextStyle.DocumentMeta, string.Create(CultureInfo.InvariantCulture, $"in {summary.Cases:N0} cases; {summary.Everybody.AlertBurden:0.0} recommendations per 100 cases; {summary.InError:N0} in error, {summary.Rejected:N0} lines rejected"));
        Text(svg, left, top + 61, TextStyle.DocumentMeta, "Above, an arrow is as thick as the share of cases that went its way, and the line below a rule as long as the share that met it.");
        var x = left;
        foreach (var (name, colour, _) in Parts)
        {
            svg.Append(CultureInfo.InvariantCulture, $"    <rect x=\"{N(x)}\" y=\"{N(top + 77)}\" width=\"11\" height=\"11\" rx=\"2\" fill=\"{colour}\"/>\n");
            Text(svg, x + 17, top + 87, TextStyle.LegendEntry, name);
            x += 17 + TextWidth.Of(name, TextStyle.LegendEntry) + 26;
        }

        var codes = Shown(summary).ToList();
        var rows = Rows(summary, width);
        var columns = Columns(width);
        var columnWidth = (width - ((columns - 1) * ColumnGap)) / columns;
        for (var i = 0; i < codes.Count; i++)
            WriteBar(svg, codes[i], summary.Everybody.Cases, left + (i / rows * (columnWidth + ColumnGap)), top + HeadHeight + (i % rows * RowHeight), columnWidth);
        return svg.Append("  </g>\n").ToString();
    }

    private static void WriteBar(StringBuilder svg, RecommendationCounts counts, long cases, double left, double top, double width)
    {
        var room = width - LabelWidth - NumberWidth;
        svg.Append("    <g>\n");
        svg.Append(CultureInfo.InvariantCulture, $"      <title>{XmlText.Escape($"{counts.Code}: {string.Join(", ", Parts.Select(p => $"{p.Of(counts).ToString("N0", CultureInfo.InvariantCulture)} {p.Name.Split(':')[0]}"))}")}</title>\n");
        Text(svg, left, top + 12, TextStyle.Code, TextWidth.Shorten(counts.Code, TextStyle.Code, LabelWidth - 12));
        svg.Append(CultureInfo.InvariantCulture, $"      <rect x=\"{N(left + LabelWidth)}\" y=\"{N(top + 2)}\" width=\"{N(room)}\" height=\"13\" rx=\"2\" fill=\"#f1f4f7\"/>\n");
        var x = left + LabelWidth;
        foreach (var (_, colour, of) in Parts)
        {
            var part = cases == 0 ? 0 : room * of(counts) / cases;
            if (part > 0)
                svg.Append(CultureInfo.InvariantCulture, $"      <rect x=\"{N(x)}\" y=\"{N(top + 2)}\" width=\"{N(Math.Max(part, 0.5))}\" height=\"13\" fill=\"{colour}\"/>\n");
            x += part;
        }

        var share = cases == 0 ? 0 : 100.0 * counts.Recommended / cases;
        Text(svg, left + width, top + 12.5, TextStyle.LegendEntry, string.Create(CultureInfo.InvariantCulture, $"{counts.Recommended:N0} · {share:0.0} %"), endsAtX: true);
        svg.Append("    </g>\n");
    }

    private static IEnumerable<RecommendationCounts> Shown(CohortSummary summary) =>
        summary.Everybody.Recommendations.Where(r => r.Any > 0).OrderByDescending(r => r.Recommended).ThenByDescending(r => r.Any).ThenBy(r => r.Code, StringComparer.Ordinal);

    private static int Columns(double width) => Math.Max(1, (int)((width + ColumnGap) / (LeastColumn + ColumnGap)));

    private static int Rows(CohortSummary summary, double width) => Math.Max(1, (Shown(summary).Count() + Columns(width) - 1) / Columns(width));

    private static void Text(StringBuilder svg, double x, double y, TextStyle style, string text, bool endsAtX = false) =>
        svg.Append(CultureInfo.InvariantCulture, $"    <text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(style.Size)}\"{(style.IsBold ? " font-weight=\"bold\"" : "")}{(endsAtX ? " text-anchor=\"end\"" : "")} fill=\"{style.Colour}\">{XmlText.Escape(text)}</text>\n");

    private static string N(double value) => XmlText.Number(value);
}
