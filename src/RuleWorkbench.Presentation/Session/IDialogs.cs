namespace RuleWorkbench.Presentation.Session;

/// <summary>How view-models ask the user something.</summary>
public interface IDialogs
{
    /// <summary>Shows a text and waits until it has been read.</summary>
    Task TellAsync(string title, string text);

    /// <summary>Asks to choose one of several answers.</summary>
    /// <returns>Index of the answer; null when the user went away without one.</returns>
    Task<int?> ChooseAsync(string title, string text, params string[] answers);

    /// <summary>Asks for a line of text.</summary>
    /// <returns>Null when the user went away without an answer.</returns>
    Task<string?> AskAsync(string title, string label, string initial = "");

    /// <summary>Asks to pick one of many, found as the user types.</summary>
    /// <returns>Index of what was picked; null when the user went away without picking.</returns>
    Task<int?> PickAsync(string title, IReadOnlyList<string> items);
}
