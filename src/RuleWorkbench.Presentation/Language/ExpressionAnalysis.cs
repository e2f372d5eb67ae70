using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>An expression's tokens with what each name in it stands for. It works on text that is not finished yet: what
/// stands before a place is enough to know what can follow.</summary>
public sealed class ExpressionAnalysis
{
    /// <summary>Stands for <c>it</c> where a part of an expression is parsed by itself.</summary>
    private const string ElementProbe = "it__";

    private readonly int[] partners;
    private readonly int[] enclosing;
    private readonly Dictionary<int, Symbol?> symbols = [];
    private readonly Dictionary<int, Type?> types = [];
    private readonly Dictionary<int, ImmutableArray<ElementVariable>> elements = [];

    public ExpressionAnalysis(ExpressionScope scope, string text)
    {
        Scope = scope;
        Text = text;
        Tokens = ExpressionLexer.Read(text);
        partners = new int[Tokens.Length];
        enclosing = new int[Tokens.Length];
        FindBrackets();
    }

    public ExpressionScope Scope { get; }

    public string Text { get; }

    /// <summary>The last one is the end.</summary>
    public ImmutableArray<Token> Tokens { get; }

    /// <summary>The bracket that belongs to a bracket, or -1.</summary>
    public int PartnerOf(int token) => partners[token];

    /// <summary>The innermost open bracket around a token, or -1.</summary>
    public int OpenBefore(int token) => enclosing[token];

    /// <summary>The token at or around a position, the later one where two touch and the first is no word; -1 for a blank.</summary>
    public int TokenAt(int position)
    {
        var found = -1;
        for (var i = 0; i < Tokens.Length - 1; i++)
        {
            if (Tokens[i].Start <= position && position < Tokens[i].End)
                return i;
            if (Tokens[i].End == position && Tokens[i].Kind is TokenKind.Name or TokenKind.Number or TokenKind.Text)
                found = i;
        }

        return found;
    }

    public bool IsOperator(int token) =>
        Tokens[token].Kind == TokenKind.Symbol
            ? Tokens[token].Value is not (")" or "]" or "}" or "." or "(" or "[" or "{" or ",")
            : Tokens[token].Kind == TokenKind.Name && BuiltIns.OperatorWords.Contains(Tokens[token].Value) && !IsMember(token);

    /// <summary>True for a name behind a dot.</summary>
    public bool IsMember(int token) => token > 0 && Tokens[token - 1].Is(".");

    /// <summary>True where an operand ends, so that only an operator or a closing bracket can follow.</summary>
    public bool EndsOperand(int token) => token >= 0 && Tokens[token] switch
    {
        { Kind: TokenKind.Number or TokenKind.Text } => true,
        { Kind: TokenKind.Name } => !IsOperator(token) && !Tokens[token].Is("new"),
        { Kind: TokenKind.Symbol, Value: ")" or "]" or "}" } => true,
        _ => false,
    };

    /// <summary>What a name stands for, or null.</summary>
    public Symbol? SymbolAt(int token)
    {
        if (token < 0 || Tokens[token].Kind != TokenKind.Name)
            return null;
        if (!symbols.TryGetValue(token, out var symbol))
            symbols[token] = symbol = IsMember(token) ? Member(token) : Tokens[token + 1].Is("=>") ? Declared(token) : First(token);
        return symbol;
    }

    /// <summary>The type of the operand whose last token this is; null when it cannot be told.</summary>
    public Type? TypeEndingAt(int token)
    {
        if (token < 0)
            return null;
        if (!types.TryGetValue(token, out var type))
            types[token] = type = FindType(token);
        return type;
    }

    public ValueKind KindEndingAt(int token) => ValueKinds.Of(TypeEndingAt(token), Scope.Facts);

    /// <summary>The schema of the fact or policy value that an operand is, or null; <c>.Value</c> is passed over.</summary>
    public FactSchema? SchemaEndingAt(int token) => token < 0 ? null : SymbolAt(token) switch
    {
        FactSymbol fact => fact.Fact.Schema,
        PolicySymbol policy => policy.Policy.Schema,
        ElementSymbol { List.Element: { } element } => element,
        _ => IsMember(token) && Tokens[token].Is("Value") ? SchemaEndingAt(token - 2) : null,
    };

    /// <summary>Where the operand that ends at a token begins: names, dots, calls and what stands in brackets.</summary>
    public int StartOfOperand(int token)
    {
        var at = token;
        while (true)
        {
            if (Tokens[at].Value is ")" or "]" or "}" && Tokens[at].Kind == TokenKind.Symbol)
            {
                if (partners[at] < 0)
                    return at;
                at = partners[at];
                if (at > 0 && Tokens[at].Value is "(" or "[" && Tokens[at - 1].Kind == TokenKind.Name && !IsOperator(at - 1))
                    at--;
                else if (at > 0 && Tokens[at].Value == "[" && Tokens[at - 1].Value is ")" or "]")
                {
                    at--;
                    continue;
                }
            }

            if (at > 1 && Tokens[at - 1].Is("."))
                at -= 2;
            else
                return at;
        }
    }

    /// <summary>What stands for elements at a token, the innermost first.</summary>
    public ImmutableArray<ElementVariable> ElementsAt(int token)
    {
        var open = enclosing[token];
        if (open < 0)
            return [];
        if (!elements.TryGetValue(open, out var found))
            elements[open] = found = ElementOf(open) is { } element ? ElementsAt(open).Insert(0, element) : ElementsAt(open);
        return found;
    }

    /// <summary>The name of what is called by an open bracket, as a token; -1 for a bracket of another kind.</summary>
    public int CalleeOf(int open) =>
        open > 0 && Tokens[open].Is("(") && Tokens[open - 1].Kind == TokenKind.Name && !IsOperator(open - 1) ? open - 1 : -1;

    /// <summary>The tree of some tokens by themselves, or null.</summary>
    public Expression? Parse(int first, int last)
    {
        var around = ElementsAt(first);
        var variables = Scope.Variables;
        foreach (var (element, i) in around.Select((e, i) => (e, i)))
        {
            if (element.Name != ElementVariable.It && variables.All(v => v.Name != element.Name))
                variables = variables.Add(Expression.Parameter(element.Type, element.Name));
            else if (i == 0)
                variables = variables.Add(Expression.Parameter(element.Type, ElementProbe));
        }

        var text = new System.Text.StringBuilder();
        for (var i = first; i <= last; i++)
        {
            var isOurs = Tokens[i].Is(ElementVariable.It) && !IsMember(i) && ElementsAt(i).Length == around.Length;
            text.Append(isOurs ? ElementProbe : Tokens[i].Value).Append(' ');
        }

        return Scope.Compiled.TryParse(text.ToString(), variables, null);
    }

    private void FindBrackets()
    {
        Array.Fill(partners, -1);
        var open = new Stack<int>();
        for (var i = 0; i < Tokens.Length; i++)
        {
            // A closing bracket stands in the brackets that it closes: what is put in before it does.
            enclosing[i] = open.TryPeek(out var around) ? around : -1;
            var isClosing = Tokens[i].Kind == TokenKind.Symbol && Tokens[i].Value is ")" or "]" or "}";
            if (isClosing && open.TryPop(out var partner))
                (partners[i], partners[partner]) = (partner, i);
            if (Tokens[i].Kind == TokenKind.Symbol && Tokens[i].Value is "(" or "[" or "{")
                open.Push(i);
        }
    }

    private ElementVariable? ElementOf(int open)
    {
        var callee = CalleeOf(open);
        if (callee < 2 || !IsMember(callee) || !BuiltIns.Quantifiers.Contains(Tokens[callee].Value) || TypeEndingAt(callee - 2) is not { } type || ValueKinds.ElementOf(type) is not { } element)
            return null;
        var list = SchemaEndingAt(callee - 2);
        var hasName = open + 2 < Tokens.Length && Tokens[open + 1].Kind == TokenKind.Name && Tokens[open + 2].Is("=>");
        return new ElementVariable(hasName ? Tokens[open + 1].Value : ElementVariable.It, element, list?.Kind == FactKind.List ? list : null);
    }

    private Symbol? Declared(int token) => ElementsAt(token) is [var element, ..] ? new ElementSymbol(element.Name, element.List) : null;

    private Symbol? First(int token)
    {
        var name = Tokens[token].Value;
        var around = ElementsAt(token);
        if (around.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } element)
            return new ElementSymbol(element.Name, element.List);
        if (Scope.Variables.LastOrDefault(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase)) is { } variable)
        {
            return Scope.Parameters.FirstOrDefault(p => p.Variable == variable) is { } parameter
                ? new ParameterSymbol(parameter)
                : Scope.Facts.Inputs.FirstOrDefault(i => i.Name == variable.Name) is { } input ? new InputSymbol(input) : null;
        }

        if (Scope.Compiled.Scripts.Libraries.FirstOrDefault(l => l.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } library)
            return new LibrarySymbol(library);
        if (BuiltIns.All.Where(b => b.Owner.Length == 0 && b.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && b.IsCall == Tokens[token + 1].Is("(")).ToImmutableArray() is { IsEmpty: false } words)
            return new BuiltInSymbol(words);
        return around is [var inner, ..] ? FactOf(inner.Type, name) : null;
    }

    private Symbol? Member(int token)
    {
        var name = Tokens[token].Value;
        if (token < 2)
            return null;
        if (Tokens[token - 2].Kind == TokenKind.Name && !IsMember(token - 2))
        {
            if (SymbolAt(token - 2) is LibrarySymbol library)
            {
                var functions = Scope.Compiled.Scripts.Functions.Where(f => f.Library == library.Library && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
                return functions.IsEmpty ? null : new FunctionSymbol(functions);
            }

            if (SymbolAt(token - 2) is null && BuiltIns.All.Where(b => b.Owner == Tokens[token - 2].Value && b.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToImmutableArray() is { IsEmpty: false } ofClass)
                return new BuiltInSymbol(ofClass);
        }

        if (TypeEndingAt(token - 2) is not { } type)
            return null;
        if (FactOf(type, name) is { } fact)
            return fact;
        var builtIns = BuiltIns.Of(type, Scope.Facts).Where(b => b.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
        return builtIns.IsEmpty ? null : new BuiltInSymbol(builtIns);
    }

    private Symbol? FactOf(Type type, string name)
    {
        if (Scope.Facts.Find(type) is not { } owner || owner.Properties.FirstOrDefault(p => p.Schema.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } fact)
            return null;
        return owner.Path == Pathway.PolicyInput && Scope.Pathway.Policy.FirstOrDefault(p => p.Name == fact.Schema.Name) is { } policy ? new PolicySymbol(policy) : new FactSymbol(fact);
    }

    private Type? FindType(int token)
    {
        var value = Tokens[token];
        if (value.Kind == TokenKind.Text)
            return typeof(string);
        if (value.Kind == TokenKind.Number)
            return typeof(double);
        if (value.Kind == TokenKind.Name && !IsOperator(token))
        {
            switch (SymbolAt(token))
            {
                case InputSymbol input:
                    return Scope.Facts.Roots[Scope.Facts.Inputs.IndexOf(input.Input)].Type;
                case ParameterSymbol parameter:
                    return parameter.Parameter.Variable.Type;
                case ElementSymbol element:
                    return ElementsAt(token).FirstOrDefault(e => e.Name == element.Name)?.Type;
                case FactSymbol fact:
                    return fact.Fact.Property.PropertyType;
                case PolicySymbol policy:
                    return Scope.Facts.All.FirstOrDefault(f => f.Path == $"{Pathway.PolicyInput}.{policy.Policy.Name}")?.Property.PropertyType;
                case BuiltInSymbol { BuiltIns: [{ IsCall: false, Owner: "", Returns: ValueKind.Flag }] }:
                    return typeof(bool);
                case BuiltInSymbol { BuiltIns: [{ IsCall: false, Owner: not "" }, ..] }:
                    break;
                default:
                    return null;
            }
        }
        else if (value.Kind != TokenKind.Symbol || value.Value is not (")" or "]") || partners[token] < 0)
        {
            return null;
        }

        return Parse(StartOfOperand(token), token)?.Type;
    }
}
