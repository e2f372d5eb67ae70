using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Makes a library of two versions of it.</summary>
public static class LibraryMix
{
    /// <summary>The earlier version with some members, and tables, as the later one has them. What only one version has is there
    /// always: nothing of the other one names it.</summary>
    /// <param name="taken">Ids of what is taken from the later version (<see cref="LibraryMember.Id"/>), or the name of the library
    /// for all of it.</param>
    public static ScriptLibrary Of(ScriptLibrary before, ScriptLibrary after, IReadOnlySet<string> taken)
    {
        if (taken.Contains(after.Name) || before.HasContentOf(after))
            return after;
        var (old, now) = (Read(before), Read(after));
        if (old is null || now is null)
            return before;
        var (olds, news) = (Members(old), Members(now));
        var usings = old.Usings.Concat(now.Usings).Select(u => u.ToString()).Distinct();
        var members = Either(olds, news, name => taken.Contains($"{after.Name}.{name}"));
        var tables = Either(before.Tables.ToDictionary(t => t.File), after.Tables.ToDictionary(t => t.File), file => taken.Contains($"{after.Name}/{file}"));
        return after with
        {
            Text = string.Concat(usings.Select(u => u + "\n").Concat(members.Select(m => m + "\n"))),
            Tables = [.. tables.OrderBy(t => t.File, StringComparer.Ordinal)],
        };
    }

    /// <summary>Each of both under its name; where both have it, the later one if it is taken.</summary>
    private static IEnumerable<T> Either<T>(Dictionary<string, T> before, Dictionary<string, T> after, Func<string, bool> isTaken) =>
        after.Select(a => isTaken(a.Key) ? a.Value : before.GetValueOrDefault(a.Key, a.Value)).Concat(before.Where(b => !after.ContainsKey(b.Key)).Select(b => b.Value));

    /// <summary>The script, or null where it cannot be taken apart.</summary>
    private static CompilationUnitSyntax? Read(ScriptLibrary library)
    {
        var script = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(library.Text, ScriptCompiler.Parsing).GetRoot();
        return script.ContainsDiagnostics || script.Members.Any(m => LibraryMembers.Names(m).IsEmpty) ? null : script;
    }

    /// <summary>Members as they are written, comments included, since these can declare something; overloads are one.</summary>
    private static Dictionary<string, string> Members(CompilationUnitSyntax script) =>
        script.Members.GroupBy(m => LibraryMembers.Names(m)[0]).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(m => m.ToFullString())));
}
