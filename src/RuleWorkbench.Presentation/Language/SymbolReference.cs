using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A place where something is used, or where it is declared.</summary>
/// <param name="Owner">What a person calls it: a rule's label, a parameter's name.</param>
/// <param name="Line">The text around it.</param>
/// <param name="Start">Where the name stands in that text.</param>
public sealed record SymbolReference(SourcePlace Place, string Owner, string Line, int Start, int Length)
{
    public bool IsDeclaration { get; init; }
}
