using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>A case as both versions see it.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="Before">Its facts as the baseline has them.</param>
/// <param name="After">Its facts as the candidate has them.</param>
/// <param name="Source">The case itself, made only where it is shown or shrunk: a cohort has millions.</param>
public sealed record CasePair(string Name, BoundCase Before, BoundCase After, Func<Case> Source);
