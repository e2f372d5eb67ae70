using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>What a column of a table is.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Target">A fact such as <c>patient.drugs[0].dose</c>, <c>id</c> or <c>clock</c>; null for a column that is
/// not used.</param>
/// <param name="Fact">Null for <c>id</c>, <c>clock</c> and columns that are not used.</param>
public sealed record MappedColumn(string Name, string? Target, FactSchema? Fact);
