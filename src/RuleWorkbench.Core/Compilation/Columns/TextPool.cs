namespace RuleWorkbench.Compilation.Columns;

/// <summary>The texts of all columns, each under a number of its own: two texts are equal when their numbers are.</summary>
/// <param name="known">Texts that have their numbers already, or null; is only read.</param>
internal sealed class TextPool(TextPool? known)
{
    private const int BytesOfEntry = 64;

    private readonly int first = known?.Count ?? 0;
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    public int Count => first + texts.Count;

    /// <summary>About how much memory the texts take.</summary>
    public long Bytes { get; private set; }

    public string this[int code] => code < first ? known![code] : texts[code - first];

    /// <summary>The number of a text that is not a string yet.</summary>
    public int CodeOf(ReadOnlySpan<char> text) => Find(text) ?? Add(text.ToString());

    public int CodeOf(string text) => Find(text) ?? Add(text);

    /// <summary>The number of a text; null where it has none yet.</summary>
    public int? Find(ReadOnlySpan<char> text) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var code) ? code : known?.Find(text);

    private int Add(string text)
    {
        codes.Add(text, Count);
        Bytes += (2L * text.Length) + BytesOfEntry;
        texts.Add(text);
        return Count - 1;
    }
}
