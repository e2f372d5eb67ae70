using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>What functions of script libraries do, as texts that comments, layout and the order in a file leave alone: the
/// tokens of each function and of all that it can reach by name, with the rows of tables.</summary>
public static class FunctionMeaning
{
    private const string Always = "";

    /// <summary>The members that some functions reach, as <c>Library.Member</c>, and their texts.</summary>
    /// <param name="roots">The functions that expressions call, as <c>Library.Function</c>.</param>
    public static ImmutableSortedDictionary<string, string> Read(ImmutableArray<ScriptLibrary> libraries, IEnumerable<string> roots)
    {
        var members = libraries.ToDictionary(l => l.Name, Members);
        var reached = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var open = new Queue<(string Library, string Name)>(roots.Select(r => r.Split('.', 2)).Where(r => r.Length == 2).Select(r => (r[0], r[1])));
        while (open.TryDequeue(out var next))
        {
            if (!members.TryGetValue(next.Library, out var library) || !library.Contains(next.Name) || !reached.TryAdd($"{next.Library}.{next.Name}", ""))
                continue;
            var own = library[next.Name].ToList();
            reached[$"{next.Library}.{next.Name}"] = string.Join('\n', own.Select(m => m.Text).Order(StringComparer.Ordinal));
            open.Enqueue((next.Library, Always));

            // A name can mean a member of its own library, or of another one that is named too.
            var names = own.SelectMany(m => m.Names).ToHashSet();
            foreach (var name in names)
            {
                open.Enqueue((next.Library, name));
                foreach (var other in names.Where(n => n != next.Library && members.ContainsKey(n)))
                    open.Enqueue((other, name));
            }
        }

        return reached.ToImmutable();
    }

    private static ILookup<string, Member> Members(ScriptLibrary library)
    {
        var script = CSharpSyntaxTree.ParseText(library.Text, new CSharpParseOptions(kind: SourceCodeKind.Script, documentationMode: DocumentationMode.Parse)).GetCompilationUnitRoot();
        var usings = script.Usings.Select(u => (Always, new Member(Tokens(u), Names(u))));
        return script.Members.SelectMany(m => NamesOf(m).Select(n => (n, Of(m, library)))).Concat(usings).ToLookup(m => m.Item1, m => m.Item2);
    }

    private static Member Of(MemberDeclarationSyntax member, ScriptLibrary library)
    {
        var text = Tokens(member);

        // A comment that makes a call with a missing argument known is no comment.
        if (LibraryComments.Missing(member) is not null)
            text += "\nhandles missing arguments";
        if (LibraryComments.Table(member) is { } file && library.Tables.FirstOrDefault(t => t.File == file) is { } table)
            text += "\n" + string.Join('\n', CsvText.Read(table, ImmutableArray.CreateBuilder<Model.Diagnostic>()).Select(r => string.Join('\t', r.Select(c => c.Text))));
        return new Member(text, Names(member));
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        _ => [Always],
    };

    /// <summary>The tokens; their lengths keep a text in quotes from passing for several.</summary>
    private static string Tokens(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var token in node.DescendantTokens())
            text.Append(token.Text.Length).Append(':').Append(token.Text);
        return text.ToString();
    }

    private static ImmutableHashSet<string> Names(SyntaxNode node) =>
        [.. node.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)];

    private sealed record Member(string Text, ImmutableHashSet<string> Names);
}
