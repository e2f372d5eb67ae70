using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation;

/// <summary>Answers as a test says, and notes what was asked.</summary>
public sealed class RecordedDialogs : IDialogs
{
    public List<string> Seen { get; } = [];

    public Queue<object?> Answers { get; } = new();

    public Task TellAsync(string title, string text)
    {
        Seen.Add($"{title}: {text}");
        return Task.CompletedTask;
    }

    public Task<int?> ChooseAsync(string title, string text, params string[] answers)
    {
        Seen.Add($"{title}: {text} [{string.Join("|", answers)}]");
        return Task.FromResult((int?)Answers.Dequeue());
    }

    public Task<string?> AskAsync(string title, string label, string initial)
    {
        Seen.Add($"{title}: {label} [{initial}]");
        return Task.FromResult((string?)Answers.Dequeue());
    }

    public Task<int?> PickAsync(string title, IReadOnlyList<string> items)
    {
        Seen.Add($"{title} [{string.Join("|", items)}]");
        return Task.FromResult((int?)Answers.Dequeue());
    }
}
