using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>How a field of a rule is written.</summary>
public enum RuleFieldKind
{
    Text,

    /// <summary>Names with commas between them.</summary>
    List,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>A field of a rule's form, with its value as it stands in the file.</summary>
/// <param name="Pointer">From the rule's object on, such as <c>/Properties/next</c>.</param>
/// <param name="Value">Empty when the file has none.</param>
/// <param name="Choices">What it can be; empty for anything.</param>
/// <param name="Hint">One sentence.</param>
public sealed record RuleField(string Title, string Pointer, RuleFieldKind Kind, string Value, ImmutableArray<string> Choices, string Hint);
