using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Scripting;

/// <summary>The libraries that this process has checked last, by the hash of all that their meaning depends on: who edits one
/// library does not wait for the others.</summary>
internal static class CheckedLibraries
{
    /// <summary>More than the pathways that one works on have.</summary>
    private const int Most = 64;

    private static readonly Lock Gate = new();

    private static readonly Dictionary<string, CheckedLibrary> Known = [];

    public static CheckedLibrary? Find(string key)
    {
        lock (Gate)
            return Known.GetValueOrDefault(key);
    }

    public static void Keep(string key, CheckedLibrary library)
    {
        lock (Gate)
        {
            if (Known.Count >= Most)
                Known.Clear();
            Known[key] = library;
        }
    }

    /// <summary>The key of a library: its own text and that of all libraries that it could use, with the rest of what they are
    /// compiled with. Who uses a library names it: <see cref="ScriptGate"/> lets in no function that reads as a member of its first
    /// argument, and nothing that is imported for others.</summary>
    /// <param name="libraries">All libraries of the pathway, as static classes with their tables.</param>
    public static string KeyOf(SyntaxTree library, IReadOnlyList<SyntaxTree> libraries, IEnumerable<string> rest)
    {
        var used = new List<SyntaxTree> { library };
        for (var at = 0; at < used.Count; at++)
        {
            var names = used[at].GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).ToHashSet();
            used.AddRange(libraries.Where(l => !used.Contains(l) && names.Contains(ClassOf(l).Identifier.ValueText)));
        }

        return DiskCache.KeyOf(used.SelectMany(l => new[] { l.FilePath, l.ToString() }).Concat(rest));
    }

    private static ClassDeclarationSyntax ClassOf(SyntaxTree library) => library.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First();
}
