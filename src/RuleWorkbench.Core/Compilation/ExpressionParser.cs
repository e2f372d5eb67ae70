using System.Collections.Immutable;
using System.Linq.Dynamic.Core.Exceptions;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using RulesEngine.ExpressionBuilders;
using RulesEngine.Models;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>Parses expressions with RulesEngine's own parser, so that a tree means what RulesEngine makes of it, and
/// turns what the parser has to say into located diagnostics in the user's words.</summary>
/// <param name="gate">Decides what an expression may do; what it refuses has no tree, and so runs nowhere.</param>
/// <param name="store">Trees that need not be parsed again.</param>
internal sealed partial class ExpressionParser(FactTypes facts, LoadedScripts scripts, ReSettings settings, ExpressionGate gate, StoredTrees? store)
{
    /// <summary>Longest expression in characters; a longer one is no expression that a person wrote.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>Deepest nesting of brackets: RulesEngine's parser recurses and would take the process with it (trap T5).</summary>
    public const int MostBrackets = 100;

    /// <summary>Deepest tree: whoever walks it recurses too, on whatever stack the caller has left.</summary>
    public const int MostLevels = 500;

    private const string EscapedCharacters = "\\abfnrtv\"";

    private readonly Lazy<RuleExpressionParser> parser = new(() => new(settings));

    /// <summary>The tree, or null with an error in <paramref name="diagnostics"/>.</summary>
    /// <param name="returnType">The type that the expression must have, or null for any.</param>
    public Expression? Parse(
        ExpressionText expression,
        ImmutableArray<ParameterExpression> scope,
        Type? returnType,
        ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (FindExcess(expression) is { } excess)
        {
            diagnostics.Add(excess);
            return null;
        }

        // Only trees that the gate lets pass are stored: one that it refuses was damaged, and says nothing of the expression.
        if (store?.Find(expression.Text, scope, returnType) is { } known && gate.Check(expression, known) is null)
            return known;
        try
        {
            var tree = TypeScan.While(() => parser.Value.Parse(expression.Text, [.. scope], returnType));
            if ((DepthVisitor.Exceeds(tree, MostLevels) ? TooDeep(MostLevels, expression.Place) : gate.Check(expression, tree)) is not { } refused)
            {
                store?.Add(expression.Text, scope, returnType, tree);
                return tree;
            }

            diagnostics.Add(refused);
        }
        catch (ParseException e)
        {
            diagnostics.Add(Explain(expression, e.Message, e.Position, scope));
        }
        catch (Exception e) when (IsParserError(e))
        {
            diagnostics.Add(Explain(expression, e.Message, 0, scope));
        }

        return null;
    }

    /// <summary>The trees of conditions that share a scope, in one call: the parser sets itself up anew at every call,
    /// which costs more than most conditions. Null when a condition is broken, or not whole by itself; then they are
    /// parsed one by one.</summary>
    public IReadOnlyList<Expression>? TryParseTogether(IReadOnlyList<ExpressionText> conditions, ImmutableArray<ParameterExpression> scope)
    {
        if (conditions.Count < 2 || conditions.Any(c => FindExcess(c) is not null || !IsWhole(c.Text)))
            return null;
        if (store is not null && conditions.Select(c => store.Find(c.Text, scope, typeof(bool))).ToList() is var known && !known.Contains(null))
            return conditions.Zip(known).All(c => gate.Check(c.First, c.Second!) is null) ? [.. known.OfType<Expression>()] : null;
        try
        {
            var tree = TypeScan.While(() => parser.Value.Parse(string.Join(" && ", conditions.Select(c => $"({c.Text})")), [.. scope], typeof(bool)));
            var trees = new Expression[conditions.Count];
            for (var i = trees.Length - 1; i > 0; i--)
            {
                if (tree is not BinaryExpression { NodeType: ExpressionType.AndAlso, Method: null } and || and.Type != typeof(bool))
                    return null;
                (tree, trees[i]) = (and.Left, and.Right);
            }

            trees[0] = tree;
            if (trees.Any(t => t.Type != typeof(bool) || DepthVisitor.Exceeds(t, MostLevels)) || conditions.Zip(trees).Any(c => gate.Check(c.First, c.Second) is not null))
                return null;
            for (var i = 0; i < trees.Length; i++)
                store?.Add(conditions[i].Text, scope, typeof(bool), trees[i]);
            return trees;
        }
        catch (Exception e) when (IsParserError(e))
        {
            return null;
        }
    }

    /// <summary>Tells the gate what a parameter stands for.</summary>
    public void Declare(ParameterExpression variable, Expression value) => gate.Declare(variable, value);

    /// <summary>The tree of a part of an expression that parses as a whole, or null.</summary>
    public Expression? TryParse(string text, ImmutableArray<ParameterExpression> scope, Type? returnType)
    {
        var ignored = ImmutableArray.CreateBuilder<Diagnostic>();
        return Parse(new ExpressionText(text, new SourcePlace(""), text), scope, returnType, ignored);
    }

    /// <summary>RulesEngine's parser reports some mistakes with whatever exception it ran into.</summary>
    private static bool IsParserError(Exception e) => e is ParseException or ArgumentException or InvalidOperationException
        or FormatException or OverflowException or InvalidCastException or NullReferenceException or NotSupportedException or TypeLoadException;

    /// <summary>Whether a text opens and closes its own brackets and strings, so that it means the same inside brackets.
    /// </summary>
    private static bool IsWhole(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '\'')
                i = EndOfString(text, i);
            else
                depth += text[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth < 0 || i >= text.Length)
                return false;
        }

        return depth == 0 && !string.IsNullOrWhiteSpace(text);
    }

    private static Diagnostic? FindExcess(ExpressionText expression)
    {
        if (expression.Text.Length > MostCharacters)
        {
            return Diagnostic.Error(
                DiagnosticIds.ExpressionTooLarge,
                $"The expression has {expression.Text.Length} characters; at most {MostCharacters} are allowed.",
                expression.Place,
                "Split it into nested rules or parameters.");
        }

        var depth = 0;
        for (var i = 0; i < expression.Text.Length; i++)
        {
            // Unary operators nest like brackets do; a comparison or a name between them ends the chain, which a count of
            // brackets and signs in a row approximates from above.
            depth += expression.Text[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth > MostBrackets || UnaryChain().Match(expression.Text, i) is { Success: true, Index: var at } && at == i)
                return TooDeep(MostBrackets, expression.PlaceAt(i));
            if (expression.Text[i] is '"' or '\'')
                i = EndOfString(expression.Text, i);
        }

        return null;
    }

    /// <summary>Where a string's closing quote stands, by the rules of RulesEngine's parser: a bracket that it takes for
    /// one must not pass for a part of a string here.</summary>
    internal static int EndOfString(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] != text[start])
            i += text[i] == '\\' && i + 1 < text.Length && EscapedCharacters.Contains(text[i + 1]) ? 2 : 1;
        return i;
    }

    private Diagnostic Explain(ExpressionText expression, string message, int position, ImmutableArray<ParameterExpression> scope) =>
        new ParserMessage(facts, scripts, settings, text => TryParse(text, scope, null)?.Type, scope).Explain(expression, message, position);

    private static Diagnostic TooDeep(int levels, SourcePlace place) => Diagnostic.Error(
        DiagnosticIds.ExpressionTooLarge,
        $"The expression nests more than {levels} levels deep.",
        place,
        "Split it into nested rules or parameters.");

    [GeneratedRegex(@"\G(?:[!~-]\s*){50,}")]
    private static partial Regex UnaryChain();

    private sealed class DepthVisitor(int most) : ExpressionVisitor
    {
        private int depth;
        private bool exceeds;

        public static bool Exceeds(Expression tree, int most)
        {
            var visitor = new DepthVisitor(most);
            visitor.Visit(tree);
            return visitor.exceeds;
        }

        public override Expression? Visit(Expression? node)
        {
            exceeds |= ++depth > most;
            if (!exceeds)
                base.Visit(node);
            depth--;
            return node;
        }
    }
}
