using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>A workflow's rules in the form for one case after another: code for verdicts and figures (<see cref="RowCode"/>), and
/// three-valued logic for what a missing fact leaves open (<see cref="RowLogic"/>). Immutable.</summary>
internal sealed class RowWorkflow
{
    private readonly CompiledPathway compiled;
    private readonly ImmutableArray<int> inputs;
    private readonly ImmutableArray<RowNode> globals;
    private readonly int variables;

    public RowWorkflow(CompiledPathway compiled, CompiledWorkflow workflow)
    {
        (this.compiled, Workflow) = (compiled, workflow);
        var compiler = new RowCompiler(compiled);
        inputs = [.. compiled.Inputs.Select(compiler.Bind)];
        ImmutableArray<CompiledRule> sound = [.. workflow.Rules.Where(r => r.Rule.Enabled && ReferenceEngine.FirstDefect(workflow, r) is null)];
        globals = sound.IsEmpty ? [] : [.. workflow.Globals.Select(compiler.Bind)];
        Logic = sound.ToImmutableDictionary(r => r, r => RowLogic.Create(compiler, r), (IEqualityComparer<CompiledRule>)ReferenceEqualityComparer.Instance);
        variables = compiler.Variables;
        Code = new RowCode(compiled, workflow, sound);
    }

    public CompiledWorkflow Workflow { get; }

    public RowCode Code { get; }

    /// <summary>The logic of each rule that is enabled and has no defect, nested ones not among them.</summary>
    public ImmutableDictionary<CompiledRule, RowLogic> Logic { get; }

    public RowCase NewCase() => new(this, Code.NewFrame(), new RowScope(variables));

    /// <summary>Binds the inputs of a case; returns what the workflow's parameters come to on it.</summary>
    public RowValue Bind(RowScope scope, BoundCase facts)
    {
        scope.Clear();
        for (var i = 0; i < inputs.Length; i++)
            scope.Set(inputs[i], RowValue.Known(facts.Values[i]));
        return RowLogic.Before(scope, RowLogic.Sound, globals);
    }
}

/// <summary>What a workflow's rules make of a case; used for one case after another, by one thread.</summary>
internal sealed class RowCase(RowWorkflow workflow, RowFrame frame, RowScope scope)
{
    private BoundCase? facts;
    private RowValue? globals;
    private bool isJudged;

    /// <summary>Takes a case. Its rules are judged when a verdict is asked for; whatever is asked must run in an
    /// <see cref="InvariantScope"/>.</summary>
    public void Take(BoundCase next) => (facts, globals, isJudged) = (next, null, false);

    /// <summary>The verdict of a rule, nested or not.</summary>
    public Verdict VerdictOf(CompiledRule rule) => Judged().Verdicts[workflow.Code.PositionOf(rule)] switch
    {
        RowFrame.Met => Verdict.Met,
        RowFrame.NotMet => Verdict.NotMet,
        _ => Verdict.Error,
    };

    /// <summary>Whether the case lacks any of these facts.</summary>
    public bool Lacks(FactSet reads) => reads.Overlaps(facts!.Missing);

    /// <summary>The values of the figures of a rule that is met and not nested; null where one of them fails.</summary>
    public object?[]? FiguresOf(CompiledRule rule)
    {
        var first = workflow.Code.FiguresOf(rule);
        Judged();
        if (!rule.Figures.IsEmpty && frame.Kinds[first] == RowFrame.Failed)
            return null;
        var values = new object?[rule.Figures.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = frame.Kinds[first + i] == RowFrame.Number ? frame.Numbers[first + i] : frame.Values[first + i];
        return values;
    }

    /// <summary>Whether a missing fact leaves the verdict of a rule that is not nested open; null where only
    /// <see cref="KleeneEvaluator"/> tells.</summary>
    public bool? IsOpen(CompiledRule rule) => IsOpen(workflow.Logic[rule]);

    /// <summary>The same for any rule.</summary>
    public bool? IsOpen(RowLogic logic)
    {
        if (!Lacks(logic.Rule.Reads))
            return false;
        var value = logic.Evaluate(scope, globals ??= workflow.Bind(scope, facts!));
        var isOpen = value.IsUnknown ? value.HasFacts : VerdictOf(logic.Rule) != (value.IsTrue ? Verdict.Met : value.IsFalse ? Verdict.NotMet : Verdict.Error);
        return scope.Asks ? null : isOpen;
    }

    private RowFrame Judged()
    {
        if (!isJudged)
            workflow.Code.Run(ImmutableCollectionsMarshal.AsArray(facts!.Values)!, frame);
        isJudged = true;
        return frame;
    }
}
