using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Simulation;

/// <summary>The traces of the rules of one workflow on a case.</summary>
/// <param name="OnWalk">False for a workflow that was evaluated beside the walk.</param>
public sealed record WorkflowTrace(Workflow Workflow, bool OnWalk, ImmutableArray<RuleTrace> Rules);

/// <summary>A case, its walk, and why each rule did what it did.</summary>
public sealed record Explanation(Pathway Pathway, Case Case, WalkResult Walk, ImmutableArray<WorkflowTrace> Workflows)
{
    /// <summary>The trace of a rule, or null when it was not evaluated.</summary>
    public RuleTrace? Rule(string id) => Workflows.SelectMany(w => w.Rules).FirstOrDefault(r => r.Rule.Rule.Id == id);
}

/// <summary>Walks a case and traces every rule on the way.</summary>
public sealed class Explainer(IEngine engine)
{
    private readonly Walker walker = new(engine);
    private readonly RuleTracer tracer = new(engine.Compiled);

    public async ValueTask<Explanation> ExplainAsync(Case source, CancellationToken cancellation)
    {
        var facts = BoundCase.Bind(engine.Compiled.Facts, engine.Compiled.Pathway, source);
        var walk = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
        return Explain(source, walk, facts);
    }

    private Explanation Explain(Case source, WalkResult walk, BoundCase facts)
    {
        var workflows = walk.Visited.Select(w => (Result: w, OnWalk: true)).Concat(walk.Beside.Select(w => (Result: w, OnWalk: false)));
        return new Explanation(
            engine.Compiled.Pathway,
            source,
            walk,
            [.. workflows.Select(w => new WorkflowTrace(w.Result.Workflow, w.OnWalk, tracer.Trace(w.Result, facts)))]);
    }
}
