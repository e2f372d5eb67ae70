using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A condition as the criteria builder shows it: what a person who writes no code can read and change.</summary>
public abstract record Condition;

/// <summary>Several conditions of which all, or any, must hold.</summary>
public sealed record ConditionGroup(bool IsAll, ImmutableArray<Condition> Parts) : Condition
{
    public bool Equals(ConditionGroup? other) => other is not null && IsAll == other.IsAll && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(IsAll.GetHashCode(), HashCode.Combine);
}

/// <summary>What must not hold.</summary>
public sealed record NegatedCondition(Condition Inner) : Condition;

/// <summary>A fact, parameter or policy value compared with another one or with a value.</summary>
/// <param name="Subject">As expressions write it: <c>patient.age</c>, <c>it.kind</c>, <c>reliefPercent</c>.</param>
/// <param name="Sign"><c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Value">As expressions write it: <c>18</c>, <c>"plexus"</c>, <c>true</c>, <c>null</c>, <c>policy.maxInrDeep</c>.</param>
public sealed record ComparedCondition(string Subject, string Sign, string Value) : Condition;

/// <summary>A condition on the elements of a list.</summary>
/// <param name="Quantifier"><c>Any</c>, <c>All</c>, <c>Count</c> or <c>Contains</c>.</param>
/// <param name="Variable">The variable of a lambda; null where elements are called <c>it</c>.</param>
/// <param name="Element">What holds of elements; null for <c>Any()</c> and <c>Count()</c>.</param>
/// <param name="Sign">Of the comparison that follows; null where there is none.</param>
/// <param name="Value">What is compared with, or what the list contains.</param>
public sealed record ListCondition(string List, string Quantifier, string? Variable, Condition? Element, string? Sign, string? Value) : Condition;

/// <summary>A part that the builder cannot show; it stays as it is written.</summary>
public sealed record WrittenCondition(string Text) : Condition;
