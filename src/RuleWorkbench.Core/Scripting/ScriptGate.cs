using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Scripting;

/// <summary>What a script may be made of. Its text is looked at before it is parsed, its syntax before it is bound, and what
/// its names mean before it is compiled; <see cref="ImageGate"/> looks at the compiled assembly. What is not allowed is
/// refused.</summary>
public static partial class ScriptGate
{
    /// <summary>More than a library that people read has.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>Deepest nesting of brackets: the compiler recurses.</summary>
    public const int MostBrackets = 100;

    /// <summary>Deepest nesting of anything else.</summary>
    private const int MostLevels = 600;

    /// <summary>Longest text in quotes: the compiler joins constants before anything runs.</summary>
    private const int LongestLiteral = 4_000;

    private const int MostSums = 5_000;

    /// <summary>The parser recurses at types in types, as in <c>List&lt;List&lt;…</c>, without looking at its stack.</summary>
    private const int MostAngles = 2_000;

    /// <summary>The parser tries each of them as the beginning of type arguments, up to the end of the statement.</summary>
    private const int MostAnglesInStatement = 300;

    /// <summary>The parser recurses at directives such as <c>#if !!!…</c>, before anybody can refuse them.</summary>
    private const int LongestDirective = 500;

    private const int MostDirectives = 200;

    /// <summary>The parser recurses at <c>a?.b?.c</c>.</summary>
    private const int MostQuestionsInStatement = 500;

    /// <summary>The parser recurses at the parts of a name in <c>cref</c>, which may stand anywhere in a comment.</summary>
    private const int MostDotsBesideReferences = 5_000;

    /// <summary>The parser begins anew at each.</summary>
    private const int MostDoubleColons = 100;

    /// <summary>What the compiler makes of a query doubles with each clause.</summary>
    private const int MostClauses = 12;

    /// <summary>More than a library that people read has.</summary>
    private const int MostFunctions = 500;

    /// <summary>The compiler tries each overload of a call for each overload of the call around it; <c>Sum</c> has ten.</summary>
    private const int MostNestedLambdas = 3;

    /// <summary>Local functions of a function: the compiler looks at each again for each of them.</summary>
    private const int MostLocalFunctions = 50;

    /// <summary>Functions without a name that a function, or a library, may have.</summary>
    private const int MostLambdas = 40;

    private const int MostLambdasOfLibrary = 400;

    private const int MostLambdasInStatement = 20;

    /// <summary>Functions that stand in as many others as they may.</summary>
    private const int MostInnermost = 5;

    /// <summary>The compiler weighs each pattern of a choice against all others.</summary>
    private const int MostPatterns = 100;

    private const int MostHoles = 100;

    private const int MostMembers = 100;

    /// <summary>The compiler writes a dozen functions for each.</summary>
    private const int MostRecords = 100;

    /// <summary>The compiler tries each overload for each function that is handed to it, inside one another.</summary>
    private const int MostOverloads = 3;

    private const int MostNodes = 8_000;

    private static readonly ImmutableHashSet<SyntaxKind> DeniedTokens =
    [
        SyntaxKind.UnsafeKeyword, SyntaxKind.ExternKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.LockKeyword, SyntaxKind.GotoKeyword,
        SyntaxKind.StackAllocKeyword, SyntaxKind.FixedKeyword, SyntaxKind.TypeOfKeyword, SyntaxKind.MakeRefKeyword, SyntaxKind.RefTypeKeyword,
        SyntaxKind.RefValueKeyword, SyntaxKind.ArgListKeyword, SyntaxKind.VolatileKeyword, SyntaxKind.PartialKeyword, SyntaxKind.FinallyKeyword,
        SyntaxKind.TryKeyword, SyntaxKind.CatchKeyword, SyntaxKind.YieldKeyword, SyntaxKind.RefKeyword, SyntaxKind.ImplicitKeyword, SyntaxKind.ExplicitKeyword,
        SyntaxKind.OverrideKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.EventKeyword, SyntaxKind.UncheckedKeyword,
        SyntaxKind.Utf8StringLiteralToken, SyntaxKind.Utf8SingleLineRawStringLiteralToken, SyntaxKind.Utf8MultiLineRawStringLiteralToken, SyntaxKind.ScopedKeyword,
    ];

    /// <summary>What is wrong with the text; then it is not parsed.</summary>
    public static Diagnostic? CheckText(ScriptLibrary library)
    {
        var file = new SourceFile(library.Place.File, library.Text, "");
        if (library.Text.Length > MostCharacters)
            return Refuse(DiagnosticIds.ScriptShape, $"The script has {library.Text.Length} characters; at most {MostCharacters} are allowed.", library.Place, "Split it into several libraries.");
        var depth = 0;
        var sums = 0;
        var angles = 0;
        var anglesHere = 0;
        var directives = 0;
        for (var i = 0; i < library.Text.Length; i++)
        {
            var c = library.Text[i];
            depth = Math.Max(0, depth + c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 });
            if (depth > MostBrackets)
                return Refuse(DiagnosticIds.ScriptShape, $"Brackets nest more than {MostBrackets} levels deep.", LibraryText.AuthorsPlace(file, i), "Split it into several functions.");
            anglesHere = c is ';' or '{' or '}' ? 0 : c == '<' ? anglesHere + 1 : anglesHere;
            if (c == '<' && (++angles > MostAngles || anglesHere > MostAnglesInStatement))
                return Refuse(DiagnosticIds.ScriptShape, $"There are more than {MostAngles} signs `<`, or {MostAnglesInStatement} in a statement.", LibraryText.AuthorsPlace(file, i), "Split it into several libraries or statements.");
            if (c == '#' && (++directives > MostDirectives || LineFrom(library.Text, i) > LongestDirective))
                return Refuse(DiagnosticIds.ScriptShape, $"There are more than {MostDirectives} signs `#`, or {LongestDirective} characters behind one.", LibraryText.AuthorsPlace(file, i), "Put the data into a table.");
            if (c == '+' && ++sums > MostSums)
                return Refuse(DiagnosticIds.ScriptShape, $"There are more than {MostSums} signs `+`.", LibraryText.AuthorsPlace(file, i), "Put the data into a table.");
            if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C')
                return Refuse(DiagnosticIds.ScriptNotAllowed, "There is a character here that changes the direction of writing, so that people read something else than the compiler.", LibraryText.AuthorsPlace(file, i), "Remove it.");
        }

        if (Unparsable(library.Text) is { } unparsable)
            return Refuse(DiagnosticIds.ScriptShape, unparsable.Message, LibraryText.AuthorsPlace(file, unparsable.At), unparsable.Fix);
        return NestedTexts.Find(library.Text) is { } nested
            ? Refuse(DiagnosticIds.ScriptShape, $"More than {NestedTexts.MostLevels} texts with `{{ }}` stand inside one another.", LibraryText.AuthorsPlace(file, nested), "Put the inner ones into variables.")
            : null;
    }

    /// <summary>A library is functions, constants, tables, records and enums.</summary>
    public static IEnumerable<Diagnostic> CheckSyntax(CompilationUnitSyntax script, SourceFile file)
    {
        Diagnostic At(string id, SyntaxNodeOrToken at, string message, string? fix) => Refuse(id, message, LibraryText.AuthorsPlace(file, at.SpanStart), fix);
        if (TooDeep(script) is { } deep)
        {
            yield return At(DiagnosticIds.ScriptShape, deep, $"This nests more than {MostLevels} levels deep.", "Split it into several functions.");
            yield break;
        }

        foreach (var trivia in script.DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.IsDirective && !trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) && !trivia.IsKind(SyntaxKind.EndRegionDirectiveTrivia))
                yield return Refuse(DiagnosticIds.ScriptNotAllowed, "A script has no directives.", LibraryText.AuthorsPlace(file, trivia.SpanStart), "Remove it. Libraries that expressions can use are listed under `scripts` in pathway.json.");
        }

        if (script.DescendantNodes().Where(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax).ElementAtOrDefault(MostFunctions) is { } many)
            yield return At(DiagnosticIds.ScriptShape, many, $"A library has at most {MostFunctions} functions.", "Split it into several libraries.");
        if (script.DescendantNodes().Where(n => n is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax && FunctionsAround(n) == MostNestedLambdas - 1).ElementAtOrDefault(MostInnermost) is { } innermost)
            yield return At(DiagnosticIds.ScriptShape, innermost, $"More than {MostInnermost} functions stand inside {MostNestedLambdas - 1} others.", "Name some of them.");
        if (script.DescendantNodes().Where(n => n is RecordDeclarationSyntax).ElementAtOrDefault(MostRecords) is { } record)
            yield return At(DiagnosticIds.ScriptShape, record, $"A library has at most {MostRecords} records.", "Split it into several libraries.");
        if (script.DescendantNodes().OfType<MethodDeclarationSyntax>().GroupBy(m => m.Identifier.ValueText).FirstOrDefault(g => g.Count() > MostOverloads && g.Any(TakesFunction)) is { } overloads)
            yield return At(DiagnosticIds.ScriptShape, overloads.Last(), $"`{overloads.Key}` takes functions; at most {MostOverloads} of one name do.", "Choose other names.");
        if (script.DescendantNodes().Where(n => n is AnonymousFunctionExpressionSyntax).ElementAtOrDefault(MostLambdasOfLibrary) is { } lambda)
            yield return At(DiagnosticIds.ScriptShape, lambda, $"A library has at most {MostLambdasOfLibrary} functions without a name.", "Split it into several libraries.");
        if (script.DescendantNodes().Where(n => n is AnonymousFunctionExpressionSyntax).GroupBy(StatementOf).FirstOrDefault(g => g.Count() > MostLambdasInStatement) is { } lambdas)
            yield return At(DiagnosticIds.ScriptShape, lambdas.Last(), $"More than {MostLambdasInStatement} functions without a name stand in one statement.", "Split it into several statements.");
        foreach (var member in script.Members)
        {
            if (member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.ConstKeyword) && LibraryComments.Table(field) is null)
                yield return At(DiagnosticIds.ScriptShape, field, "A library holds no variables: a function would give one thing now and another later.", "Make it `const`, or a variable of a function; a table is declared with `/// <table>file.csv</table>`.");
            else if (member is GlobalStatementSyntax or PropertyDeclarationSyntax or EventFieldDeclarationSyntax or EventDeclarationSyntax or IndexerDeclarationSyntax)
                yield return At(DiagnosticIds.ScriptShape, member, "A library holds functions, constants, tables, records and enums, and nothing else.", "Put this into a function.");
            else if (member is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: (int)SyntaxKind.StructKeyword })
                yield return At(DiagnosticIds.ScriptShape, member, "A library holds functions, constants, tables, records and enums, and nothing else.", "Make it a record.");
        }

        foreach (var node in script.DescendantNodesAndTokens())
        {
            if ((node.IsToken ? OfToken(node.AsToken()) : OfNode(node.AsNode()!)) is { } refused)
                yield return At(refused.Id, node, refused.Message, refused.Fix);
        }
    }

    private static int LineFrom(string text, int at) => text.AsSpan(at).IndexOfAny(['\n', '\r', '\u0085', '\u2028', '\u2029']) is >= 0 and var length ? length : text.Length - at;

    /// <summary>What makes the parser itself run on or recurse, though no script needs much of it.</summary>
    private static (int At, string Message, string Fix)? Unparsable(string text)
    {
        var (questions, dots, colons) = (0, 0, 0);
        var refers = text.Contains("cref", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            questions = text[i] is ';' or '{' or '}' ? 0 : text[i] == '?' ? questions + 1 : questions;
            dots += text[i] == '.' ? 1 : 0;
            colons += text[i] == ':' && i > 0 && text[i - 1] == ':' ? 1 : 0;
            if (questions > MostQuestionsInStatement)
                return (i, $"There are more than {MostQuestionsInStatement} signs `?` in a statement.", "Split it into several statements.");
            if (refers && dots > MostDotsBesideReferences)
                return (i, $"There are more than {MostDotsBesideReferences} dots, and a `cref`.", "Write names in comments as `<c>…</c>`.");
            if (colons > MostDoubleColons)
                return (i, $"There are more than {MostDoubleColons} signs `::`.", "A script needs none.");
        }

        return null;
    }

    private static int FunctionsAround(SyntaxNode node) => node.Ancestors().Count(n => n is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax);

    private static SyntaxNode StatementOf(SyntaxNode node) => node.Ancestors().First(a => a is (StatementSyntax and not BlockSyntax) or MemberDeclarationSyntax);

    private static bool TakesFunction(MethodDeclarationSyntax method) =>
        method.ParameterList.DescendantNodes().Any(n => n is SimpleNameSyntax { Identifier.ValueText: "Func" or "Action" or "Predicate" or "Comparison" });

    private static SyntaxNode? TooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > MostLevels)
                return next.Node;
            foreach (var child in next.Node.ChildNodes())
                open.Push((child, next.Depth + 1));
        }

        return null;
    }

    private static (string Id, string Message, string? Fix)? OfToken(SyntaxToken token)
    {
        if (DeniedTokens.Contains(token.Kind()))
            return (DiagnosticIds.ScriptNotAllowed, $"`{token}` is not allowed in a script.", token.RawKind is (int)SyntaxKind.TryKeyword or (int)SyntaxKind.CatchKeyword ? "Ask first, as with `TryParse` or `Count > 0`; a call that fails makes its rule an error." : null);
        if (token.IsKind(SyntaxKind.IdentifierToken) && (token.ValueText.StartsWith("__", StringComparison.Ordinal) || token.Text.Contains('\\', StringComparison.Ordinal)))
            return (DiagnosticIds.ScriptNotAllowed, "A name cannot begin with `__`, nor be written with escapes.", "Choose another name.");
        return token.Value is string { Length: > LongestLiteral } ? (DiagnosticIds.ScriptShape, $"A text in quotes has at most {LongestLiteral} characters.", "Put it into a table.") : null;
    }

    private static (string Id, string Message, string? Fix)? OfNode(SyntaxNode node) => node switch
    {
        AttributeListSyntax or DestructorDeclarationSyntax or ConstructorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or AliasQualifiedNameSyntax
            or PointerTypeSyntax or FunctionPointerTypeSyntax or RefTypeSyntax or UsingStatementSyntax or LabeledStatementSyntax or ExternAliasDirectiveSyntax or PrimaryConstructorBaseTypeSyntax
            or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingDirectiveSyntax { Alias: not null } or UsingDirectiveSyntax { StaticKeyword.RawKind: not 0 } or UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 } =>
            (DiagnosticIds.ScriptNotAllowed, "This is not allowed in a script.", "A library holds functions, constants, tables, records and enums."),
        TypeParameterListSyntax => (DiagnosticIds.ScriptShape, "A script declares nothing with type parameters.", "Name the type."),
        MemberDeclarationSyntax { Parent: RecordDeclarationSyntax } inner when inner is not (MethodDeclarationSyntax or PropertyDeclarationSyntax) || (inner.Modifiers.Any(SyntaxKind.StaticKeyword) && inner is not MethodDeclarationSyntax) =>
            (DiagnosticIds.ScriptShape, "A record holds no static state, and no fields.", "Make it a constant of the library, or a property."),
        PropertyDeclarationSyntax { Initializer: not null } => (DiagnosticIds.ScriptShape, "A property of a record has no initial value.", "Give the value where the record is made."),
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.SetAccessorDeclaration } or AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.InitAccessorDeclaration, Body: not null }
            or AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.InitAccessorDeclaration, ExpressionBody: not null } => (DiagnosticIds.ScriptShape, "A record is not changed once it is made.", "Use `{ get; init; }`, and `with` for a changed copy."),
        BaseListSyntax { Parent: RecordDeclarationSyntax } => (DiagnosticIds.ScriptShape, "A record builds upon no other type.", "Put the one into the other as a property."),
        ParameterSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ThisKeyword) || modifiers.Any(SyntaxKind.InKeyword) => (DiagnosticIds.ScriptShape, "An argument has no `this` and no `in`.", "Leave it out."),
        SlicePatternSyntax { Pattern: not null } => (DiagnosticIds.ScriptShape, "A part of a list is not taken by a pattern.", "Use `Skip`, `Take`, or a range as in `[1..]`."),
        InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax } => (DiagnosticIds.ScriptNotAllowed, "What an object holds is not filled in place: it may belong to the case.", "Make the list first, and hand it to the object."),
        AssignmentExpressionSyntax { Left: var target } when target.DescendantNodesAndSelf().Any(n => n is ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax or ElementBindingExpressionSyntax) =>
            (DiagnosticIds.ScriptShape, "Nothing is assigned behind `?.` or `?[`.", "Ask whether it is there with `if`."),
        RecordDeclarationSyntax record when record.DescendantNodes().Count(n => n is ParameterSyntax or MemberDeclarationSyntax) > MostMembers => (DiagnosticIds.ScriptShape, $"A record has at most {MostMembers} members.", "Make several of it."),
        ArrayRankSpecifierSyntax { Rank: > 1 } => (DiagnosticIds.ScriptShape, "An array has one dimension.", "Make it an array of arrays."),
        InterpolationAlignmentClauseSyntax { Value: not LiteralExpressionSyntax { Token.Value: int and >= 0 and <= 200 } and not PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax { Token.Value: int and >= 0 and <= 200 } } } =>
            (DiagnosticIds.ScriptShape, "A width is a number up to 200.", null),
        InterpolationFormatClauseSyntax { FormatStringToken.ValueText: var format } when format.Length > 40 || ManyDigits().IsMatch(format) => (DiagnosticIds.ScriptShape, "A format has at most 40 characters and asks for at most 99 digits.", null),
        QueryExpressionSyntax query when query.DescendantNodes().Count(n => n is QueryClauseSyntax) > MostClauses => (DiagnosticIds.ScriptShape, $"A query has at most {MostClauses} clauses.", "Split it, or call the methods of LINQ."),
        InterpolationFormatClauseSyntax { FormatStringToken.ValueText: var dates } when dates.IndexOfAny(['z', 'K']) >= 0 => (DiagnosticIds.ScriptShape, "A format with `z` or `K` depends on the time zone of the machine.", "Leave it out."),
        InterpolatedStringExpressionSyntax text when text.Contents.Count > MostHoles => (DiagnosticIds.ScriptShape, $"A text has at most {MostHoles} parts.", "Make several of it."),
        AnonymousFunctionExpressionSyntax or QueryExpressionSyntax when FunctionsAround(node) >= MostNestedLambdas => (DiagnosticIds.ScriptShape, $"More than {MostNestedLambdas} functions stand inside one another.", "Name the inner ones."),
        SwitchExpressionSyntax or SwitchStatementSyntax or IsPatternExpressionSyntax when Patterns(node) > MostPatterns => (DiagnosticIds.ScriptShape, $"A choice has at most {MostPatterns} patterns that are more than a constant.", "Use a table, or nested choices."),
        VariableDeclaratorSyntax { Initializer.Value: not LiteralExpressionSyntax, Parent: VariableDeclarationSyntax { Type: not PredefinedTypeSyntax { Keyword.RawKind: not (int)SyntaxKind.StringKeyword and not (int)SyntaxKind.ObjectKeyword } } declaration }
            when declaration.Parent is BaseFieldDeclarationSyntax { Modifiers: var field } && field.Any(SyntaxKind.ConstKeyword) || (declaration.Parent is LocalDeclarationStatementSyntax { IsConst: true }) =>
            (DiagnosticIds.ScriptShape, "A constant text is written in one piece.", "Write it in quotes."),
        BaseMethodDeclarationSyntax or PropertyDeclarationSyntax when NestedValues.AreTooMany(node) => (DiagnosticIds.ScriptShape, "Tuples and objects without a name could hold one another too many times here.", "Make records of them, or split the function."),
        BaseMethodDeclarationSyntax method when method.DescendantNodes().Count(n => n is LocalFunctionStatementSyntax) > MostLocalFunctions || method.DescendantNodes().Count(n => n is AnonymousFunctionExpressionSyntax) > MostLambdas =>
            (DiagnosticIds.ScriptShape, $"A function holds at most {MostLocalFunctions} local functions, and {MostLambdas} without a name.", "Make them functions of the library."),
        BaseMethodDeclarationSyntax method when method.DescendantNodes().Count() > MostNodes => (DiagnosticIds.ScriptShape, "The function is too long.", "Split it into several functions."),
        _ => null,
    };

    /// <summary>How many patterns of a choice are more than a constant.</summary>
    private static int Patterns(SyntaxNode choice) => choice.DescendantNodes().Count(n => n is PatternSyntax and not (ConstantPatternSyntax or DiscardPatternSyntax or ParenthesizedPatternSyntax));

    private static Diagnostic Refuse(string id, string message, SourcePlace place, string? fix) => Diagnostic.Error(id, message, place, fix);

    [System.Text.RegularExpressions.GeneratedRegex("[0-9]{3}")]
    private static partial System.Text.RegularExpressions.Regex ManyDigits();
}
