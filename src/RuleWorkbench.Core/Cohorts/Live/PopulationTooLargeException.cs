using System.Globalization;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>A population does not fit into the memory that it may take.</summary>
/// <param name="cases">How many cases had been read.</param>
/// <param name="mostBytes">What it may take.</param>
public sealed class PopulationTooLargeException(long cases, long mostBytes)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The first {cases:N0} cases take more than {mostBytes >> 20:N0} MB, which is all that a population may take."));
