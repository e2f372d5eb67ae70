using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>A script as a static class: the author's text with a few words put in between, so that every place in it can
/// be told in the author's file.</summary>
internal sealed class LibraryText
{
    private readonly List<(int At, string Text)> insertions = [];
    private readonly SourceFile source;

    /// <param name="script">The script as it was parsed.</param>
    /// <param name="initializers">What the host puts behind fields that stand for tables: C# without the equals sign.</param>
    public LibraryText(ScriptLibrary library, CompilationUnitSyntax script, IReadOnlyDictionary<FieldDeclarationSyntax, string> initializers)
    {
        source = new SourceFile(library.Place.File, library.Text, "");
        Insert(script.Usings.LastOrDefault()?.FullSpan.End ?? 0, $"public static class {library.Name} {{ ");
        foreach (var member in script.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax method:
                    var modifiers = method.Modifiers.Any(IsAccess) ? "static " : "public static ";
                    if (!method.Modifiers.Any(SyntaxKind.StaticKeyword))
                        Insert(method.Modifiers.FirstOrDefault(IsAccess) is { RawKind: not 0 } access ? access.FullSpan.End : method.Modifiers.FirstOrDefault(method.ReturnType.GetFirstToken()).SpanStart, modifiers);
                    else if (!method.Modifiers.Any(IsAccess))
                        Insert(method.Modifiers[0].SpanStart, "public ");
                    break;
                case FieldDeclarationSyntax field when initializers.TryGetValue(field, out var initializer):
                    Insert(field.SemicolonToken.SpanStart, " = " + initializer);
                    break;
                case BaseTypeDeclarationSyntax type when !type.Modifiers.Any(IsAccess):
                    Insert(type.Modifiers.FirstOrDefault(type.GetFirstToken()).SpanStart, "public ");
                    break;
            }
        }

        Insert(library.Text.Length, "\n}");
        Text = Build();
    }

    /// <summary>C# of a file with one static class.</summary>
    public string Text { get; }

    /// <summary>The place in the author's file of a position in <see cref="Text"/>.</summary>
    public SourcePlace PlaceAt(int position)
    {
        var inserted = 0;
        foreach (var (at, text) in insertions)
        {
            if (at + inserted + text.Length > position)
                return AuthorsPlace(source, Math.Min(position - inserted, at));
            inserted += text.Length;
        }

        return AuthorsPlace(source, position - inserted);
    }

    /// <summary>The place of a position in the author's text.</summary>
    public static SourcePlace AuthorsPlace(SourceFile source, int position)
    {
        var (line, column) = source.At(Math.Clamp(position, 0, source.Text.Length));
        return new SourcePlace(source.DisplayPath, line, column);
    }

    private static bool IsAccess(SyntaxToken token) =>
        token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword;

    private void Insert(int at, string text) => insertions.Add((at, text));

    private string Build()
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var (at, inserted) in insertions)
        {
            text.Append(source.Text, from, at - from).Append(inserted);
            from = at;
        }

        return text.Append(source.Text, from, source.Text.Length - from).ToString();
    }
}
