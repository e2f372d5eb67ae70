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
    private readonly int variables;

    public RowWorkflow(CompiledPathway compiled, CompiledWorkflow workflow)
    {
        (this.compiled, Workflow) = (compiled, workflow);
        var compiler = new RowCompiler(compiled);
        inputs = [.. compiled.Inputs.Select(compiler.Bind)];
        ImmutableArray<CompiledRule> sound = [.. workflow.Rules.Where(r => r.Rule.Enabled && ReferenceEngine.FirstDefect(workflow, r) is null)];
        ImmutableArray<RowNode> globals = sound.IsEmpty ? [] : [.. workflow.Globals.Select(compiler.Bind)];
        Logic = sound.ToImmutableDictionary(r => r, r => RowLogic.Create(compiler, r, globals), (IEqualityComparer<CompiledRule>)ReferenceEqualityComparer.Instance);
        variables = compiler.Variables;
        Code = new RowCode(compiled, workflow, sound);
    }

    public CompiledWorkflow Workflow { get; }

    public RowCode Code { get; }

    /// <summary>The logic of each rule that is enabled and has no defect, nested ones not among them.</summary>
    public ImmutableDictionary<CompiledRule, RowLogic> Logic { get; }

    public RowCase NewCase() => new(this, Code.NewFrame(), new RowScope(variables));

    /// <summary>Binds the inputs of a case.</summary>
    public void Bind(RowScope scope, BoundCase facts)
    {
        scope.Clear();
        for (var i = 0; i < inputs.Length; i++)
            scope.Set(inputs[i], RowValue.Known(facts.Values[i]));
    }
}

/// <summary>What a workflow's rules make of a case; used for one case after another, by one thread.</summary>
internal sealed class RowCase(RowWorkflow workflow, RowFrame frame, RowScope scope)
{
    private BoundCase? facts;
    private bool isBound;

    public RowFrame Frame => frame;

    /// <summary>Judges all rules; must run in an <see cref="InvariantScope"/>, as what is asked of it must.</summary>
    public void Judge(BoundCase next)
    {
        (facts, isBound) = (next, false);
        workflow.Code.Run(ImmutableCollectionsMarshal.AsArray(next.Values)!, frame);
    }

    /// <summary>The verdict of a rule, nested or not.</summary>
    public Verdict VerdictOf(CompiledRule rule) => frame.Verdicts[workflow.Code.PositionOf(rule)] switch
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
        if (!isBound)
            workflow.Bind(scope, facts!);
        isBound = true;
        var isOpen = logic.IsOpen(scope, VerdictOf(logic.Rule));
        return scope.Asks ? null : isOpen;
    }
}
