using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Sets the legend with its upper left corner at 0, 0. It explains only what the drawing shows.</summary>
internal static class LegendBuilder
{
    private const double Padding = 16;
    private const double SignAt = 32;
    private const double TextAt = 62;
    private const double LineHeight = 22;

    public static Legend Build(ImmutableArray<CategorySign> signs, Pathway pathway, double width)
    {
        var texts = ImmutableArray.CreateBuilder<PlacedText>();
        var categories = ImmutableArray.CreateBuilder<(CategorySign, Spot)>();
        var vetoSigns = ImmutableArray.CreateBuilder<Spot>();
        var brackets = ImmutableArray.CreateBuilder<GroupBracket>();
        var arrows = ImmutableArray.CreateBuilder<ImmutableArray<Spot>>();
        var y = 26.0;
        texts.Add(new PlacedText("How to read this", TextStyle.LegendTitle, Padding, y));
        y += 6;

        var half = (width - 2 * Padding) / 2;
        for (var i = 0; i < signs.Length; i++)
        {
            var x = Padding + i % 2 * half;
            y += i % 2 == 0 ? LineHeight : 0;
            categories.Add((signs[i], new Spot(x + 6, y - 4)));
            texts.Add(Entry(signs[i].Category!, x + 18, y, half - 26));
        }

        y += signs.IsEmpty ? 0 : 8;
        var rules = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        if (rules.Exists(r => !r.Properties.Next.IsEmpty))
        {
            y += LineHeight;
            arrows.Add([new Spot(Padding, y - 4), new Spot(SignAt + 18, y - 4)]);
            Text("when the rule is met, the walk goes on there");
        }

        if (rules.Exists(r => r.Properties.Group is not null))
        {
            y += LineHeight;
            brackets.Add(new GroupBracket("", SignAt - 4, y - 12, y + 4));
            Text("rules that decide together, by the policy named there");
        }

        if (rules.Exists(r => r.IsGuard))
        {
            y += LineHeight;
            vetoSigns.Add(new Spot(SignAt, y - 4));
            Text("before a name: a guard, and what it forbids when met");
            y += LineHeight - 5;
            Text("elsewhere: the guards that can forbid this recommendation");
        }

        return new Legend(
            new Box(0, 0, width, y + 16), texts.ToImmutable(), categories.ToImmutable(), vetoSigns.ToImmutable(), brackets.ToImmutable(), arrows.ToImmutable());

        void Text(string text) => texts.Add(Entry(text, TextAt, y, width - TextAt - Padding));

        static PlacedText Entry(string text, double x, double y, double room) =>
            new(TextWidth.Shorten(text, TextStyle.LegendEntry, room), TextStyle.LegendEntry, x, y);
    }
}
