using System.Collections.Immutable;
using CommunityToolkit.Mvvm.ComponentModel;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Session;

/// <summary>The case whose verdicts are shown beside the rules, and what-if changes of it that are never saved. It is walked
/// anew, in the background, with every version of its pathway.</summary>
public sealed partial class ChosenCase : ObservableObject
{
    private readonly WorkbenchSession session;
    private int asked;

    internal ChosenCase(WorkbenchSession session)
    {
        this.session = session;
        session.VersionReady += state =>
        {
            if (state.Name == Pathway)
                Walk();
        };
    }

    /// <summary>Something of what is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>Name of the pathway; null when no case is chosen.</summary>
    public string? Pathway { get; private set; }

    /// <summary>Suite and id; null when no case is chosen.</summary>
    public string? FullId { get; private set; }

    /// <summary>What-if changes, as <see cref="CaseEdits"/> has them: <c>patient.age=71</c>.</summary>
    public ImmutableArray<string> WhatIf { get; private set; } = [];

    /// <summary>The case as it is in its suite; null when none is chosen, or it is not there (any more).</summary>
    public Case? Case => Pathway is null ? null : session.States.GetValueOrDefault(Pathway)?.Case(FullId!);

    /// <summary>What the case does, what-if changes included; null until it has been walked, and when it cannot be.</summary>
    public Explanation? Explanation { get; private set; }

    /// <summary>What the case does without what-if changes; the same as <see cref="Explanation"/> where there are none.</summary>
    public Explanation? Unchanged { get; private set; }

    /// <summary>Why the case cannot be walked; empty when it can.</summary>
    public ImmutableArray<Diagnostic> Problems { get; private set; } = [];

    /// <summary>Ends when the case has been walked as it is now.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>Chooses another case; null for none. What-if changes are dropped.</summary>
    public void Choose(string? pathway, string? fullId)
    {
        if (pathway == Pathway && fullId == FullId)
            return;
        (Pathway, FullId, WhatIf) = (pathway, fullId, []);
        Walk();
    }

    /// <summary>Tries a fact; the change before of the same fact is replaced.</summary>
    /// <param name="value">As <see cref="CaseEdits"/> has it; null takes the change back.</param>
    public void Try(string fact, string? value)
    {
        WhatIf = [.. WhatIf.Where(w => !w.StartsWith(fact + "=", StringComparison.Ordinal)), .. value is null ? [] : new[] { $"{fact}={value}" }];
        Walk();
    }

    /// <summary>Drops all what-if changes.</summary>
    public void DropWhatIf()
    {
        if (WhatIf.IsEmpty)
            return;
        WhatIf = [];
        Walk();
    }

    private void Walk() => Settled = WalkAsync(++asked);

    private async Task WalkAsync(int turn)
    {
        var state = Pathway is null ? null : session.States.GetValueOrDefault(Pathway);
        if (Case is not { } source || state?.Engine is not { } engine)
        {
            (Explanation, Unchanged, Problems) = (null, null, []);
            Changed?.Invoke();
            return;
        }

        var edits = WhatIf;
        var walked = await Task.Run(async () =>
        {
            var tried = CaseEdits.Apply(source, edits, engine.Compiled.Pathway);
            var wrong = tried.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToImmutableArray();
            if (!wrong.IsEmpty)
                return (Explanation: (Explanation?)null, Unchanged: (Explanation?)null, Problems: wrong);
            var explainer = new Explainer(engine);
            var unchanged = await explainer.ExplainAsync(source, CancellationToken.None);
            return (Explanation: edits.IsEmpty ? unchanged : await explainer.ExplainAsync(tried, CancellationToken.None), Unchanged: unchanged, Problems: wrong);
        });
        if (turn != asked)
            return;
        (Explanation, Unchanged, Problems) = walked;
        Changed?.Invoke();
    }
}
