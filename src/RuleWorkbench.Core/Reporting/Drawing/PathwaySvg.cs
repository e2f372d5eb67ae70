using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Draws a pathway as one self-contained SVG: no scripts, no style sheets, no other files, so that it looks the
/// same in a browser, in a document and on paper.</summary>
public static class PathwaySvg
{
    // Faces of the same widths, which TextWidth knows.
    private const string Face = "Arial, 'Liberation Sans', Helvetica, sans-serif";
    private const string FixedFace = "Consolas, 'Liberation Mono', 'Courier New', monospace";
    private const string LineColour = "#5b6a7c";
    private const string BorderColour = "#c9d2dc";
    private const double CornerRadius = 7;
    private const double HeadLength = 9;

    /// <summary>The whole pathway as the text of an SVG file.</summary>
    public static string Write(Pathway pathway) => Write(PathwayArranger.Arrange(pathway), pathway, null, null);

    /// <summary>The pathway with what changed coloured, without its title and texts around it.</summary>
    internal static string Write(DrawnChanges changes) =>
        Write(PathwayArranger.Arrange(Bare(changes.Pathway)), changes.Pathway, null, changes);

    /// <summary>The pathway with the cases along its arrows, without its title and texts around it.</summary>
    internal static string WriteFlow(CohortSummary summary) =>
        Write(PathwayArranger.Arrange(Bare(summary.Pathway)), summary.Pathway, new DrawnCohort(summary), null);

    /// <summary>The pathway with the cases of a cohort along its arrows, and bars for its recommendations below.</summary>
    internal static string Write(CohortSummary summary)
    {
        var layout = PathwayArranger.Arrange(summary.Pathway);
        var (left, top) = (layout.Heading[0].X, layout.Height);
        var room = layout.Width - (2 * left);
        var drawing = Write(layout with { Height = Math.Ceiling(top + CohortBars.Height(summary, room)) }, summary.Pathway, new DrawnCohort(summary), null);
        return drawing.Insert(drawing.LastIndexOf("</svg>", StringComparison.Ordinal), CohortBars.Write(summary, left, top, room));
    }

    private static Pathway Bare(Pathway pathway) => pathway with { Title = "", Version = null, Owner = null, ReviewBy = null, Description = null, Disclaimer = null };

    private static string Write(PathwayLayout layout, Pathway pathway, DrawnCohort? cohort, DrawnChanges? changes)
    {
        var svg = new StringBuilder();
        svg.Line(0, $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"pathway-title pathway-description\" width=\"{N(layout.Width)}\" height=\"{N(layout.Height)}\" viewBox=\"0 0 {N(layout.Width)} {N(layout.Height)}\" font-family=\"{Face}\">");
        svg.Line(1, $"<title id=\"pathway-title\">{XmlText.Escape(TitleOf(pathway))}</title>");
        svg.Line(1, $"<desc id=\"pathway-description\">{XmlText.Escape(DescriptionOf(pathway))}</desc>");
        svg.Line(1, $"<rect width=\"{N(layout.Width)}\" height=\"{N(layout.Height)}\" fill=\"#ffffff\"/>");
        WriteTexts(svg, 1, layout.Heading);
        WriteLegend(svg, layout.Legend);
        if (cohort is null)
            WriteArrows(svg, layout.Arrows);
        else
            WriteFlow(svg, layout.Arrows, cohort);
        foreach (var card in layout.Cards)
            WriteCard(svg, card, pathway, cohort, changes);
        if (cohort is not null)
            WriteFlowLabels(svg, layout.Arrows, cohort);
        if (!layout.Footer.IsEmpty)
            svg.Line(1, $"<path d=\"M{N(layout.Footer[0].X)} {N(layout.Footer[0].Box.Y - 14)}H{N(layout.Width - layout.Footer[0].X)}\" stroke=\"{BorderColour}\"/>");
        WriteTexts(svg, 1, layout.Footer);
        svg.Line(0, "</svg>");
        return svg.ToString();
    }

    private static string TitleOf(Pathway pathway) =>
        (pathway.Title ?? pathway.Name) + (pathway.Version is null ? "" : $", version {pathway.Version}");

    private static string DescriptionOf(Pathway pathway)
    {
        var workflows = pathway.Workflows.Select(w =>
        {
            var next = w.Rules.SelectMany(r => r.Properties.Next).Distinct().ToList();
            var leads = next.Count == 0 ? "" : $", leads to {string.Join(" and ", next)}";
            var guards = w.Rules.Count(r => r.IsGuard);
            var held = guards == 0 ? "" : $", {guards} of them guards";
            return $"{w.Name}: {w.Rules.Length} rules{held}{leads}.";
        });
        return $"{pathway.Description} The walk begins at {pathway.Entry}. {string.Join(" ", workflows)}".Trim();
    }

    private static void WriteArrows(StringBuilder svg, ImmutableArray<Arrow> arrows)
    {
        foreach (var bundle in arrows.GroupBy(a => a.ToWorkflow))
        {
            var rules = string.Join(", ", bundle.Select(a => a.RuleId));
            var way = string.Concat(bundle.Select(a => Rounded(a.Points, HeadLength - 2)));
            svg.Line(1, "<g fill=\"none\">");
            svg.Line(2, $"<title>{XmlText.Escape($"{rules} → {bundle.Key}")}</title>");
            // A white edge under the line: where two cross, the upper one visibly passes over the other.
            svg.Line(2, $"<path d=\"{way}\" stroke=\"#ffffff\" stroke-width=\"6\"/>");
            svg.Line(2, $"<path d=\"{way}\" stroke=\"{LineColour}\" stroke-width=\"1.7\"/>");
            svg.Line(2, Head(bundle.First().Points[^1]));
            foreach (var arrow in bundle)
                svg.Line(2, $"<circle cx=\"{N(arrow.Points[0].X)}\" cy=\"{N(arrow.Points[0].Y)}\" r=\"3.2\" fill=\"{LineColour}\"/>");
            svg.Line(1, "</g>");
        }
    }

    /// <summary>Arrows as thick as the share of cases that went their way; where nobody went they are pale.</summary>
    private static void WriteFlow(StringBuilder svg, ImmutableArray<Arrow> arrows, DrawnCohort cohort)
    {
        foreach (var arrow in arrows.OrderBy(cohort.Passed))
        {
            var cases = cohort.Passed(arrow);
            var (width, colour) = (cohort.Width(cases), cases == 0 ? BorderColour : CohortBars.Blue);
            var way = Rounded(arrow.Points, HeadLength - 2);
            svg.Line(1, "<g fill=\"none\" stroke-linejoin=\"round\">");
            svg.Line(2, $"<title>{XmlText.Escape($"{arrow.RuleId} → {arrow.ToWorkflow}: {cohort.Label(cases)}")}</title>");
            svg.Line(2, $"<path d=\"{way}\" stroke=\"#ffffff\" stroke-width=\"{N(width + 2.5)}\"/>");
            svg.Line(2, $"<path d=\"{way}\" stroke=\"{colour}\" stroke-opacity=\"0.8\" stroke-width=\"{N(width)}\"/>");
            svg.Line(1, "</g>");
        }

        // Where arrows to one workflow have joined, they are as thick as the share of cases that came there.
        foreach (var bundle in arrows.GroupBy(a => a.ToWorkflow))
        {
            var (from, tip) = (bundle.First().Points[^2], bundle.First().Points[^1]);
            var (width, colour) = (cohort.Width(cohort.Reached(bundle.Key)), cohort.Reached(bundle.Key) == 0 ? BorderColour : CohortBars.Blue);
            svg.Line(1, $"<path d=\"M{N(from.X + CornerRadius)} {N(from.Y)}H{N(tip.X - HeadLength)}\" stroke=\"{colour}\" stroke-width=\"{N(width)}\"/>");
            svg.Line(1, $"<path d=\"M{N(tip.X)} {N(tip.Y)}l{N(-HeadLength - 2)} {N((-width / 2) - 3)}v{N(width + 6)}z\" fill=\"{colour}\"/>");
        }
    }

    private static void WriteFlowLabels(StringBuilder svg, ImmutableArray<Arrow> arrows, DrawnCohort cohort)
    {
        foreach (var arrow in arrows)
        {
            var at = arrow.Points[0];
            var others = arrows.Count(a => a.FromWorkflow == arrow.FromWorkflow && a.Points[0].Y < at.Y && at.Y - a.Points[0].Y < 12);
            var y = others > 0 ? at.Y + (cohort.Width(cohort.Passed(arrow)) / 2) + 9 : at.Y - (cohort.Width(cohort.Passed(arrow)) / 2) - 3.5;
            var label = cohort.Passed(arrow).ToString("N0", CultureInfo.InvariantCulture);
            svg.Line(1, $"<text x=\"{N(at.X + 5)}\" y=\"{N(y)}\" font-size=\"9.5\" font-weight=\"bold\" fill=\"{TextStyle.Ink}\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">{label}</text>");
        }
    }

    private static string Head(Spot tip) =>
        $"<path d=\"M{N(tip.X)} {N(tip.Y)}l{N(-HeadLength)} -4.5v9z\" fill=\"{LineColour}\"/>";

    /// <summary>The way with round corners, ending <paramref name="shorter"/> before its last point.</summary>
    private static string Rounded(ImmutableArray<Spot> points, double shorter)
    {
        var path = new StringBuilder($"M{N(points[0].X)} {N(points[0].Y)}");
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, corner, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(CornerRadius, Math.Min(Length(before, corner), Length(corner, after)) / 2);
            var (from, to) = (Towards(corner, before, radius), Towards(corner, after, radius));
            path.Append(CultureInfo.InvariantCulture, $"L{N(from.X)} {N(from.Y)}Q{N(corner.X)} {N(corner.Y)} {N(to.X)} {N(to.Y)}");
        }

        var end = Towards(points[^1], points[^2], shorter);
        return path.Append(CultureInfo.InvariantCulture, $"L{N(end.X)} {N(end.Y)}").ToString();
    }

    private static double Length(Spot a, Spot b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static Spot Towards(Spot from, Spot to, double distance) =>
        from.Moved(Math.Sign(to.X - from.X) * distance, Math.Sign(to.Y - from.Y) * distance);

    private static void WriteCard(StringBuilder svg, Card card, Pathway pathway, DrawnCohort? cohort, DrawnChanges? changes)
    {
        var border = card.IsAlways ? TextStyle.Warning : BorderColour;
        var (ground, line) = card.IsAlways ? ("#fbf1f2", "#ecd3d6") : ("#f1f5f9", "#dde4eb");
        var box = card.Box;
        svg.Line(1, "<g>");
        svg.Line(2, $"<title>{XmlText.Escape(card.Workflow)}</title>");
        svg.Line(2, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" rx=\"8\" fill=\"#ffffff\"/>");
        var (x, y, right, bottom) = (card.Header.X, card.Header.Y, card.Header.Right, card.Header.Bottom);
        svg.Line(2, $"<path d=\"M{N(x)} {N(bottom)}V{N(y + 8)}a8 8 0 0 1 8 -8H{N(right - 8)}a8 8 0 0 1 8 8V{N(bottom)}z\" fill=\"{ground}\"/>");
        svg.Line(2, $"<path d=\"M{N(x)} {N(bottom)}H{N(right)}\" stroke=\"{line}\"/>");
        svg.Line(2, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" rx=\"8\" fill=\"none\" stroke=\"{border}\" stroke-width=\"1.2\"/>");
        if (changes?.Of(card.Workflow) is { } whole)
            WriteMark(svg, whole, new Box(box.X, box.Y, box.Width, card.Header.Height), 8);
        WriteTexts(svg, 2, card.Texts);
        if (cohort is not null && !card.IsAlways)
            WriteReached(svg, card, cohort);
        foreach (var bracket in card.Brackets)
            WriteBracket(svg, bracket);
        CardRow? above = null;
        foreach (var row in card.Rows)
        {
            if (above is not null && above.Box.Bottom == row.Box.Y && above.Box.X == row.Box.X)
                svg.Line(2, $"<path d=\"M{N(row.Box.X + 24)} {N(row.Box.Y)}H{N(row.Box.Right - 16)}\" stroke=\"#eaeef2\"/>");
            WriteRow(svg, row, pathway, cohort?.Rule(card.Workflow, row.Rule.Id), cohort, changes?.Of(row.Rule));
            above = row;
        }

        svg.Line(1, "</g>");
    }

    /// <summary>How many cases came to a workflow, above its card.</summary>
    private static void WriteReached(StringBuilder svg, Card card, DrawnCohort cohort) =>
        svg.Line(2, $"<text x=\"{N(card.Box.Right)}\" y=\"{N(card.Box.Y - 6)}\" font-size=\"12\" font-weight=\"bold\" text-anchor=\"end\" fill=\"{CohortBars.Blue}\">{cohort.Label(cohort.Reached(card.Workflow))}</text>");

    private static void WriteRow(StringBuilder svg, CardRow row, Pathway pathway, RuleCounts? counts, DrawnCohort? cohort, ChangeMark? mark)
    {
        svg.Line(2, mark?.Link is { } link ? $"<a href=\"{XmlText.Escape(link)}\">" : "<g>");
        var met = counts is null ? "" : $"\nmet {cohort!.Label(counts.Met)}, undetermined {cohort.Label(counts.Undetermined)}";
        svg.Line(3, $"<title>{XmlText.Escape(Words(row.Rule, pathway) + met + (mark is null ? "" : "\n" + mark.Words))}</title>");
        if (mark is not null)
            WriteMark(svg, mark, row.Box, 0);
        if (counts is not null)
        {
            // A bar along the foot of the row: the share of all cases that met the rule.
            var length = (row.Box.Width - 40) * cohort!.Share(counts.Met);
            svg.Line(3, $"<rect x=\"{N(row.Box.X + 24)}\" y=\"{N(row.Box.Bottom - 4)}\" width=\"{N(length)}\" height=\"3\" rx=\"1.5\" fill=\"{(row.Rule.IsGuard ? TextStyle.Warning : CohortBars.Blue)}\" fill-opacity=\"0.45\"/>");
        }

        if (row.Pill is { } pill)
        {
            svg.Line(3, $"<rect x=\"{N(pill.Box.X)}\" y=\"{N(pill.Box.Y)}\" width=\"{N(pill.Box.Width)}\" height=\"{N(pill.Box.Height)}\" rx=\"{N(pill.Box.Height / 2)}\" fill=\"{pill.Sign.Tint}\" stroke=\"{pill.Sign.Colour}\" stroke-opacity=\"0.45\"/>");
            svg.Line(3, SignShapes.Write(pill.Sign, pill.SignAt));
            WriteTexts(svg, 3, [pill.Text]);
        }

        foreach (var sign in row.VetoSigns)
            svg.Line(3, VetoSign(sign));
        WriteTexts(svg, 3, row.Texts);
        svg.Line(2, mark?.Link is null ? "</g>" : "</a>");
    }

    /// <summary>A ground in the colour of the change, and a bar with its sign at the left.</summary>
    private static void WriteMark(StringBuilder svg, ChangeMark mark, Box box, double corner)
    {
        const double bar = 11;
        svg.Line(3, $"<rect x=\"{N(box.X + 1)}\" y=\"{N(box.Y + 1)}\" width=\"{N(box.Width - 2)}\" height=\"{N(box.Height - 2)}\" rx=\"{N(corner)}\" fill=\"{mark.Tint}\"/>");
        svg.Line(3, $"<rect x=\"{N(box.X + 1)}\" y=\"{N(box.Y + 1)}\" width=\"{N(bar)}\" height=\"{N(box.Height - 2)}\" rx=\"2\" fill=\"{mark.Colour}\"/>");
        svg.Line(3, $"<text x=\"{N(box.X + 1 + (bar / 2))}\" y=\"{N(box.MiddleY + 4)}\" font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#ffffff\">{mark.Sign}</text>");
    }

    /// <summary>What a pointer over a rule shows, and a screen reader reads.</summary>
    private static string Words(Rule rule, Pathway pathway)
    {
        var code = rule.SuccessEvent;
        var says = code is null ? null : pathway.Recommendation(code)?.Text;
        string?[] lines =
        [
            rule.Properties.Id is null ? rule.Name : $"{rule.Properties.Id}: {rule.Name}",
            code is null ? null : $"Recommends {code}{(says is null ? "" : ": " + says)}",
            rule.IsGuard ? $"Forbids {string.Join(", ", rule.Properties.Veto)}" : null,
            rule.Properties.Next.IsEmpty ? null : $"Leads to {string.Join(", ", rule.Properties.Next)}",
            rule.Properties.Rationale,
        ];
        return string.Join('\n', lines.Where(l => l is not null));
    }

    private static void WriteLegend(StringBuilder svg, Legend legend)
    {
        var box = legend.Box;
        svg.Line(1, "<g>");
        svg.Line(2, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" rx=\"8\" fill=\"#fafbfc\" stroke=\"{BorderColour}\" stroke-dasharray=\"3 3\"/>");
        foreach (var (sign, at) in legend.Categories)
            svg.Line(2, SignShapes.Write(sign, at));
        foreach (var sign in legend.VetoSigns)
            svg.Line(2, VetoSign(sign));
        foreach (var bracket in legend.Brackets)
            WriteBracket(svg, bracket);
        foreach (var arrow in legend.Arrows)
        {
            svg.Line(2, $"<path d=\"{Rounded(arrow, HeadLength - 2)}\" fill=\"none\" stroke=\"{LineColour}\" stroke-width=\"1.6\"/>");
            svg.Line(2, $"<circle cx=\"{N(arrow[0].X)}\" cy=\"{N(arrow[0].Y)}\" r=\"3.2\" fill=\"{LineColour}\"/>");
            svg.Line(2, Head(arrow[^1]));
        }

        WriteTexts(svg, 2, legend.Texts);
        svg.Line(1, "</g>");
    }

    private static void WriteBracket(StringBuilder svg, GroupBracket bracket) =>
        svg.Line(2, $"<path d=\"M{N(bracket.X + 6)} {N(bracket.Top)}h-3a3 3 0 0 0 -3 3V{N(bracket.Bottom - 3)}a3 3 0 0 0 3 3h3\" fill=\"none\" stroke=\"#8a97a6\" stroke-width=\"1.4\"/>");

    private static string VetoSign(Spot at)
    {
        const double radius = CardBuilder.VetoSignRadius - 0.7;
        var bar = radius * 0.707;
        return $"<path d=\"M{N(at.X - radius)} {N(at.Y)}a{N(radius)} {N(radius)} 0 1 1 {N(2 * radius)} 0a{N(radius)} {N(radius)} 0 1 1 {N(-2 * radius)} 0M{N(at.X - bar)} {N(at.Y - bar)}l{N(2 * bar)} {N(2 * bar)}\" fill=\"none\" stroke=\"{TextStyle.Warning}\" stroke-width=\"1.4\"/>";
    }

    private static void WriteTexts(StringBuilder svg, int depth, IEnumerable<PlacedText> texts)
    {
        foreach (var text in texts)
        {
            var style = text.Style;
            var weight = style.IsBold ? " font-weight=\"bold\"" : "";
            var face = style.IsFixedWidth ? $" font-family=\"{FixedFace}\"" : "";
            var anchor = text.EndsAtX ? " text-anchor=\"end\"" : "";
            svg.Line(depth, $"<text x=\"{N(text.X)}\" y=\"{N(text.Baseline)}\" font-size=\"{N(style.Size)}\"{weight}{face}{anchor} fill=\"{style.Colour}\">{XmlText.Escape(text.Text)}</text>");
        }
    }

    private static void Line(this StringBuilder svg, int depth, string text) =>
        svg.Append(' ', 2 * depth).Append(text).Append('\n');

    private static string N(double value) => XmlText.Number(value);
}
