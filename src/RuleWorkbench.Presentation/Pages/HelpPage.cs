using RuleWorkbench.Checking;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>The docs of a check, what can be done in a tab, or all commands with their keys.</summary>
public sealed class HelpPage : Page
{
    /// <summary>The topic that lists all commands.</summary>
    public const string Keys = "keys";

    private readonly TextList text = new();

    public HelpPage(Target target, CommandRegistry commands)
    {
        Target = target;
        text.Show(CheckCatalogue.Find(target.Name) is { } page ? HelpText.Of(page.Text) : HelpTopics.TextOf(target.Name) is { } topic ? [.. KeysOf(HelpTopics.CommandsOf(target.Name, commands)), .. topic, .. Further()] : AllKeys(commands));
    }

    public override Target Target { get; }

    public override string Title => CheckCatalogue.Find(Target.Name) is not null ? Target.Name : Target.Name == Keys ? "Help" : $"Help: {Target.Name}";

    public override LineList Main => text;

    private static IEnumerable<Line> KeysOf(IEnumerable<WorkbenchCommand> commands) =>
        [Line.Of("What can be done here", Tone.Title), Line.Empty, .. commands.OrderBy(c => c.Key is null).Select(Described), Line.Empty];

    private static IEnumerable<Line> Further() => [Line.Empty, Line.Of("All commands and keys: Ctrl+P finds them by a few letters, F10 is the menu.", Tone.Quiet)];

    private static IEnumerable<Line> AllKeys(CommandRegistry commands)
    {
        yield return Line.Of("What the workbench can do", Tone.Title);
        yield return Line.Empty;
        yield return Line.Of("Everything is in the menu (F10) and in the palette (Ctrl+P), where a few letters find it.");
        yield return Line.Of("F6 goes from pane to pane; arrows move, Enter opens, Left and Right close and open branches.");
        foreach (var menu in commands.All.GroupBy(c => c.Menu ?? "More"))
        {
            yield return Line.Empty;
            yield return Line.Of(menu.Key, Tone.Title);
            foreach (var command in menu)
                yield return Described(command);
        }
    }

    private static Line Described(WorkbenchCommand command) =>
        Line.Of($"  {command.Key ?? "",-16}", Tone.Accent).And(command.Title).And(command.Help.Length == 0 ? "" : "  " + command.Help, Tone.Quiet) with { Hanging = 18 };
}
