namespace RuleWorkbench.Presentation.Lines;

/// <summary>A stretch of a line in one tone.</summary>
public readonly record struct Piece(string Text, Tone Tone = Tone.Normal);
