using System.Collections.Immutable;

namespace RuleWorkbench.Compilation.Syntax;

/// <summary>Reads an expression's text into nodes that know where they stand, which RulesEngine's own trees do not. It
/// decides nothing: what it cannot read is not looked at, and RulesEngine's parser says whether it is wrong.</summary>
public sealed class ExpressionReader
{
    private const int MostLevels = 200;

    /// <summary>Binary operators from the loosest to the tightest, each with the spelling that nodes have.</summary>
    private static readonly ImmutableArray<ImmutableDictionary<string, string>> Levels =
    [
        Level(("??", "??")),
        Level(("||", "||"), ("or", "||"), ("OrElse", "||")),
        Level(("&&", "&&"), ("and", "&&"), ("AndAlso", "&&")),
        Level(("in", "in")),
        Level(("&", "&"), ("|", "|"), ("^", "^")),
        Level(("==", "=="), ("=", "=="), ("eq", "=="), ("!=", "!="), ("<>", "!="), ("ne", "!="), ("neq", "!="), ("<", "<"), ("lt", "<"),
            ("<=", "<="), ("le", "<="), (">", ">"), ("gt", ">"), (">=", ">="), ("ge", ">=")),
        Level(("<<", "<<"), (">>", ">>")),
        Level(("+", "+"), ("-", "-")),
        Level(("*", "*"), ("/", "/"), ("%", "%"), ("mod", "%")),
    ];

    private readonly ImmutableArray<Token> tokens;
    private int at;
    private int depth;

    private ExpressionReader(ImmutableArray<Token> tokens) => this.tokens = tokens;

    private Token Current => tokens[Math.Min(at, tokens.Length - 1)];

    /// <summary>The nodes of an expression, or null when it cannot be read.</summary>
    public static Node? Read(string text)
    {
        var reader = new ExpressionReader(ExpressionLexer.Read(text));
        var node = reader.ReadExpression();
        return reader.Current.Kind == TokenKind.End ? node : null;
    }

    private static ImmutableDictionary<string, string> Level(params (string Written, string Word)[] operators) =>
        operators.ToImmutableDictionary(o => o.Written, o => o.Word, StringComparer.OrdinalIgnoreCase);

    private Node? ReadExpression()
    {
        if (++depth > MostLevels)
            return null;
        var node = ReadConditional();
        depth--;
        return node;
    }

    private Node? ReadConditional()
    {
        if (Current.Kind == TokenKind.Name && tokens[at + 1].Is("=>"))
        {
            var (name, arrow) = (Current, tokens[at + 1]);
            at += 2;
            return ReadExpression() is { } body ? new Node(NodeKind.Lambda, name.Start, body.End, arrow.Start, name.Value, [body]) : null;
        }

        var test = ReadBinary(0);
        if (test is null || !Current.Is("?"))
            return test;
        var question = Current;
        at++;
        return ReadExpression() is { } yes && Take(":") && ReadExpression() is { } no
            ? new Node(NodeKind.Conditional, test.Start, no.End, question.Start, "?", [test, yes, no])
            : null;
    }

    private Node? ReadBinary(int level)
    {
        if (level == Levels.Length)
            return ReadUnary();
        var left = ReadBinary(level + 1);
        while (left is not null && Current.Kind is TokenKind.Symbol or TokenKind.Name && Levels[level].TryGetValue(Current.Value, out var word))
        {
            var token = Current;
            at++;
            var right = word == "in" && Current.Is("(") ? ReadList(NodeKind.New, Current, "(", ")") : ReadBinary(level + 1);
            left = right is null ? null : new Node(NodeKind.Binary, left.Start, right.End, token.Start, word, [left, right]);
        }

        return left;
    }

    private Node? ReadUnary()
    {
        var token = Current;
        if (!token.Is("-") && !token.Is("!") && !token.Is("not"))
            return ReadPrimary();
        at++;
        if (++depth > MostLevels)
            return null;
        var operand = ReadUnary();
        depth--;
        return operand is null ? null : new Node(NodeKind.Unary, token.Start, operand.End, token.Start, token.Is("-") ? "-" : "!", [operand]);
    }

    private Node? ReadPrimary()
    {
        var node = ReadStart();
        while (node is not null)
        {
            var token = Current;
            if (token.Is("."))
            {
                var name = tokens[at + 1];
                at += 2;
                node = name.Kind == TokenKind.Name ? new Node(NodeKind.Member, node.Start, name.End, name.Start, name.Value, [node]) : null;
            }
            else if (token.Is("(") && node.Kind is NodeKind.Name or NodeKind.Member)
            {
                node = ReadList(NodeKind.Call, token, "(", ")") is { } call ? call with { Start = node.Start, At = node.At, Word = node.Word, Parts = call.Parts.Insert(0, node) } : null;
            }
            else if (token.Is("["))
            {
                node = ReadList(NodeKind.Index, token, "[", "]") is { } index ? index with { Start = node.Start, Parts = index.Parts.Insert(0, node) } : null;
            }
            else
            {
                break;
            }
        }

        return node;
    }

    private Node? ReadStart()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Text:
                at++;
                return Leaf(token.Kind == TokenKind.Number ? NodeKind.Number : NodeKind.Text, token);
            case TokenKind.Name when token.Is("new"):
                return ReadNew(token);
            case TokenKind.Name:
                at++;
                return Leaf(NodeKind.Name, token);
            case TokenKind.Symbol when token.Is("("):
                at++;
                var inner = ReadExpression();
                var close = Current;
                return inner is not null && Take(")") ? new Node(NodeKind.Group, token.Start, close.End, token.Start, "(", [inner]) : null;
            default:
                return null;
        }
    }

    private Node? ReadNew(Token start)
    {
        at++;
        if (Current.Is("(") || Current.Is("{"))
            return ReadList(NodeKind.New, start, Current.Value, Current.Is("(") ? ")" : "}");
        while (Current.Kind == TokenKind.Name || Current.Is(".") || Current.Is("[") || Current.Is("]"))
            at++;
        return Current.Is("{") || Current.Is("(") ? ReadList(NodeKind.New, start, Current.Value, Current.Is("(") ? ")" : "}") : null;
    }

    /// <summary>Expressions between brackets, the names behind <c>as</c> passed over.</summary>
    private Node? ReadList(NodeKind kind, Token start, string open, string close)
    {
        if (!Take(open))
            return null;
        var parts = ImmutableArray.CreateBuilder<Node>();
        while (!Current.Is(close))
        {
            if (parts.Count > 0 && !Take(","))
                return null;
            if (ReadExpression() is not { } part)
                return null;
            parts.Add(part);
            if (Current.Is("as") && tokens[at + 1].Kind == TokenKind.Name)
                at += 2;
        }

        var end = Current.End;
        at++;
        return new Node(kind, start.Start, end, start.Start, open, parts.ToImmutable());
    }

    private bool Take(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        at++;
        return true;
    }

    private static Node Leaf(NodeKind kind, Token token) => new(kind, token.Start, token.End, token.Start, token.Value, []);
}
