namespace RuleWorkbench.Model;

/// <summary>An expression as it stands in a file.</summary>
/// <param name="Text">The expression, JSON escapes resolved.</param>
/// <param name="Place">Place of the string's opening quote.</param>
/// <param name="Raw">The characters between the quotes as they stand in the file, escapes and all.</param>
public sealed record ExpressionText(string Text, SourcePlace Place, string Raw)
{
    /// <summary>The place of the character at <paramref name="index"/> of <see cref="Text"/> in the file.</summary>
    public SourcePlace PlaceAt(int index) => Place with { Column = Place.Column + 1 + RawIndexOf(index) };

    /// <summary>Where in <see cref="Raw"/> the character at <paramref name="index"/> of <see cref="Text"/> begins.</summary>
    public int RawIndexOf(int index)
    {
        var raw = 0;
        for (var i = 0; i < index && raw < Raw.Length; i++)
            raw += Raw[raw] != '\\' ? 1 : raw + 1 < Raw.Length && Raw[raw + 1] == 'u' ? 6 : 2;
        return Math.Min(raw, Raw.Length);
    }

    public bool Equals(ExpressionText? other) => other is not null && other.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
