using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>A file that is being edited; immutable.</summary>
public sealed class Document
{
    private readonly Lazy<Loaded<JsonFile>> json;

    /// <param name="loadedFrom">The file on disk that it was read from, as messages show it; null for a new one.</param>
    private Document(SourceFile source, string? loadedFrom)
    {
        Source = source;
        LoadedFrom = loadedFrom;
        json = new(() => JsonFile.Parse(source));
    }

    public SourceFile Source { get; }

    /// <summary>The file on disk whose permissions it keeps; null for a new one.</summary>
    public string? LoadedFrom { get; }

    /// <summary>Path as messages show it, relative to the workspace.</summary>
    public string File => Source.DisplayPath;

    public string Text => Source.Text;

    /// <summary>The tree of the text, or what is wrong with it; parsed once.</summary>
    public Loaded<JsonFile> Json => json.Value;

    public static Document Of(SourceFile source) => new(source, source.DisplayPath);

    public static Document New(string file, string text) => new(SourceFile.Of(file, text, hasByteOrderMark: false), null);

    public Document WithText(string text) => new(SourceFile.Of(File, text, Source.HasByteOrderMark), LoadedFrom);

    /// <summary>The same text, with another file on disk whose permissions it keeps.</summary>
    internal Document LoadedAs(string? file) => new(Source, file);

    public Document At(string file) => new(SourceFile.Of(file, Text, Source.HasByteOrderMark), LoadedFrom);
}
