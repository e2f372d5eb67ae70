using System.Collections.Concurrent;
using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>The plan for one case after another: each workflow is compiled to code when it is needed first. The trees tell what is
/// rare: why a rule fails, which facts leave it open.</summary>
internal sealed class RowEngine(CompiledPathway compiled, RowForms forms) : IEngine
{
    private readonly RuleJudge judge = new(compiled);
    private readonly Lazy<ReferenceEngine> reference = new(() => new ReferenceEngine(compiled));
    private readonly ConcurrentDictionary<string, ConcurrentBag<RowCase>> cases = new(StringComparer.Ordinal);

    public CompiledPathway Compiled => compiled;

    public IEngine Over(IReadOnlyList<BoundCase> cases) => this;

    public ValueTask<WorkflowResult> EvaluateAsync(string workflowName, BoundCase facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var workflow = compiled.Workflows[workflowName];
        if (Plan.CallsAnother(workflow))
            return reference.Value.EvaluateAsync(workflowName, facts, cancellation);
        var rows = forms.Of(workflowName);
        var free = cases.GetOrAdd(workflowName, _ => []);
        if (!free.TryTake(out var row))
            row = rows.NewCase();
        using var invariant = InvariantScope.Enter();
        row.Take(facts);
        var bindings = new Lazy<KleeneBindings>(() => judge.Bind(workflow, facts));
        var results = ImmutableArray.CreateBuilder<RuleResult>(workflow.Rules.Length);
        foreach (var rule in workflow.Rules)
            results.Add(rows.Logic.TryGetValue(rule, out var logic) ? Result(rows, row, logic, facts, bindings) : Unsound(workflow, rule));
        free.Add(row);
        return ValueTask.FromResult(new WorkflowResult(workflow.Workflow, results.MoveToImmutable()));
    }

    private static RuleResult Unsound(CompiledWorkflow workflow, CompiledRule rule) => rule.Rule.Enabled
        ? new RuleResult(rule.Rule, Verdict.Error, [], ReferenceEngine.FirstDefect(workflow, rule), null, [])
        : new RuleResult(rule.Rule, Verdict.Skipped, [], null, null, []);

    private RuleResult Result(RowWorkflow rows, RowCase row, RowLogic logic, BoundCase facts, Lazy<KleeneBindings> bindings)
    {
        var (workflow, rule) = (rows.Workflow, logic.Rule);
        var result = HasError(row, logic) ? judge.Judge(workflow, rule, facts) : Told(row, rule);
        if (IsOpen(row, logic))
            result = judge.Determine(workflow, rule, result, facts, bindings.Value);
        return result.Verdict == Verdict.Met ? result with { Figures = FiguresOf(rows, row, rule, facts) } : result;
    }

    /// <summary>Whether a rule or one nested in it fails.</summary>
    private static bool HasError(RowCase row, RowLogic logic) => row.VerdictOf(logic.Rule) == Verdict.Error || logic.Children.Any(c => HasError(row, c));

    /// <summary>Whether a rule or one nested in it is open, or only the trees can tell.</summary>
    private static bool IsOpen(RowCase row, RowLogic logic) => row.IsOpen(logic) != false || logic.Children.Any(c => IsOpen(row, c));

    private static RuleResult Told(RowCase row, CompiledRule rule) => rule.Rule.Enabled
        ? new RuleResult(rule.Rule, row.VerdictOf(rule), [], null, null, rule.Children.IsEmpty ? [] : [.. rule.Children.Select(c => Told(row, c))])
        : new RuleResult(rule.Rule, Verdict.Skipped, [], null, null, []);

    private Figures? FiguresOf(RowWorkflow rows, RowCase row, CompiledRule rule, BoundCase facts) => rule.Rule.OnSuccess is null ? null
        : row.FiguresOf(rule) is { } values ? new Figures([.. rule.Figures.Zip(values, (f, v) => (f.Name, v))])
        : judge.ReadFigures(rows.Workflow, rule, facts);
}
