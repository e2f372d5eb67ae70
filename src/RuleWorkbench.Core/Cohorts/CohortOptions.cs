using System.Collections.Immutable;

namespace RuleWorkbench.Cohorts;

/// <summary>How a cohort is run.</summary>
/// <param name="DisplayPath">The input's name in messages.</param>
/// <param name="Clock">The date of cases that give none, or null.</param>
/// <param name="StrataNames">Expressions by which results are broken down, as the user wrote them.</param>
/// <param name="WritesRecords">Whether a record of every case is wanted, not only the summary.</param>
/// <param name="Threads">How many batches are worked on at a time; results do not depend on it.</param>
public sealed record CohortOptions(string DisplayPath, DateOnly? Clock, ImmutableArray<string> StrataNames, bool WritesRecords, int Threads);
