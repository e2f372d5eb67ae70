using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What a rule does with a case, whether or not the walk reaches it.</summary>
/// <param name="IsReached">False when the walk does not come to the rule's workflow.</param>
/// <param name="Status">What becomes of the rule's recommendation; none when it has none.</param>
public sealed record RuleOnCase(string CaseId, RuleResult Result, ImmutableArray<CriterionLine> Criteria, bool IsReached, RecommendationStatus Status)
{
    public string Sign => ExplanationWords.Sign(Result);

    /// <summary>The verdict in words, with what leaves it open.</summary>
    public string Words => ExplanationWords.VerdictOf(Result);

    /// <summary>Null when the version has no such rule, or the case cannot be run.</summary>
    /// <param name="whatIf">Changes of the case that nobody has saved.</param>
    public static async Task<RuleOnCase?> OfAsync(PathwayState state, Case source, ImmutableArray<string> whatIf, string ruleId, CancellationToken cancellation)
    {
        if (state.Engine is not { } engine || state.Compiled is not { } compiled)
            return null;
        var workflow = compiled.Pathway.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == ruleId));
        var tried = CaseEdits.Apply(source, whatIf, compiled.Pathway);
        if (workflow is null || tried.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            return null;
        var facts = BoundCase.Bind(compiled.Facts, compiled.Pathway, tried);
        var result = await engine.EvaluateAsync(workflow.Name, facts, cancellation).ConfigureAwait(false);
        var trace = new RuleTracer(compiled).Trace(result with { Rules = [.. result.Rules.Where(r => r.Rule.Id == ruleId)] }, facts)[0];
        var walk = await new Walker(engine).WalkAsync(facts, cancellation).ConfigureAwait(false);
        var status = trace.Rule.Rule.SuccessEvent is { } code ? walk.StatusOf(code) : RecommendationStatus.None;
        return new RuleOnCase(source.FullId, trace.Result, CriterionLine.Of(trace), walk.Rule(ruleId) is not null, status);
    }
}
