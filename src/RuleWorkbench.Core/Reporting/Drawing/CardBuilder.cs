using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Sets the text of a workflow as a card with its upper left corner at 0, 0.</summary>
internal sealed class CardBuilder(Pathway pathway, Vetoes vetoes, ImmutableArray<CategorySign> signs)
{
    public const double VetoSignRadius = 5;
    public const double CategorySignRadius = 4.5;

    private const double Margin = 16;
    private const double BracketAt = 13;
    private const double RowIndent = 24;
    private const double GroupHeadHeight = 25;
    private const double ColumnGap = 20;
    private const double PillHeight = 17;
    private const int ExpressionLines = 2;

    /// <summary>The rows stand in <paramref name="columns"/> columns, one below the other in each.</summary>
    public Card Build(Workflow workflow, string? tag, bool isAlways, double width, int columns)
    {
        var texts = ImmutableArray.CreateBuilder<PlacedText>();
        var header = Header(workflow, tag, width, texts);
        var columnWidth = (width - (columns - 1) * ColumnGap) / columns;
        var marksBelow = MarksNeedALine(workflow, columnWidth);
        var heights = workflow.Rules.Select(r => Row(r, columnWidth, marksBelow).Box.Height).ToList();
        var rows = ImmutableArray.CreateBuilder<CardRow>();
        var brackets = ImmutableArray.CreateBuilder<GroupBracket>();
        var bottom = header.Bottom;
        var column = 0;
        foreach (var part in InColumns(workflow.Rules, heights, columns))
        {
            var x = column++ * (columnWidth + ColumnGap);
            var y = header.Bottom + 4;
            for (var i = 0; i < part.Length; i++)
            {
                var group = part[i].Properties.Group;
                if (group is not null && (i == 0 || part[i - 1].Properties.Group != group))
                    GroupHead(group, x, y, columnWidth, texts, brackets);
                if (group is not null && (i == 0 || part[i - 1].Properties.Group != group))
                    y += GroupHeadHeight;
                var row = Row(part[i], columnWidth, marksBelow).Moved(x, y);
                rows.Add(row);
                y = row.Box.Bottom;
                if (group is not null)
                    brackets[^1] = brackets[^1] with { Bottom = y - 6 };
            }

            bottom = Math.Max(bottom, y);
        }

        return new Card(
            workflow.Name, new Box(0, 0, width, bottom + 4), header, isAlways, texts.ToImmutable(), rows.ToImmutable(), brackets.ToImmutable());
    }

    /// <summary>What a hit policy means, in a few words.</summary>
    public static string Describe(HitPolicy policy) => policy switch
    {
        HitPolicy.Unique => "unique: at most one is met",
        HitPolicy.Any => "any: all that are met say the same",
        HitPolicy.First => "first: the first that is met decides",
        _ => "collect: all that are met count",
    };

    private static Box Header(Workflow workflow, string? tag, double width, ImmutableArray<PlacedText>.Builder texts)
    {
        var room = width - 2 * Margin;
        if (tag is not null)
        {
            texts.Add(new PlacedText(tag, TextStyle.CardTag, width - Margin, 25, EndsAtX: true));
            room -= texts[^1].Box.Width + 12;
        }

        texts.Add(new PlacedText(TextWidth.Shorten(workflow.Name, TextStyle.CardTitle, room), TextStyle.CardTitle, Margin, 25.5));
        var y = 28.5;
        var lines = workflow.Globals
            .Select(g => (Text: $"{g.Name} = {g.Expression}", Style: TextStyle.Expression))
            .Concat(workflow.Injects.Select(i => (Text: $"with the rules of {i}", Style: TextStyle.CardTag)));
        foreach (var (text, style) in lines)
        {
            foreach (var line in TextWidth.Wrap(text, style, width - 2 * Margin, ExpressionLines))
                texts.Add(new PlacedText(line, style, Margin, y += 14));
        }

        return new Box(0, 0, width, y + 11);
    }

    private void GroupHead(
        string group, double x, double y, double width, ImmutableArray<PlacedText>.Builder texts, ImmutableArray<GroupBracket>.Builder brackets)
    {
        var policy = Describe(pathway.HitPolicyOf(group));
        var room = width - RowIndent - Margin - TextWidth.Of(policy, TextStyle.GroupPolicy) - 10;
        var name = new PlacedText(TextWidth.Shorten(group, TextStyle.GroupName, room), TextStyle.GroupName, x + RowIndent, y + 18);
        texts.Add(name);
        texts.Add(new PlacedText(policy, TextStyle.GroupPolicy, name.Box.Right + 10, y + 18));
        brackets.Add(new GroupBracket(group, x + BracketAt, y + 14.5, y + 14.5));
    }

    private CardRow Row(Rule rule, double width, bool marksBelow)
    {
        var texts = ImmutableArray.CreateBuilder<PlacedText>();
        var vetoSigns = ImmutableArray.CreateBuilder<Spot>();
        var right = width - Margin;
        var y = 18.0;
        var id = new PlacedText(
            TextWidth.Shorten(Label(rule), TextStyle.RuleId, width * 0.4), TextStyle.RuleId, right, y, EndsAtX: true);
        texts.Add(id);
        var nameAt = RowIndent;
        if (rule.IsGuard)
        {
            vetoSigns.Add(new Spot(RowIndent + VetoSignRadius, y - 4.5));
            var mark = new PlacedText(vetoes.MarkOf(rule), TextStyle.VetoLabel, RowIndent + 2 * VetoSignRadius + 4, y);
            texts.Add(mark);
            nameAt = mark.Box.Right + 7;
        }

        texts.Add(new PlacedText(
            TextWidth.Shorten(rule.Name, TextStyle.RuleName, id.Box.X - 10 - nameAt), TextStyle.RuleName, nameAt, y));
        var pill = Pill(rule, width, y + 7);
        if (Next(rule) is { } next)
        {
            var room = pill is null ? right - RowIndent : right - pill.Box.Right - 12;
            var isBeside = TextWidth.Of(next, TextStyle.Next) <= room;
            y += pill is null || isBeside ? 19 : 37;
            texts.Add(new PlacedText(TextWidth.Shorten(next, TextStyle.Next, right - RowIndent), TextStyle.Next, right, y, EndsAtX: true));
        }

        var exit = y - 4;
        y = Math.Max(y, pill?.Box.Bottom - 5 ?? 0);
        var marks = vetoes.MarksOn(rule);
        if (!marks.IsEmpty)
        {
            var room = right - RowIndent - 2 * VetoSignRadius - 4;
            var text = TextWidth.Shorten(string.Join(" ", marks), TextStyle.Veto, room);
            y += marksBelow || pill is null ? 18 : 0;
            var x = marksBelow || pill is null ? RowIndent + 2 * VetoSignRadius + 4 : right - TextWidth.Of(text, TextStyle.Veto);
            texts.Add(new PlacedText(text, TextStyle.Veto, x, y));
            vetoSigns.Add(new Spot(x - 4 - VetoSignRadius, y - 3.5));
        }

        if (rule.IsGuard)
            y = ForbiddenText(rule, width, y, texts);
        return new CardRow(rule, new Box(0, 0, width, y + 11), exit, texts.ToImmutable(), pill, vetoSigns.ToImmutable());
    }

    private double ForbiddenText(Rule guard, double width, double y, ImmutableArray<PlacedText>.Builder texts)
    {
        var label = new PlacedText("forbids", TextStyle.VetoLabel, RowIndent, y + 17);
        texts.Add(label);
        var x = label.Box.Right + 7;
        y += 3;
        foreach (var part in vetoes.By(guard))
        {
            var what = part switch
            {
                { Workflow: null } => $"given by no rule: {string.Join(", ", part.Names)}",
                { IsAll: true } => $"{part.Workflow.Name}: all {part.Names.Length} recommendations",
                { IsAlmostAll: true } => $"{part.Workflow.Name}: all but {string.Join(", ", part.Spared)}",
                _ => $"{part.Workflow.Name}: {string.Join(", ", part.Names)}",
            };
            var indent = 0;
            foreach (var line in TextWidth.Wrap(what, TextStyle.Forbidden, width - Margin - x - 10))
            {
                texts.Add(new PlacedText(line, TextStyle.Forbidden, x + indent, y += 14));
                indent = 10;
            }
        }

        return y;
    }

    private CodePill? Pill(Rule rule, double width, double y)
    {
        if (rule.SuccessEvent is not { } code)
            return null;
        const double padding = 7;
        const double signRoom = 2 * CategorySignRadius + 5;
        var text = TextWidth.Shorten(code, TextStyle.Code, width - RowIndent - Margin - 2 * padding - signRoom);
        var box = new Box(RowIndent, y, TextWidth.Of(text, TextStyle.Code) + 2 * padding + signRoom, PillHeight);
        return new CodePill(
            box,
            CategorySign.Of(code, pathway, signs),
            new Spot(box.X + padding + CategorySignRadius, box.MiddleY),
            new PlacedText(text, TextStyle.Code, box.X + padding + signRoom, box.MiddleY + 3.6));
    }

    /// <summary>True when the marks of the guards do not fit beside the codes; then they stand below them in the whole
    /// card, so that its rows look alike.</summary>
    private bool MarksNeedALine(Workflow workflow, double width) => workflow.Rules.Any(rule =>
    {
        var marks = vetoes.MarksOn(rule);
        if (marks.IsEmpty || Pill(rule, width, 0) is not { } pill)
            return false;
        var needed = TextWidth.Of(string.Join(" ", marks), TextStyle.Veto) + 2 * VetoSignRadius + 4;
        return Next(rule) is not null || pill.Box.Right + 12 + needed > width - Margin;
    });

    private static string? Next(Rule rule) =>
        rule.Properties.Next.IsEmpty ? null : "→ " + string.Join(", ", rule.Properties.Next);

    private static string Label(Rule rule)
    {
        var parts = new[]
        {
            rule.Enabled ? null : "off",
            rule.Properties.Severity is "critical" or "warning" ? rule.Properties.Severity : null,
            rule.Properties.Id,
        };
        return string.Join(" · ", parts.Where(p => p is not null));
    }

    /// <summary>The rules cut into columns of about the same height, order kept.</summary>
    private static IEnumerable<ImmutableArray<Rule>> InColumns(ImmutableArray<Rule> rules, List<double> heights, int columns)
    {
        var limit = heights.Count == 0 ? 0 : heights.Max();
        while (ColumnsFor(limit) > columns)
            limit += 8;
        var part = ImmutableArray.CreateBuilder<Rule>();
        var height = 0.0;
        for (var i = 0; i < rules.Length; i++)
        {
            if (part.Count > 0 && height + heights[i] > limit)
            {
                yield return part.ToImmutable();
                part.Clear();
                height = 0;
            }

            part.Add(rules[i]);
            height += heights[i];
        }

        yield return part.ToImmutable();

        int ColumnsFor(double most)
        {
            var (count, used) = (1, 0.0);
            foreach (var h in heights)
            {
                if (used > 0 && used + h > most)
                    (count, used) = (count + 1, 0);
                used += h;
            }

            return count;
        }
    }
}
