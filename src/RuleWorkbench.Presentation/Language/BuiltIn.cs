using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A function, property or word of the expression language that the gate allows.</summary>
/// <param name="Owner">What it is called on: a kind of value such as <c>text</c>, a class such as <c>Math</c>, or nothing.</param>
/// <param name="Arguments">Null for a property or a word.</param>
/// <param name="Returns">The kind of its value.</param>
/// <param name="Example">An expression that uses it, on the names <c>text</c>, <c>date</c>, <c>span</c>, <c>number</c>,
/// <c>flag</c>, <c>texts</c>, <c>numbers</c>.</param>
public sealed record BuiltIn(string Owner, string Name, ImmutableArray<string>? Arguments, ValueKind Returns, string Summary, string Example)
{
    public bool IsCall => Arguments is not null;

    /// <summary>Such as <c>Any(condition)</c>.</summary>
    public string Signature => Arguments is { } arguments ? $"{Name}({string.Join(", ", arguments)})" : Name;
}
