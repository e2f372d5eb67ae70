using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>A fact, or an object of facts, and where it comes from.</summary>
/// <param name="Fact">Its schema.</param>
/// <param name="Path">Such as <c>patient.drugs[].dose</c>.</param>
/// <param name="From">For a list of objects: where its elements stand. Null for an object.</param>
/// <param name="Members">For an object or a list of objects: their facts.</param>
public sealed record MappedFact(FactSchema Fact, string Path, Origin? From, ImmutableArray<MappedFact> Members);
