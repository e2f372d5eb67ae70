using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting.Drawing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

/// <summary>What must hold of a drawing whatever pathway it shows.</summary>
public sealed class PathwayArrangerTests
{
    private const double Tolerance = 0.01;

    private static readonly Dictionary<string, Lazy<(Pathway Pathway, PathwayLayout Layout)>> _drawn = new()
    {
        ["small"] = Lazily(() => SamplePathways.Small),
        ["40 workflows"] = Lazily(() => SamplePathways.Large(40)),
        ["shipped"] = Lazily(Shipped),
    };

    public static TheoryData<string> Pathways => [.. _drawn.Keys];

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_EachWorkflowHasOneCardWithItsRules(string name)
    {
        var (pathway, layout) = _drawn[name].Value;

        layout.Cards.Select(c => (c.Workflow, c.Rows.Length)).ShouldBe(pathway.Workflows.Select(w => (w.Name, w.Rules.Length)), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_CardsAndLegendDoNotOverlap(string name)
    {
        var layout = _drawn[name].Value.Layout;
        ImmutableArray<(string Name, Box Box)> boxes = [.. layout.Cards.Select(c => (c.Workflow, c.Box)), ("legend", layout.Legend.Box)];

        Overlaps(boxes).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_NothingIsOutsideTheDrawing(string name)
    {
        var layout = _drawn[name].Value.Layout;
        var paper = new Box(0, 0, layout.Width, layout.Height);

        layout.Cards.Select(c => c.Box).Append(layout.Legend.Box)
            .Concat(layout.Heading.Concat(layout.Footer).Select(t => t.Box))
            .Concat(layout.Arrows.SelectMany(a => a.Points).Select(p => new Box(p.X, p.Y, 0, 0)))
            .Where(b => !paper.Contains(b))
            .ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_RowsLieInTheirCardBelowItsHeader(string name)
    {
        var layout = _drawn[name].Value.Layout;

        layout.Cards
            .SelectMany(c => c.Rows.Where(r => !c.Box.Contains(r.Box) || r.Box.Overlaps(c.Header)).Select(r => $"{c.Workflow}: {r.Rule.Id}"))
            .ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_TextsFitTheirCardAndDoNotOverlap(string name)
    {
        var layout = _drawn[name].Value.Layout;

        foreach (var card in layout.Cards)
        {
            ImmutableArray<(string, Box)> inked =
            [
                .. card.Texts.Concat(card.Rows.SelectMany(r => r.Texts)).Select(t => (t.Text, t.Box)),
                .. card.Rows.Where(r => r.Pill is not null).Select(r => (r.Pill!.Text.Text, r.Pill.Box)),
                .. card.Rows.SelectMany(r => r.VetoSigns).Select(s => ("veto sign", new Box(s.X - 5, s.Y - 5, 10, 10))),
            ];
            inked.Where(i => !card.Box.Contains(i.Item2)).ShouldBeEmpty(card.Workflow);
            Overlaps(inked).ShouldBeEmpty(card.Workflow);
        }
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_CodesFitTheirPills(string name)
    {
        var layout = _drawn[name].Value.Layout;

        layout.Cards.SelectMany(c => c.Rows).Select(r => r.Pill).OfType<CodePill>()
            .Where(p => !p.Box.Contains(p.Text.Box))
            .ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_LegendTextsFitAndDoNotOverlap(string name)
    {
        var legend = _drawn[name].Value.Layout.Legend;

        legend.Texts.Where(t => !legend.Box.Contains(t.Box)).ShouldBeEmpty();
        Overlaps([.. legend.Texts.Select(t => (t.Text, t.Box))]).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_EachStepOfTheWalkHasAnArrow(string name)
    {
        var (pathway, layout) = _drawn[name].Value;
        var steps = pathway.Workflows
            .Where(w => !layout.Cards.Single(c => c.Workflow == w.Name).IsAlways)
            .SelectMany(w => w.Rules.SelectMany(r => r.Properties.Next.Distinct().Select(n => (w.Name, r.Id, n))));

        layout.Arrows.Select(a => (a.FromWorkflow, a.RuleId, a.ToWorkflow)).ShouldBe(steps, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_ArrowsBeginAtTheirRule(string name)
    {
        var layout = _drawn[name].Value.Layout;

        layout.Arrows.Where(arrow =>
        {
            var row = Card(layout, arrow.FromWorkflow).Rows.Single(r => r.Rule.Id == arrow.RuleId).Box;
            var begin = arrow.Points[0];
            return Math.Abs(begin.X - row.Right) > Tolerance || begin.Y < row.Y || begin.Y > row.Bottom;
        }).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_ArrowsEndAtTheHeaderOfTheirCard(string name)
    {
        var layout = _drawn[name].Value.Layout;

        layout.Arrows.Where(arrow =>
        {
            var header = Card(layout, arrow.ToWorkflow).Header;
            var end = arrow.Points[^1];
            return Math.Abs(end.X - header.X) > Tolerance || end.Y < header.Y || end.Y > header.Bottom || arrow.Points[^2].X >= end.X;
        }).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_ArrowsCrossNoCard(string name)
    {
        var layout = _drawn[name].Value.Layout;
        var boxes = layout.Cards.Select(c => c.Box).Append(layout.Legend.Box).ToList();

        layout.Arrows.Where(a => Stretches(a).Any(s => boxes.Exists(b => b.Overlaps(s)))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pathways))]
    public void Arrange_AnyPathway_ArrowsToDifferentCardsNeverLieOnEachOther(string name) =>
        OnEachOther(_drawn[name].Value.Layout).ShouldBeEmpty();

    [Fact]
    public void Arrange_ManyPathways_ArrowsToDifferentCardsNeverLieOnEachOther()
    {
        foreach (var workflows in Enumerable.Range(0, 14).Select(i => 10 + 3 * i))
            OnEachOther(PathwayArranger.Arrange(SamplePathways.Large(workflows))).ShouldBeEmpty($"{workflows} workflows");
    }

    [Fact]
    public void Arrange_NextInACircle_LeavesTheStepBackOut()
    {
        var pathway = Chain(("a", "b"), ("b", "a"));

        PathwayArranger.Arrange(pathway).Arrows.Select(a => (a.FromWorkflow, a.ToWorkflow)).ShouldBe([("a", "b")]);
    }

    [Fact]
    public void Arrange_StepThatLeavesOutALayer_StandsAfterTheLongestWay()
    {
        var layout = PathwayArranger.Arrange(Chain(("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")));

        layout.Cards.OrderBy(c => c.Box.X).Select(c => c.Workflow).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void Arrange_ThousandsOfWorkflowsInAChain_DoesNotOverflow()
    {
        var chain = Chain([.. Enumerable.Range(0, 3000).Select(i => ($"w{i}", $"w{i + 1}"))]);

        PathwayArranger.Arrange(chain).Arrows.Length.ShouldBe(3000);
    }

    [Fact]
    public void Arrange_NoWorkflows_StillHasATitle()
    {
        var layout = PathwayArranger.Arrange(new Pathway("empty", new SourcePlace("x")));

        layout.Heading[0].Text.ShouldBe("empty");
    }

    private static Lazy<(Pathway, PathwayLayout)> Lazily(Func<Pathway> pathway) => new(() =>
    {
        var made = pathway();
        return (made, PathwayArranger.Arrange(made));
    });

    private static Pathway Shipped() =>
        PathwayLoader.Load(Repository.PathOf("workflows/failed-nerve-block"), Repository.Root).Value!;

    private static Pathway Chain(params ImmutableArray<(string From, string To)> steps)
    {
        var place = new SourcePlace("x");
        var names = steps.SelectMany(s => new[] { s.From, s.To }).Distinct();
        var next = steps.ToLookup(s => s.From, s => s.To);
        return new Pathway("chain", place)
        {
            Entry = steps[0].From,
            Workflows =
            [
                .. names.Select(n => new Workflow(n, place)
                {
                    Rules = [.. next[n].Select(t => new Rule($"{n} to {t}", place) { Properties = new RuleProperties { Next = [t] } })],
                }),
            ],
        };
    }

    private static Card Card(PathwayLayout layout, string workflow) => layout.Cards.Single(c => c.Workflow == workflow);

    private static IEnumerable<Box> Stretches(Arrow arrow) => arrow.Points.Zip(arrow.Points.Skip(1), (a, b) =>
        new Box(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y)));

    /// <summary>Pairs of level or upright stretches on one line: side by side they would read as one arrow.</summary>
    private static IEnumerable<string> OnEachOther(PathwayLayout layout)
    {
        var stretches = layout.Arrows.SelectMany(a => Stretches(a).Distinct().Select(s => (a.ToWorkflow, Box: s))).Distinct().ToList();
        return stretches.SelectMany(a => stretches
            .Where(b => a.ToWorkflow != b.ToWorkflow && (a.Box.Height < 1) == (b.Box.Height < 1) && Thick(a.Box).Overlaps(Thick(b.Box)))
            .Select(b => $"{a} and {b}"));

        static Box Thick(Box line) => line.Height < 1
            ? line with { Y = line.Y - 1, Height = 2 }
            : line with { X = line.X - 1, Width = 2 };
    }

    private static IEnumerable<string> Overlaps(ImmutableArray<(string Name, Box Box)> boxes) =>
        boxes.SelectMany((a, i) => boxes.Skip(i + 1).Where(b => a.Box.Overlaps(b.Box)).Select(b => $"{a.Name} and {b.Name}"));
}
