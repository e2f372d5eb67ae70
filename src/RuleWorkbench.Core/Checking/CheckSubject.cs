using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Checking;

/// <summary>What is checked: a pathway as loaded, and its saved cases.</summary>
/// <param name="Suites">Null when there are none to look at; then nothing is said of what they lack.</param>
/// <param name="Functions">Static classes whose methods expressions can call.</param>
public sealed record CheckSubject(LoadedPathway Loaded, Loaded<ImmutableSuites>? Suites, ImmutableArray<Type> Functions)
{
    /// <summary>Where the pathway's scripts are compiled.</summary>
    public IScriptHost Scripts { get; init; } = new ScriptsInProcess(DiskCache.OfUser());
}
