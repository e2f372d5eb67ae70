using System.Text;

namespace RuleWorkbench.Reporting.Review;

/// <summary>A text of limited length that says how much it leaves out.</summary>
internal sealed class CommentText(int most)
{
    /// <summary>Room for the sentence that says what was left out.</summary>
    private const int ForTheEnd = 600;

    private readonly StringBuilder text = new();
    private readonly Dictionary<string, int> left = [];
    private int room = most - ForTheEnd;

    /// <summary>Keeps room for what comes behind the text.</summary>
    public void Reserve(string end) => room -= end.Length;

    /// <summary>Adds pieces that belong together.</summary>
    public bool Add(string what, params ReadOnlySpan<string> pieces)
    {
        var whole = string.Concat(pieces);
        if (text.Length + whole.Length > room)
        {
            left[what] = left.GetValueOrDefault(what) + 1;
            return false;
        }

        text.Append(whole);
        return true;
    }

    /// <summary>Adds as many items as there is room for, in their order.</summary>
    public void AddList(string what, string heading, IEnumerable<string> items)
    {
        var (isFirst, isFull) = (true, false);
        foreach (var item in items)
        {
            // Once one does not fit, none of those behind it is shown: a shorter one would look like the next.
            if (isFull)
                left[what]++;
            else
                isFull = !(isFirst ? Add(what, heading, item) : Add(what, item));
            isFirst = false;
        }

        if (!isFirst && text.Length < room)
            text.Append('\n');
    }

    /// <summary>The text, with what was left out.</summary>
    public string Finish(string where) => left.Count == 0
        ? text.ToString()
        : text.Append($"**Left out, since a comment holds {most:N0} characters: {string.Join(", ", left.Select(l => $"{l.Value} {l.Key}"))}.** {where}\n").ToString();
}
