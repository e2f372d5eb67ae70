using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Merging;

/// <summary>Merges two versions of a pathway's file that come from one: rules, parameters, policy values, facts and cases
/// by what they are called.</summary>
public static class FileMerger
{
    /// <summary>More than this of a value is not told.</summary>
    private const int MostCharacters = 160;

    /// <param name="root">The folder of our file.</param>
    /// <param name="ours">Our file, which gets their changes; relative to the folder.</param>
    /// <param name="before">Path of the file that both sides began with; an empty one where both added theirs.</param>
    /// <param name="theirs">Path of their file.</param>
    /// <param name="shown">How the file is named in messages.</param>
    public static Merged Merge(string root, string ours, string before, string theirs, string shown)
    {
        var own = DocumentSet.Load(root, [ours]);
        var (was, their) = (Read(before, $"{shown} (base)"), Read(theirs, $"{shown} (theirs)"));
        return own.Value is null ? new Merged(null, [], [.. was.Diagnostics, .. own.Diagnostics, .. their.Diagnostics]) : Merge(own.Value, ours, was, their, shown);
    }

    /// <summary>The same of what is in memory.</summary>
    /// <param name="own">Files of which one is ours.</param>
    /// <param name="was">What both sides began with.</param>
    public static Merged Merge(DocumentSet own, string ours, Loaded<JsonFile> was, Loaded<JsonFile> their, string shown)
    {
        var mine = own.Find(ours) is not { } document ? new(null, []) : Marked(document.Source) is { } marked ? new(null, [marked]) : document.Json;
        ImmutableArray<Diagnostic> errors = [.. was.Diagnostics, .. mine.Diagnostics.Select(d => d with { Place = d.Place with { File = shown } }), .. their.Diagnostics];
        if (was.Value is null || mine.Value is null || their.Value is null)
            return new Merged(null, [], errors);
        var merge = new JsonMerge(ours, own, their.Value);
        merge.Merge(was.Value.Root);
        var merged = merge.Documents.Find(ours)!;
        var fresh = FileShape.Errors(merged.Source).Except(FileShape.Errors(mine.Value.Source)).Except(FileShape.Errors(their.Value.Source)).ToList();
        if (fresh.Count > 0)
        {
            // Each side was sound by itself, so neither is written over the other.
            return new Merged(null, [.. fresh.Select(m => Conflict($"Together the two sides make a file that is not sound: {m}", new SourcePlace(shown)))], []);
        }

        return new Merged(merge.Documents, [.. merge.Conflicts.Select(c => Conflict(
            $"Both sides changed {c.What}. Ours, which stays: {Short(c.Ours)}. Theirs: {Short(c.Theirs)}.",
            merged.Json.Value!.PlaceOf(c.Path.Nearest(merged.Json.Value.Root)) with { File = shown }))], []);
    }

    private static Diagnostic Conflict(string message, SourcePlace place) =>
        Diagnostic.Error(DiagnosticIds.MergeConflict, message, place, "Decide, edit the file, check it, then `git add` it.");

    private static Loaded<JsonFile> Read(string path, string shown)
    {
        // What git gives for the base of a file that both sides added.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            return JsonFile.Parse(SourceFile.Of(shown, "{}", hasByteOrderMark: false));
        var source = SourceFile.Read(path, shown);
        return source.Value is null ? new(null, source.Diagnostics) : Marked(source.Value) is { } marked ? new(null, [marked]) : JsonFile.Parse(source.Value);
    }

    /// <summary>What is wrong with a file that still holds the marks of an earlier merge.</summary>
    private static Diagnostic? Marked(SourceFile source) => source.MergeMark is { } place
        ? Diagnostic.Error(DiagnosticIds.MergeConflict, "The file holds the marks of an earlier merge that was not finished.", place, "Resolve that one first, and commit it.")
        : null;

    private static string Short(string? json) => json is null ? "removed" : json.Length <= MostCharacters ? json : json[..MostCharacters] + "…";
}
