namespace RuleWorkbench.Presentation.Language;

/// <summary>Two brackets that belong together, by where they stand in the text.</summary>
public readonly record struct BracketPair(int Open, int Close)
{
    /// <summary>The pair of the bracket before or behind the caret; null when there is none.</summary>
    public static BracketPair? At(ExpressionAnalysis analysis, int caret)
    {
        for (var i = 0; i < analysis.Tokens.Length; i++)
        {
            var token = analysis.Tokens[i];
            if ((token.Start == caret || token.End == caret) && analysis.PartnerOf(i) is >= 0 and var partner)
                return new BracketPair(Math.Min(token.Start, analysis.Tokens[partner].Start), Math.Max(token.Start, analysis.Tokens[partner].Start));
        }

        return null;
    }
}
