using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>Says what a workflow's rules make of a case. Safe for parallel use.</summary>
public interface IEngine
{
    /// <summary>The version that the engine runs.</summary>
    CompiledPathway Compiled { get; }

    /// <summary>The verdict of every rule of a workflow on a case, in declared order.</summary>
    ValueTask<WorkflowResult> EvaluateAsync(string workflowName, BoundCase facts, CancellationToken cancellation);

    /// <summary>An engine for these cases, which may prepare them together.</summary>
    IEngine Over(IReadOnlyList<BoundCase> cases);
}
