using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What can be done at once about what the compiler and the gate say of a script.</summary>
internal static partial class ScriptFixes
{
    /// <param name="token">Where the diagnostic stands in the text.</param>
    /// <param name="bound">What the names of this very text mean; null when that is not known yet.</param>
    public static ImmutableArray<QuickFix> Of(Diagnostic diagnostic, string text, int start, SyntaxToken token, ScriptBinding? bound)
    {
        var fix = Expected().Match(diagnostic.Message) is { Success: true } missing ? new QuickFix($"Write `{missing.Groups[1].Value}`", text.Insert(EndBefore(text, start), missing.Groups[1].Value))
            : Converted().Match(diagnostic.Message) is { Success: true } types ? Typed(text, token, types.Groups[2].Value, types.Groups[1].Value)
            : diagnostic.Message.Contains("CS8603", StringComparison.Ordinal) && ResultOf(token) is { } result ? Typed(text, token, result.ToString(), result + "?")
            : diagnostic.Fix?.Contains("`private`", StringComparison.Ordinal) == true && token.Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method ? new QuickFix("Make it `private`", text.Insert(method.SpanStart, "private "))
            : token.IsKind(SyntaxKind.IdentifierToken) && bound is not null ? Named(text, token, bound)
            : null;
        return fix is null ? [] : [fix];
    }

    /// <summary>The nearest name that can stand in the place of one that nobody knows.</summary>
    private static QuickFix? Named(string text, SyntaxToken token, ScriptBinding bound)
    {
        var known = token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent
            ? bound.MembersOf(access.Expression.ToString(), access.SpanStart).Select(m => m.Name).ToList()
            : [.. bound.NamesAt(token.SpanStart)];
        return !known.Contains(token.ValueText) && NearestName.Find(token.ValueText, known) is { } meant
            ? QuickFix.Naming(text, token.SpanStart, token.Span.Length, meant)
            : null;
    }

    /// <summary>Gives what is declared around a place the type that its value has.</summary>
    private static QuickFix? Typed(string text, SyntaxToken token, string from, string to)
    {
        var isNullable = to == from + "?";
        var declared = token.Parent?.FirstAncestorOrSelf<VariableDeclarationSyntax>() is { Parent: LocalDeclarationStatementSyntax } variable ? variable.Type : ResultOf(token);
        return isNullable && declared?.ToString() == from
            ? QuickFix.Replacing($"Make it `{to}`: the value may be missing", text, declared.SpanStart, declared.Span.Length, to)
            : null;
    }

    /// <summary>The type of the result of the function that a place returns from.</summary>
    private static TypeSyntax? ResultOf(SyntaxToken token) => token.Parent?.AncestorsAndSelf().FirstOrDefault(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax) switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        _ => null,
    };

    /// <summary>Where the text before a place ends, without blanks.</summary>
    private static int EndBefore(string text, int start)
    {
        while (start > 0 && char.IsWhiteSpace(text[start - 1]))
            start--;
        return start;
    }

    [GeneratedRegex(@"^([;)}\]]) expected")]
    private static partial Regex Expected();

    [GeneratedRegex("Cannot implicitly convert type `([^`]+)` to `([^`]+)`")]
    private static partial Regex Converted();
}
