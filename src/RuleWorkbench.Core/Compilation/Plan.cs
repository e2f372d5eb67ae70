using System.Collections.Immutable;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Compilation.Rows;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>The fast engine: a pathway's trees as operations on columns of cases. It says what <see cref="ReferenceEngine"/>
/// says, without starting RulesEngine. What columns cannot tell is told by the trees, case by case. Immutable.</summary>
public sealed class Plan : IEngine
{
    private const int BatchSize = 1024;

    private readonly CompiledPathway compiled;
    private readonly RuleJudge judge;
    private readonly Lazy<ImmutableArray<Rule>> rowWise;
    private readonly RowEngine caseByCase;
    private readonly Lazy<ReferenceEngine> reference;

    public Plan(CompiledPathway compiled)
    {
        this.compiled = compiled;
        judge = new RuleJudge(compiled);
        rowWise = new(() => FindRowWise(compiled));
        reference = new(() => new ReferenceEngine(compiled));
        Rows = new RowForms(compiled);
        caseByCase = new RowEngine(compiled, Rows);
    }

    public CompiledPathway Compiled => compiled;

    /// <summary>The enabled rules that are not evaluated in columns but by their trees, case by case: slower, never wrong.
    /// </summary>
    public ImmutableArray<Rule> RowWise => rowWise.Value;

    /// <summary>The plan's form for one case after another.</summary>
    public IEngine CaseByCase => caseByCase;

    /// <summary>The workflows in that form.</summary>
    internal RowForms Rows { get; }

    /// <summary>Single cases are interpreted: columns, and code, pay for many.</summary>
    public ValueTask<WorkflowResult> EvaluateAsync(string workflowName, BoundCase facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var workflow = compiled.Workflows[workflowName];
        if (CallsAnother(workflow))
            return reference.Value.EvaluateAsync(workflowName, facts, cancellation);
        if (Rows.WhenItPays(workflowName) is not null)
            return caseByCase.EvaluateAsync(workflowName, facts, cancellation);
        using var invariant = InvariantScope.Enter();
        var bindings = new Lazy<KleeneBindings>(() => judge.Bind(workflow, facts));
        return ValueTask.FromResult(new WorkflowResult(workflow.Workflow, [.. workflow.Rules.Select(r => Judge(workflow, r, null, facts, 0, bindings))]));
    }

    public IEngine Over(IReadOnlyList<BoundCase> cases)
    {
        using var invariant = InvariantScope.Enter();
        var columns = new FactColumns(compiled.Facts);
        var workflows = compiled.Workflows.Values.Where(w => !CallsAnother(w)).Select(w => ColumnWorkflow.Create(compiled, w, columns)).ToList();
        var verdicts = workflows.ToDictionary(
            w => w.Workflow.Workflow.Name, w => w.Rules.Select(r => r is null ? null : new PlanVerdicts(r, cases.Count, columns.Texts)).ToImmutableArray());
        var rows = new BoundCase[Math.Min(BatchSize, cases.Count)];
        for (var start = 0; start < cases.Count; start += BatchSize)
        {
            var count = Math.Min(BatchSize, cases.Count - start);
            for (var i = 0; i < count; i++)
                rows[i] = cases[start + i];
            columns.Load(rows.AsSpan(0, count));
            foreach (var found in verdicts.Values.SelectMany(v => v))
                found?.Evaluate(columns.Batch, start, count);
        }

        return new PlanOverCases(this, cases, verdicts);
    }

    private static ImmutableArray<Rule> FindRowWise(CompiledPathway compiled)
    {
        var columns = new FactColumns(compiled.Facts);
        return [.. compiled.Workflows.Values
            .SelectMany(w => w.Rules.Zip(ColumnWorkflow.Create(compiled, w, columns).Rules, (rule, found) => (rule.Rule, Found: found is not null && !CallsAnother(w))))
            .Where(r => r.Rule.Enabled && !r.Found)
            .Select(r => r.Rule)];
    }

    /// <summary>Whether a rule runs another one: figures of that kind are left to RulesEngine.</summary>
    internal static bool CallsAnother(CompiledWorkflow workflow) => workflow.Rules.Any(r => ReferenceEngine.CallsAnother(r.Rule));

    /// <summary>A plan's verdicts on given cases.</summary>
    private sealed class PlanOverCases(Plan plan, IReadOnlyList<BoundCase> cases, IReadOnlyDictionary<string, ImmutableArray<PlanVerdicts?>> verdicts) : IEngine
    {
        private readonly Dictionary<BoundCase, int> positions =
            cases.Select((c, i) => KeyValuePair.Create(c, i)).ToDictionary((IEqualityComparer<BoundCase>)ReferenceEqualityComparer.Instance);

        public CompiledPathway Compiled => plan.Compiled;

        public IEngine Over(IReadOnlyList<BoundCase> others) => plan.Over(others);

        public ValueTask<WorkflowResult> EvaluateAsync(string workflowName, BoundCase facts, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!verdicts.TryGetValue(workflowName, out var rules))
                return plan.reference.Value.EvaluateAsync(workflowName, facts, cancellation);
            if (!positions.TryGetValue(facts, out var position))
                return plan.EvaluateAsync(workflowName, facts, cancellation);
            using var invariant = InvariantScope.Enter();
            var workflow = plan.Compiled.Workflows[workflowName];
            var bindings = new Lazy<KleeneBindings>(() => plan.judge.Bind(workflow, facts));
            var results = ImmutableArray.CreateBuilder<RuleResult>(rules.Length);
            for (var i = 0; i < rules.Length; i++)
                results.Add(plan.Judge(workflow, workflow.Rules[i], rules[i], facts, position, bindings));
            return ValueTask.FromResult(new WorkflowResult(workflow.Workflow, results.MoveToImmutable()));
        }
    }

    private RuleResult Judge(CompiledWorkflow workflow, CompiledRule rule, PlanVerdicts? verdicts, BoundCase facts, int position, Lazy<KleeneBindings> bindings)
    {
        if (!rule.Rule.Enabled)
            return new RuleResult(rule.Rule, Verdict.Skipped, [], null, null, []);
        if (ReferenceEngine.FirstDefect(workflow, rule) is { } defect)
            return new RuleResult(rule.Rule, Verdict.Error, [], defect, null, []);
        var isTold = verdicts is not null && !verdicts.Asks(position) && !verdicts.Fails(position);
        var result = isTold ? verdicts!.Result(position) : judge.Judge(workflow, rule, facts);
        if (isTold ? verdicts!.IsOpen(position) : rule.Reads.Overlaps(facts.Missing))
            result = judge.Determine(workflow, rule, result, facts, bindings.Value);
        return result.Verdict != Verdict.Met ? result
            : result with { Figures = isTold && verdicts!.Figures(position) is { } told ? new Figures([.. rule.Figures.Zip(told, (f, v) => (f.Name, v))]) : judge.ReadFigures(workflow, rule, facts) };
    }
}
