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

    /// <summary>For a list: what is new in it.</summary>
    public ImmutableArray<string> Gained { get; init; } = [];

    /// <summary>For a list: what is gone from it.</summary>
    public ImmutableArray<string> Lost { get; init; } = [];

    /// <summary>The edit of a list whose order means nothing; null when it holds the same.</summary>
    public static Edit? List(string what, EditAspect aspect, Meaning meaning, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        static string? Text(ImmutableArray<string> names) => names.IsEmpty ? null : string.Join(", ", names);
        ImmutableArray<string> gained = [.. after.Except(before)], lost = [.. before.Except(after)];
        return gained.IsEmpty && lost.IsEmpty ? null : new Edit(what, aspect, meaning, Text(before), Text(after)) { Gained = gained, Lost = lost };
    }

    /// <summary>What stands in one version only because the file of the other one cannot be read.</summary>
    /// <param name="version">Baseline or candidate: the one with the file.</param>
    public static Edit Unreadable(string version) => new("file", EditAspect.Logic, Meaning.NotCompared, null, $"cannot be read in the {version}");

    public static Edit Logic(string what, string? before, string? after) => new(what, EditAspect.Logic, Meaning.OtherLogic, before, after);

    public static Edit Other(string what, EditAspect aspect, string? before, string? after) => new(what, aspect, Meaning.SameLogic, before, after);
}
