namespace RuleWorkbench.Presentation.Language;

/// <summary>A stretch of text of one class.</summary>
public readonly record struct ColouredToken(int Start, int Length, TokenClass Class)
{
    public int End => Start + Length;
}
