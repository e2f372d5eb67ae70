using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Colours of an expression, by what its names stand for.</summary>
public static class ExpressionColours
{
    public static ImmutableArray<ColouredToken> Of(ExpressionAnalysis analysis) =>
        [.. analysis.Tokens.SkipLast(1).Select((t, i) => new ColouredToken(t.Start, t.End - t.Start, Class(analysis, i)))];

    private static TokenClass Class(ExpressionAnalysis analysis, int token) => analysis.Tokens[token].Kind switch
    {
        TokenKind.Number => TokenClass.Number,
        TokenKind.Text or TokenKind.OpenText => TokenClass.Text,
        TokenKind.Symbol => analysis.IsOperator(token) ? TokenClass.Operator : TokenClass.Punctuation,
        _ when analysis.IsOperator(token) => TokenClass.Operator,
        _ when !analysis.IsMember(token) && analysis.Tokens[token].Value is "new" => TokenClass.Keyword,
        _ when BuiltIns.Classes.Contains(analysis.Tokens[token].Value) && analysis.SymbolAt(token) is null => TokenClass.Library,
        _ when token > 0 && analysis.Tokens[token - 1].Is("as") => TokenClass.Fact,
        _ => analysis.SymbolAt(token) switch
        {
            InputSymbol => TokenClass.Input,
            FactSymbol => TokenClass.Fact,
            PolicySymbol => TokenClass.Policy,
            ParameterSymbol => TokenClass.Parameter,
            ElementSymbol => TokenClass.Element,
            LibrarySymbol => TokenClass.Library,
            FunctionSymbol => TokenClass.Function,
            BuiltInSymbol { BuiltIns: [{ IsCall: false, Owner: "" }, ..] } => TokenClass.Keyword,
            BuiltInSymbol => TokenClass.Function,
            _ => TokenClass.Unknown,
        },
    };
}
