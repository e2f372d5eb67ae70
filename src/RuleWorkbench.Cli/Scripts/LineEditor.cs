using System.Collections.Immutable;

namespace RuleWorkbench.Cli.Scripts;

/// <summary>A line that is being typed: what each key does to it. It knows nothing of the terminal.</summary>
/// <param name="complete">The words that can stand for the one before the cursor.</param>
internal sealed class LineEditor(Func<string, IReadOnlyList<string>> complete)
{
    private readonly List<string> history = [];
    private int recalled;

    public string Text { get; private set; } = "";

    /// <summary>Before which character the cursor stands.</summary>
    public int Cursor { get; private set; }

    /// <summary>What the last Tab could not decide between.</summary>
    public ImmutableArray<string> Choices { get; private set; } = [];

    /// <summary>Takes a key.</summary>
    /// <returns>True when it ended the line.</returns>
    public bool Press(ConsoleKeyInfo key)
    {
        Choices = [];
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return true;
            case ConsoleKey.LeftArrow:
                Cursor = Math.Max(0, Cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                Cursor = Math.Min(Text.Length, Cursor + 1);
                break;
            case ConsoleKey.Home:
                Cursor = 0;
                break;
            case ConsoleKey.End:
                Cursor = Text.Length;
                break;
            case ConsoleKey.Backspace when Cursor > 0:
                Set(Text.Remove(Cursor - 1, 1), Cursor - 1);
                break;
            case ConsoleKey.Delete when Cursor < Text.Length:
                Set(Text.Remove(Cursor, 1), Cursor);
                break;
            case ConsoleKey.Escape:
                Set("", 0);
                break;
            case ConsoleKey.UpArrow:
                Recall(recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(recalled + 1);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    Set(Text.Insert(Cursor, key.KeyChar.ToString()), Cursor + 1);
                break;
        }

        return false;
    }

    /// <summary>The finished line, kept in the history; the next one begins empty.</summary>
    public string Take()
    {
        var line = Text;
        if (line.Trim().Length > 0 && history.LastOrDefault() != line)
            history.Add(line);
        recalled = history.Count;
        Set("", 0);
        return line;
    }

    private void Recall(int index)
    {
        if (index < 0 || index > history.Count)
            return;
        recalled = index;
        var line = index == history.Count ? "" : history[index];
        Set(line, line.Length);
    }

    private void Complete()
    {
        var start = Cursor;
        while (start > 0 && (char.IsLetterOrDigit(Text[start - 1]) || Text[start - 1] is '_' or '.' or ':'))
            start--;
        var word = Text[start..Cursor];
        var found = complete(word);
        if (found.Count == 0)
            return;
        var common = found[0];
        foreach (var other in found)
        {
            var length = 0;
            while (length < Math.Min(common.Length, other.Length) && char.ToUpperInvariant(common[length]) == char.ToUpperInvariant(other[length]))
                length++;
            common = common[..length];
        }

        if (common.Length >= word.Length)
            Set(Text[..start] + common + Text[Cursor..], start + common.Length);
        if (found.Count > 1)
            Choices = [.. found];
    }

    private void Set(string text, int cursor) => (Text, Cursor) = (text, cursor);
}
