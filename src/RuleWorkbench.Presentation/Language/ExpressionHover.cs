namespace RuleWorkbench.Presentation.Language;

/// <summary>What is known of the name at a place.</summary>
public static class ExpressionHover
{
    public static HoverCard? At(ExpressionAnalysis analysis, int position)
    {
        var token = analysis.TokenAt(position);
        if (token < 0 || analysis.SymbolAt(token) is not { } symbol)
            return null;
        var card = SymbolWords.Card(symbol, analysis.Scope.Pathway);
        return card with { Span = (analysis.Tokens[token].Start, analysis.Tokens[token].End - analysis.Tokens[token].Start) };
    }
}
