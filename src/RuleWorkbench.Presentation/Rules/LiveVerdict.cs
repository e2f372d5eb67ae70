using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What a rule does with the session's chosen case, anew with every version and every what-if change.</summary>
public sealed class LiveVerdict : IDisposable
{
    private readonly WorkbenchSession session;
    private readonly string pathway;
    private CancellationTokenSource? asking;
    private string ruleId = "";

    public LiveVerdict(WorkbenchSession session, string pathway)
    {
        this.session = session;
        this.pathway = pathway;
        session.VersionReady += TakeVersion;
        session.Chosen.Changed += Ask;
    }

    public event Action? Changed;

    /// <summary>Null when no case of this pathway is chosen, or the rule cannot be evaluated on it.</summary>
    public RuleOnCase? Now { get; private set; }

    /// <summary>What it did before the last version, to show that it flipped; null when there is nothing to compare.</summary>
    public RuleOnCase? Before { get; private set; }

    public string RuleId
    {
        get => ruleId;
        set
        {
            if (ruleId == value)
                return;
            ruleId = value;
            Ask();
        }
    }

    /// <summary>Ends when the verdict is that of the latest version.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    public void Dispose()
    {
        asking?.Cancel();
        session.VersionReady -= TakeVersion;
        session.Chosen.Changed -= Ask;
    }

    private void TakeVersion(PathwayState state)
    {
        if (state.Name == pathway)
            Ask();
    }

    private void Ask()
    {
        asking?.Cancel();
        asking = new CancellationTokenSource();
        Settled = AskAsync(asking.Token);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var state = session.States.GetValueOrDefault(pathway);
        var source = session.Chosen.Pathway == pathway ? session.Chosen.Case : null;
        var whatIf = session.Chosen.WhatIf;
        try
        {
            var found = state is null || source is null ? null : await Task.Run(() => RuleOnCase.OfAsync(state, source, whatIf, ruleId, cancellation), cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            if (Now?.CaseId == found?.CaseId && Now?.Sign != found?.Sign)
                Before = Now;
            else if (Now?.CaseId != found?.CaseId)
                Before = null;
            Now = found;
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer version is on its way.
        }
    }
}
