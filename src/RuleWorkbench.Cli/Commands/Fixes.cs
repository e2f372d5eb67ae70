using System.Collections.Immutable;
using System.Text;
using DiffPlex.Renderer;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The fixes of some findings, made or shown together.</summary>
/// <param name="Files">File as messages name it, its text before and after.</param>
internal sealed record Fixes(string Root, int Count, ImmutableArray<(string File, string Before, string After)> Files)
{
    public static Fixes Of(ImmutableArray<Diagnostic> found, string root)
    {
        var fixes = TextEdits.Compatible(found.Select(d => d.Repair).OfType<Fix>().DistinctBy(f => string.Join('|', f.Edits)));
        var files = fixes.SelectMany(f => f.Edits).GroupBy(e => e.File).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Before: SourceFile.Read(Path.Combine(root, g.Key), g.Key).Value!.Text, g)).Select(f => (f.Key, f.Before, TextEdits.Apply(f.Before, f.g)));
        return new Fixes(root, fixes.Count, [.. files]);
    }

    /// <summary>Such as <c>3 mended in 2 files.</c></summary>
    public string Summary(string what) => Count == 0 ? "Nothing can be mended without a person." : $"{Count} {what} in {Files.Length} {(Files.Length == 1 ? "file" : "files")}.";

    /// <summary>A unified diff.</summary>
    public string Diff() => string.Concat(Files.Select(f => UnidiffRenderer.GenerateUnidiff(f.Before, f.After, $"a/{f.File}", $"b/{f.File}")));

    /// <summary>Writes each file as a whole, its byte order mark kept.</summary>
    public void Write()
    {
        foreach (var (file, _, after) in Files)
        {
            var path = Path.Combine(Root, file);
            var hasMark = File.ReadAllBytes(path).AsSpan().StartsWith(Encoding.UTF8.Preamble);
            AtomicFile.Replace(path, [.. hasMark ? Encoding.UTF8.GetPreamble() : [], .. new UTF8Encoding(false).GetBytes(after)]);
        }
    }
}
