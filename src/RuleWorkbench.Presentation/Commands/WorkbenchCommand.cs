namespace RuleWorkbench.Presentation.Commands;

/// <summary>Something that the user can have done: from the menu, by its key, from the palette.</summary>
/// <param name="Id">Stable, such as <c>file.save</c>.</param>
/// <param name="Title">As an order: "Save all".</param>
/// <param name="Key">Such as <c>Ctrl+S</c> or <c>F5</c>; null when there is none.</param>
/// <param name="Menu">The menu that it is in, such as <c>File</c>; null for none: the palette has it all the same.</param>
public sealed record WorkbenchCommand(string Id, string Title, string? Key, string? Menu, Func<Task> Run)
{
    /// <summary>Whether it makes sense right now.</summary>
    public Func<bool> CanRun { get; init; } = () => true;

    /// <summary>What it would do right now, where that says more than its title: "Undo rename rule FNB-21".</summary>
    public Func<string>? TitleNow { get; init; }

    /// <summary><see cref="TitleNow"/>, or the title.</summary>
    public string Shown => TitleNow?.Invoke() ?? Title;

    /// <summary>One sentence for help; empty when the title says it.</summary>
    public string Help { get; init; } = "";

    /// <summary>Shown in the status bar under this short name; null when it is not.</summary>
    public string? StatusTitle { get; init; }

    /// <summary>Those with a smaller number stand before the others of the status bar, function keys before all.</summary>
    public int StatusPlace { get; init; } = 1;

    /// <summary>A command that is done at once.</summary>
    public static WorkbenchCommand Of(string id, string title, string? key, string? menu, Action run) =>
        new(id, title, key, menu, () =>
        {
            run();
            return Task.CompletedTask;
        });
}
