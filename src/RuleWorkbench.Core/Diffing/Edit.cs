using System.Collections.Immutable;

namespace RuleWorkbench.Diffing;

/// <summary>One thing that was edited.</summary>
/// <param name="What">Such as <c>expression</c>, <c>veto</c> or <c>unit</c>.</param>
/// <param name="Before">As it stood, or null.</param>
/// <param name="After">As it stands, or null.</param>
public sealed record Edit(string What, EditAspect Aspect, Meaning Meaning, string? Before, string? After)
{
    /// <summary>The smallest edits inside an expression whose logic changed.</summary>
    public ImmutableArray<ExpressionEdit> Inside { get; init; } = [];

    public static Edit Logic(string what, string? before, string? after) => new(what, EditAspect.Logic, Meaning.OtherLogic, before, after);

    public static Edit Other(string what, EditAspect aspect, string? before, string? after) => new(what, aspect, Meaning.SameLogic, before, after);
}
