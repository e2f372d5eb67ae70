using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>A recipe's way to make a fact, ready to run.</summary>
/// <param name="Elements">For a list: how many; then <paramref name="Values"/> is null.</param>
internal sealed record CompiledChoice(Func<object[], object?, bool>? When, double Missing, ValueSource? Values, NumberSource? Elements);

/// <summary>How a fact is made; shared by all threads.</summary>
/// <param name="Fact">Null for elements of a list that are values.</param>
/// <param name="Owner">Position of the object that the fact belongs to.</param>
/// <param name="Choices">The last one has no condition; empty for a fact that nobody can draw.</param>
/// <param name="IsRead">Whether an expression of the spec reads it.</param>
/// <param name="Element">For a list: how its elements are made.</param>
internal sealed record FactPlan(string Path, FactSchema Schema, FactProperty? Fact, int Owner, ImmutableArray<CompiledChoice> Choices, bool IsRead, ScopePlan? Element)
{
    public ulong Hash { get; } = PersonRandom.Hash(Path);

    public byte[] Name { get; } = Encoding.UTF8.GetBytes($"{Newtonsoft.Json.JsonConvert.ToString(Schema.Name)}:");
}

/// <summary>An object in the layout of a person or of an element.</summary>
/// <param name="Parent">Position of the object that holds it, or -1.</param>
/// <param name="Members">In the order of the schema: a fact by its position, or an object by its position.</param>
internal sealed record ObjectPlan(byte[] Name, FactObject Type, int Parent, FactProperty? Fact, ImmutableArray<(bool IsObject, int Position)> Members);

/// <summary>The facts of a person, or of an element of a list.</summary>
/// <param name="Facts">In the order of the schemas.</param>
/// <param name="Order">Positions of facts, each after those that its recipes read.</param>
/// <param name="Objects">Each after the one that holds it.</param>
internal sealed record ScopePlan(ImmutableArray<FactPlan> Facts, ImmutableArray<int> Order, ImmutableArray<ObjectPlan> Objects);
