using System.Collections;
using System.Globalization;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

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
        Refresh();
    }

    public override Target Target { get; }

    public override string Title => Target.Name;

    public override LineList Main => list;

    public override bool IsUnsaved => session.IsUnsaved($"workflows/{Target.Pathway}/pathway.json");

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
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
            new TreeNode("workflows", Line.Of("workflows", Tone.Strong)) { IsOpen = true, Children = [.. pathway.Workflows.Select(w => Workflow(w, pathway))] },
            new TreeNode("policy", Line.Of("policy", Tone.Strong)) { IsOpen = true, Children = [.. pathway.Policy.Select(Policy)] },
            new TreeNode("recommendations", Line.Of("recommendations", Tone.Strong)) { Children = [.. pathway.Recommendations.Select(r => new TreeNode(r.Code, Line.Of($"{r.Code,-28} ").And(r.Text, Tone.Quiet)))] },
            new TreeNode("sources", Line.Of("sources", Tone.Strong)) { Children = [.. pathway.Sources.Select(s => new TreeNode(s.Key, Line.Of($"{s.Key,-10} ", Tone.Accent).And(s.Title).And("  " + s.Citation, Tone.Quiet)))] },
            new TreeNode("file", Line.Of("open ", Tone.Quiet).And(pathway.Place.File, Tone.Accent), new Target(TargetKind.File, "", pathway.Place.File)),
        ]);
        OnChanged();
    }

    private TreeNode Workflow(Workflow workflow, Pathway pathway)
    {
        var role = workflow.Name == pathway.Entry ? "entry" : pathway.Always.Contains(workflow.Name) ? "always" : "";
        var next = workflow.Rules.SelectMany(r => r.Properties.Next).Distinct().ToList();
        return new TreeNode(
            workflow.Name,
            Line.Of($"{workflow.Name,-30}").And($"{role,-7}", Tone.Accent).And(Count.Of(workflow.Rules.Length, "rule"), Tone.Quiet).And(next.Count == 0 ? "" : "  → " + string.Join(", ", next), Tone.Quiet),
            new Target(TargetKind.Workflow, Target.Pathway, workflow.Name));
    }

    private static TreeNode Policy(PolicyValue value)
    {
        var shown = value.Value is IEnumerable all and not string ? string.Join(", ", all.Cast<object>().Select(Figures.Display)) : Figures.Display(value.Value);
        return new TreeNode(value.Name, Line.Of($"{value.Name,-30}").And($"{shown} {value.Unit}", Tone.Strong).And("  " + value.Description, Tone.Quiet));
    }
}
