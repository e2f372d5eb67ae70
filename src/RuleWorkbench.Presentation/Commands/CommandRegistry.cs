namespace RuleWorkbench.Presentation.Commands;

/// <summary>All commands. Menu, key bindings, status bar, help and palette are made from it, so that they cannot disagree.
/// </summary>
public sealed class CommandRegistry
{
    private readonly List<WorkbenchCommand> commands = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<WorkbenchCommand> All => commands;

    /// <exception cref="ArgumentException">The id or the key is taken.</exception>
    public void Add(WorkbenchCommand command)
    {
        if (commands.FirstOrDefault(c => c.Id == command.Id || (c.Key is not null && c.Key == command.Key)) is { } taken)
            throw new ArgumentException($"`{command.Id}` has the id or the key of `{taken.Id}`.", nameof(command));
        commands.Add(command);
    }

    public WorkbenchCommand? Find(string id) => commands.FirstOrDefault(c => c.Id == id);

    /// <summary>The menus, in the order in which their first commands were added.</summary>
    public IEnumerable<IGrouping<string, WorkbenchCommand>> Menus => commands.Where(c => c.Menu is not null).GroupBy(c => c.Menu!);

    /// <summary>The commands that fit what was typed, best first; all that can run when nothing was.</summary>
    public IReadOnlyList<WorkbenchCommand> Search(string typed) =>
        [.. commands.Where(c => c.CanRun()).Select(c => (Command: c, Score: FuzzyMatch.Of(typed, c.Menu is null ? c.Shown : $"{c.Shown} {c.Menu}")?.Score))
            .Where(c => c.Score is not null).OrderByDescending(c => c.Score).Select(c => c.Command)];
}
