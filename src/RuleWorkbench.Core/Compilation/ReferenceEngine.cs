using System.Collections.Immutable;
using RulesEngine.Actions;
using RulesEngine.ExpressionBuilders;
using RulesEngine.Models;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>RulesEngine as the reference: its verdicts, told apart, and whether they are determined. Immutable and safe
/// for parallel use; each workflow is compiled and warmed on one thread at its first use.</summary>
public sealed class ReferenceEngine : IEngine
{
    private readonly CompiledPathway compiled;
    private readonly RuleJudge judge;
    private readonly Dictionary<CompiledWorkflow, (Lazy<RulesEngine.RulesEngine> Engine, Lazy<RulesEngine.RulesEngine> Warmed)> engines =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>An engine for one version of a pathway.</summary>
    public ReferenceEngine(CompiledPathway compiled)
        : this(compiled, null)
    {
    }

    private ReferenceEngine(CompiledPathway compiled, ReferenceEngine? earlier)
    {
        this.compiled = compiled;
        judge = new RuleJudge(compiled);
        foreach (var workflow in compiled.Workflows.Values)
        {
            if (earlier is not null && earlier.engines.TryGetValue(workflow, out var kept))
                engines[workflow] = kept;
        }

        // One instance for all that is new: each that RulesEngine makes looks through every type there is. It refuses a
        // workflow without rules, and all others with it.
        var fresh = compiled.Workflows.Values.Where(w => !engines.ContainsKey(w) && !w.Rules.IsEmpty).ToList();
        var shared = new Lazy<RulesEngine.RulesEngine>(() => Build(fresh));
        foreach (var workflow in fresh)
            engines[workflow] = (shared, new Lazy<RulesEngine.RulesEngine>(() => TypeScan.While(() => MakeFirstCall(shared.Value, workflow))));
    }

    /// <summary>Makes RulesEngine load and compile what it does once a process (its parser looks through every type there
    /// is). A program that starts from cold calls this beside other work.</summary>
    public static void Prime()
    {
        var rule = new RulesEngine.Models.Rule
        {
            RuleName = "prime",
            LocalParams = [new ScopedParam { Name = "one", Expression = "1.5" }],
            Expression = "one > 1 && one < 2",
        };
        _ = TypeScan.While(() =>
            new RulesEngine.RulesEngine([new RulesEngine.Models.Workflow { WorkflowName = "prime", Rules = [rule] }], new ReSettings { AutoRegisterInputType = false })
                .ExecuteAllRulesAsync("prime", []).IsCompleted);
    }

    /// <summary>The version that the engine runs.</summary>
    public CompiledPathway Compiled => compiled;

    /// <summary>An engine for an edited version. Workflows that the edit did not touch keep their warmed engines; nothing
    /// is ever updated in place (traps T2, T3, T21).</summary>
    public ReferenceEngine For(CompiledPathway edited)
    {
        // A rule that evaluates another must find the edited one.
        var hasCalls = edited.Pathway.Workflows.SelectMany(w => w.Rules).Any(CallsAnother);
        return new ReferenceEngine(edited, hasCalls ? null : this);
    }

    /// <summary>This engine: RulesEngine takes one case at a time.</summary>
    public IEngine Over(IReadOnlyList<BoundCase> cases) => this;

    /// <summary>Compiles and warms the given workflows now rather than at their first case.</summary>
    public void Warm(IEnumerable<string> workflows, CancellationToken cancellation)
    {
        using var invariant = InvariantScope.Enter();

        // Different workflows share nothing that changes once types are fixed; RulesEngine itself offers to compile the
        // rules of one workflow side by side.
        Parallel.ForEach(workflows, new ParallelOptions { CancellationToken = cancellation }, name =>
        {
            if (engines.TryGetValue(compiled.Workflows[name], out var engine))
                _ = engine.Warmed.Value;
        });
    }

    /// <summary>The verdict of every rule of a workflow on a case, in declared order.</summary>
    public async ValueTask<WorkflowResult> EvaluateAsync(string workflowName, BoundCase facts, CancellationToken cancellation)
    {
        using var invariant = InvariantScope.Enter();
        var workflow = compiled.Workflows[workflowName];
        var results = new RuleResultTree?[workflow.Rules.Length];
        if (workflow.GlobalDiagnostics.IsEmpty && engines.TryGetValue(workflow, out var engine))
        {
            // RulesEngine leaves disabled rules out.
            var trees = new Queue<RuleResultTree>(
                await engine.Warmed.Value.ExecuteAllRulesAsync(workflowName, facts.Parameters, cancellation).ConfigureAwait(false));
            for (var i = 0; i < results.Length; i++)
                results[i] = workflow.Rules[i].Rule.Enabled ? trees.Dequeue() : null;
        }

        var bindings = new Lazy<KleeneBindings>(() => judge.Bind(workflow, facts));
        var rules = ImmutableArray.CreateBuilder<RuleResult>(workflow.Rules.Length);
        for (var i = 0; i < results.Length; i++)
            rules.Add(Judge(workflow, workflow.Rules[i], results[i], facts, bindings));
        return new WorkflowResult(workflow.Workflow, rules.MoveToImmutable());
    }

    private RuleResult Judge(
        CompiledWorkflow workflow, CompiledRule rule, RuleResultTree? tree, BoundCase facts, Lazy<KleeneBindings> bindings)
    {
        if (!rule.Rule.Enabled)
            return new RuleResult(rule.Rule, Verdict.Skipped, [], null, null, []);
        if (tree is null || FirstDefect(workflow, rule) is not null)
            return new RuleResult(rule.Rule, Verdict.Error, [], FirstDefect(workflow, rule), null, []);

        var result = JudgeVerdict(rule, tree);
        if (rule.Reads.Overlaps(facts.Missing))
            result = judge.Determine(workflow, rule, result, facts, bindings.Value);
        return result with { Figures = result.Verdict == Verdict.Met ? ReadFigures(rule, tree, facts) : null };
    }

    /// <summary>Why a rule of a workflow cannot be evaluated, or null.</summary>
    internal static string? FirstDefect(CompiledWorkflow workflow, CompiledRule rule)
    {
        return workflow.GlobalDiagnostics.FirstOrDefault()?.Message ?? Of(rule);

        static string? Of(CompiledRule rule) => rule.Defect ?? rule.Children.Select(Of).FirstOrDefault(d => d is not null);
    }

    /// <summary>What RulesEngine says of a rule without a defect, told apart.</summary>
    internal static RuleResult JudgeVerdict(CompiledRule rule, RuleResultTree tree)
    {
        if (!string.IsNullOrEmpty(tree.ExceptionMessage))
            return new RuleResult(rule.Rule, Verdict.Error, [], Cause(tree.ExceptionMessage), null, []);
        if (rule.Rule.Operator is null)
            return new RuleResult(rule.Rule, tree.IsSuccess ? Verdict.Met : Verdict.NotMet, [], null, null, []);

        var enabled = new Queue<RuleResultTree>(tree.ChildResults ?? []);
        var children = rule.Children
            .Select(c => c.Rule.Enabled ? JudgeVerdict(c, enabled.Dequeue()) : new RuleResult(c.Rule, Verdict.Skipped, [], null, null, []))
            .ToImmutableArray();
        return RuleJudge.Combine(rule, tree.IsSuccess, children);
    }

    /// <summary>The figures of a met rule, on the values that RulesEngine handed out.</summary>
    private Figures? ReadFigures(CompiledRule rule, RuleResultTree tree, BoundCase facts) =>
        rule.Rule.OnSuccess?.Name != nameof(EvaluateRule) ? judge.ReadFigures(rule, v => tree.Inputs.GetValueOrDefault(v.Name!), facts)
        : tree.ActionResult?.Exception is { } exception ? RuleJudge.Unreadable(rule, Cause(exception.Message), facts)
        : new Figures([(null, RuleJudge.Simple(tree.ActionResult?.Output))]);

    /// <summary>The part of RulesEngine's message that says what went wrong, in one line and without its stack trace.</summary>
    internal static string Cause(string message)
    {
        var text = message.Split('\n')[0].Trim();
        foreach (var prefix in (string[])["Error while executing rule : ", "Error while executing scoped params for rule `", "Error while compiling rule `"])
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && text.IndexOf(" - ", StringComparison.Ordinal) is > 0 and var dash)
                text = text[(dash + 3)..];
        }

        // An exception's own text can begin with its type: "System.InvalidOperationException: Nullable object …".
        var colon = text.IndexOf("Exception: ", StringComparison.Ordinal);
        return colon > 0 && !text[..colon].Contains(' ') ? text[(colon + "Exception: ".Length)..] : text;
    }

    /// <summary>Whether a rule, or one nested in it, runs another rule.</summary>
    internal static bool CallsAnother(Model.Rule rule) =>
        rule.OnSuccess?.Name == "EvaluateRule" || rule.OnFailure?.Name == "EvaluateRule" || rule.Rules.Any(CallsAnother);

    private RulesEngine.RulesEngine Build(List<CompiledWorkflow> workflows)
    {
        var parser = new Lazy<RuleExpressionParser>(() => new(ReferenceSettings.Create(compiled.Facts, compiled.Functions)));
        var actions = !workflows.Any(w => w.Rules.Any(r => CallsAnother(r.Rule))) ? null : new Dictionary<string, Func<ActionBase>>
        {
            [EvaluateRule.Name] = () => new EvaluateRule(compiled, parser.Value, w => engines[w].Engine.Value),
        };
        return new RulesEngine.RulesEngine(
            [.. workflows.Select(w => EngineModel.Copy(w, workflows))], ReferenceSettings.Create(compiled.Facts, compiled.Functions, actions));
    }

    private RulesEngine.RulesEngine MakeFirstCall(RulesEngine.RulesEngine engine, CompiledWorkflow workflow)
    {
        // RulesEngine compiles at the first call, and not safely from several threads (trap T7): the first call is made
        // here, under the lazy value's lock, on a case without any facts.
        var blank = BoundCase.Bind(compiled.Facts, compiled.Pathway, [], [], null);
        var first = engine.ExecuteAllRulesAsync(workflow.Workflow.Name, blank.Parameters);
        return first.IsCompleted ? engine : throw new InvalidOperationException("RulesEngine evaluates synchronously.");
    }
}
