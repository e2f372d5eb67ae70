using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Nobody is asked; what is told is kept.</summary>
internal sealed class NoDialogs : IDialogs
{
    public List<string> Told { get; } = [];

    public Task TellAsync(string title, string text)
    {
        Told.Add(text);
        return Task.CompletedTask;
    }

    public Task<int?> ChooseAsync(string title, string text, params string[] answers) => Task.FromResult<int?>(null);

    public Task<string?> AskAsync(string title, string label, string initial = "") => Task.FromResult<string?>(null);

    public Task<int?> PickAsync(string title, IReadOnlyList<string> items) => Task.FromResult<int?>(0);
}
