using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>How one fact is made.</summary>
/// <param name="Path">Such as <c>patient.age</c>, <c>patient.drugs</c> (how many), <c>patient.drugs[].dose</c>, or
/// <c>patient.allergies[]</c> for what each element is.</param>
/// <param name="Choices">The first of them whose condition holds is taken; the schema decides where none does.</param>
public sealed record FactRecipe(string Path, FactSchema Schema, SourcePlace Place, ImmutableArray<RecipeChoice> Choices);

/// <summary>A way to make a fact.</summary>
/// <param name="When">Null for always.</param>
/// <param name="Missing">Share of cases, 0 to 1, that lack the fact; null for the spec's own.</param>
/// <param name="Distribution">Null for what the schema allows.</param>
public sealed record RecipeChoice(SourcePlace Place, ExpressionText? When, double? Missing, Distribution? Distribution);
