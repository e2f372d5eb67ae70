namespace RuleWorkbench.Compilation.Columns;

/// <summary>The texts of all columns, each under a number of its own: two texts are equal when their numbers are.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    public int Count => texts.Count;

    public string this[int code] => texts[code];

    /// <summary>The number of a text that is not a string yet.</summary>
    public int CodeOf(ReadOnlySpan<char> text) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var code) ? code : CodeOf(text.ToString());

    public int CodeOf(string text)
    {
        if (codes.TryGetValue(text, out var code))
            return code;
        codes.Add(text, texts.Count);
        texts.Add(text);
        return texts.Count - 1;
    }
}
