using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>What the checks say of two versions.</summary>
/// <param name="New">Said of the candidate only.</param>
/// <param name="Gone">Said of the baseline only.</param>
/// <param name="Standing">Said of both, with the candidate's places.</param>
public sealed record CheckChanges(ImmutableArray<Diagnostic> New, ImmutableArray<Diagnostic> Gone, ImmutableArray<Diagnostic> Standing)
{
    public static CheckChanges None { get; } = new([], [], []);

    /// <summary>Checks both versions. Saved cases are looked at where both have their own: today's say nothing of an earlier
    /// release.</summary>
    public static CheckChanges Find(PathwayDiff diff, CheckSubject? before, CheckSubject? after, TimeProvider clock, CancellationToken cancellation)
    {
        var haveCases = before?.Suites is not null && after?.Suites is not null;
        return Of(Found(diff.Baseline, before), Found(diff.Candidate, after));

        ImmutableArray<Diagnostic> Found(PathwayVersion version, CheckSubject? subject) => subject is null
            ? []
            : Checker.Recheck(haveCases ? subject : subject with { Suites = null }, version.Compiled, clock, cancellation).Diagnostics;
    }

    /// <summary>Compares what was found. Lines move and releases lie in folders of their own, so the same message about the
    /// same file name is the same finding; one that is said twice as often is new once.</summary>
    public static CheckChanges Of(ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> after)
    {
        var old = before.GroupBy(Key).ToDictionary(g => g.Key, g => new Queue<Diagnostic>(g));
        var (added, standing) = (ImmutableArray.CreateBuilder<Diagnostic>(), ImmutableArray.CreateBuilder<Diagnostic>());
        foreach (var found in after)
            (old.TryGetValue(Key(found), out var same) && same.TryDequeue(out _) ? standing : added).Add(found);
        var gone = old.Values.SelectMany(q => q).ToHashSet((IEqualityComparer<Diagnostic>)ReferenceEqualityComparer.Instance);
        return new CheckChanges(added.ToImmutable(), [.. before.Where(gone.Contains)], standing.ToImmutable());
    }

    private static (string Id, DiagnosticSeverity Severity, string Message, string File) Key(Diagnostic found) =>
        (found.Id, found.Severity, found.Message, Path.GetFileName(found.Place.File));
}
