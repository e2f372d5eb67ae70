using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Sheets;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What a pathway is: its header, where it goes, policy values, recommendations, sources.</summary>
public sealed class PathwayPage : Page
{
    private readonly WorkbenchSession session;
    private readonly TreeList list;

    public PathwayPage(WorkbenchSession session, Target target, Action<Target> open)
    {
        this.session = session;
        Target = target;
        list = new TreeList { Placeholder = "The pathway cannot be read: see the problems (F4)." };
        list.Entered = row =>
        {
            if (list.NodeAt(row).Tag is Target chosen)
                open(chosen);
            else
                list.Toggle(row);
        };
        session.VersionReady += OnVersion;
        session.Chosen.Changed += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    public override string Title => Target.Name;

    public override LineList Main => list;

    public override bool IsUnsaved => session.IsUnsaved($"workflows/{Target.Pathway}/pathway.json");

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
        session.Chosen.Changed -= Refresh;
        base.Dispose();
    }

    private void OnVersion(PathwayState state) => Refresh();

    private void Refresh()
    {
        list.Show(session.States.GetValueOrDefault(Target.Pathway)?.Pathway is not { } pathway ? [] :
        [
            new TreeNode("title", Line.Of(pathway.Title ?? pathway.Name, Tone.Title).And("  " + pathway.Version, Tone.Quiet)),
            .. pathway.Description is { } text ? new[] { new TreeNode("about", Line.Of(text)) } : [],
            new TreeNode("owner", Line.Of("owner ", Tone.Quiet).And(pathway.Owner ?? "none").And("   review by ", Tone.Quiet).And(pathway.ReviewBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none")),
            .. pathway.Disclaimer is { } disclaimer ? new[] { new TreeNode("disclaimer", Line.Of(disclaimer, Tone.Warning)) } : [],
            new TreeNode("facts", Line.Of("facts", Tone.Strong).And("  types, units, ranges", Tone.Quiet), Sheet(SheetCatalogue.Facts)),
            new TreeNode("workflows", Line.Of("workflows", Tone.Strong).And("  and the rules that lead from one to the next", Tone.Quiet)) { IsOpen = true, Children = Map(pathway) },
            new TreeNode("policy", Line.Of("policy", Tone.Strong)) { IsOpen = true, Children = [.. pathway.Policy.Select(p => Policy(p, Sheet(SheetCatalogue.Policy)))] },
            new TreeNode("recommendations", Line.Of("recommendations", Tone.Strong)) { Children = [.. pathway.Recommendations.Select(r => new TreeNode(r.Code, Line.Of($"{r.Code,-28} ").And(r.Text, Tone.Quiet), Sheet(SheetCatalogue.Recommendations)))] },
            new TreeNode("sources", Line.Of("sources", Tone.Strong)) { Children = [.. pathway.Sources.Select(s => new TreeNode(s.Key, Line.Of($"{s.Key,-10} ", Tone.Accent).And(s.Title).And("  " + s.Citation, Tone.Quiet), Sheet(SheetCatalogue.Sources)))] },
            new TreeNode("file", Line.Of("open ", Tone.Quiet).And(pathway.Place.File, Tone.Accent), new Target(TargetKind.File, "", pathway.Place.File)),
        ]);
        OnChanged();
    }

    private Target Sheet(string name) => new(TargetKind.Sheet, Target.Pathway, name);

    /// <summary>The drawing, with what the chosen case does.</summary>
    private ImmutableArray<TreeNode> Map(Pathway pathway)
    {
        var explanation = session.Chosen.Pathway == Target.Pathway ? session.Chosen.Explanation : null;
        return new PathwayMap(
            pathway,
            w => (Line.Of(explanation is null ? "" : explanation.Walk.Path.Contains(w.Name) ? "● " : "· ", Tone.Good).And(Count.Of(w.Rules.Length, "rule"), Tone.Quiet), new Target(TargetKind.Workflow, Target.Pathway, w.Name)),
            (_, rule, _) => (explanation?.Rule(rule.Id)?.Result is { } result ? Line.Of(ExplanationWords.Sign(result) + " ", RuleWords.ToneOf(result)) : Line.Of("· ", Tone.Quiet), new Target(TargetKind.Rule, Target.Pathway, rule.Id))).Nodes;
    }

    private static TreeNode Policy(PolicyValue value, Target sheet)
    {
        var shown = value.Value is IEnumerable all and not string ? string.Join(", ", all.Cast<object>().Select(Figures.Display)) : Figures.Display(value.Value);
        return new TreeNode(value.Name, Line.Of($"{value.Name,-30}").And($"{shown} {value.Unit}", Tone.Strong).And("  " + value.Description, Tone.Quiet), sheet);
    }
}
