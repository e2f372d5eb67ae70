using System.Collections.Immutable;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What the docs say of the tabs and panes, by topic; the docs themselves are part of the program.</summary>
internal static class HelpTopics
{
    private const string Workbench = "workbench.md";
    private const string Editor = "rule-editor.md";

    private static readonly ImmutableArray<Topic> All =
    [
        new("the window", null, Workbench, ["The window", "Edits, undo, save"], ["go."]),
        new("start page", TargetKind.Start, Workbench, ["The window", "Tours"], ["tour.", "case.choose", "run.all", "compare.open"]),
        new("pathway", TargetKind.Pathway, Workbench, ["The pathway"], ["go.drawing", "go.json", "run.all", "compare.open"]),
        new("workflow", TargetKind.Workflow, Workbench, ["Workflows"], ["rule.new", "rule.remove", "workflow.", "go.json"]),
        new("sheet", TargetKind.Sheet, Workbench, ["Facts, policy, recommendations, sources"], ["file.save", "file.undo", "file.redo"]),
        new("rule", TargetKind.Rule, Editor, ["Expression (Alt+1)", "Criteria (Alt+2)", "Details (Alt+3)", "Table (Alt+4)", "Words (Alt+5)"], ["rule.", "table.", "go.json"]),
        new("suite", TargetKind.Suite, Workbench, ["Cases and what if"], ["run.", "case."]),
        new("case and trace", null, Workbench, ["Cases and what if"], ["case."]),
        new("problems", null, Workbench, ["Problems"], ["problems."]),
        new("cohort", TargetKind.Cohort, Workbench, ["Cohorts"], ["cohort."]),
        new("comparison", TargetKind.Comparison, Workbench, ["Comparing", "Reviewing"], ["compare.", "review."]),
        new("file", TargetKind.File, Workbench, ["Files"], ["rule.format", "rule.next-problem", "file.find"]),
        new("script", null, Editor, ["Scripts"], ["rule.declaration", "rule.references", "rule.rename", "rule.format", "rule.fix", "rule.next-problem", "file.find"]),
    ];

    /// <summary>The topic of where the user is.</summary>
    public static string Of(Workbench w) => w.Focused switch
    {
        PaneKind.Outline => "the window",
        PaneKind.Case or PaneKind.Trace => "case and trace",
        PaneKind.Problems => "problems",
        _ when w.Active is FilePage { IsScript: true } => "script",
        _ => All.FirstOrDefault(t => t.Tab == w.Active.Target.Kind)?.Name ?? HelpPage.Keys,
    };

    /// <summary>The commands that a topic is about; none where there is no such topic.</summary>
    public static IEnumerable<WorkbenchCommand> CommandsOf(string topic, CommandRegistry commands) =>
        commands.All.Where(c => Find(topic)?.Commands.Any(id => id.EndsWith('.') ? c.Id.StartsWith(id, StringComparison.Ordinal) : c.Id == id) == true);

    /// <summary>What the docs say; null where there is no such topic.</summary>
    public static ImmutableArray<Line>? TextOf(string topic)
    {
        if (Find(topic) is not { } found)
            return null;
        using var stream = typeof(HelpTopics).Assembly.GetManifestResourceStream("docs/" + found.File)!;
        using var reader = new StreamReader(stream);
        var sections = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ");
        return [.. found.Sections.SelectMany(s => HelpText.Of("# " + sections.First(t => t.StartsWith(s + "\n", StringComparison.Ordinal)).TrimEnd() + "\n"))];
    }

    private static Topic? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    /// <param name="Commands">Ids; one that ends with a dot stands for all that begin with it.</param>
    private sealed record Topic(string Name, TargetKind? Tab, string File, string[] Sections, string[] Commands);
}
