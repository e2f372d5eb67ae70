using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>A table of data beside a script.</summary>
/// <param name="File">Its name without folder, e.g. <c>factors.csv</c>.</param>
/// <param name="Place">The file.</param>
/// <param name="Text">Its content.</param>
public sealed record ScriptTable(string File, SourcePlace Place, string Text);

/// <summary>A library of functions that expressions can call, as it stands in its file.</summary>
/// <param name="Name">What expressions call it by.</param>
/// <param name="Place">The file.</param>
/// <param name="Text">C# as it stands in the file.</param>
/// <param name="Tables">The data files of the library, in ordinal order of their names.</param>
public sealed record ScriptLibrary(string Name, SourcePlace Place, string Text, ImmutableArray<ScriptTable> Tables)
{
    /// <summary>Two libraries with the same content do the same.</summary>
    public bool HasContentOf(ScriptLibrary other) =>
        Name == other.Name && Text == other.Text && Tables.Select(t => (t.File, t.Text)).SequenceEqual(other.Tables.Select(t => (t.File, t.Text)));
}
