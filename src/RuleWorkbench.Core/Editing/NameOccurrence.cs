using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>A name as it stands in a file.</summary>
/// <param name="Within">For the name of a rule: the workflow in which it is looked for.</param>
/// <param name="Start">First character after the quote, in the file's text.</param>
/// <param name="Length">Length as spelt, escapes and all.</param>
internal sealed record NameOccurrence(NameKind Kind, string Name, string? Within, SourcePlace Place, int Start, int Length);
