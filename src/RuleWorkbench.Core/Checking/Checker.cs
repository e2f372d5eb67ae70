using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>Everything that can be said of a pathway before it runs: what its loaders and the compiler found, and what
/// the checks find.</summary>
public static class Checker
{
    private static readonly string[] InputMembers = ["inputs", "policy", "clock", "pathway"];

    /// <summary>All findings in the order of files and places, with the severities that the pathway sets and without
    /// what it suppresses.</summary>
    public static ImmutableArray<Diagnostic> Check(CheckSubject subject, TimeProvider clock, CancellationToken cancellation) =>
        Recheck(subject, null, clock, cancellation).Diagnostics;

    /// <summary>The same after an edit: what has not changed is not compiled anew.</summary>
    /// <param name="earlier">The pathway before the edit, with the functions of <paramref name="subject"/>; null for none.</param>
    public static CheckedPathway Recheck(CheckSubject subject, CompiledPathway? earlier, TimeProvider clock, CancellationToken cancellation)
    {
        var found = subject.Loaded.Diagnostics.AddRange(subject.Suites?.Diagnostics ?? []);
        if (subject.Loaded.Pathway is not { } pathway)
            return new CheckedPathway(Sorted(found), null);
        var compiled = subject.Loaded.Diagnostics.Any(d => IsAboutInputs(d, pathway)) ? null
            : earlier?.Recompile(pathway, cancellation) ?? CompiledPathway.Compile(pathway, subject.Functions, subject.Scripts, null, cancellation);
        found = found.AddRange(subject.Suites?.Value?.Cases.SelectMany(c => c.Diagnostics) ?? []);
        found = found.AddRange(Run(CheckCatalogue.OfPathways, compiled?.Pathway ?? pathway, compiled, subject, clock, cancellation));
        return new CheckedPathway(Sorted(CheckSettings.Apply(found, pathway, subject.Loaded.Files, subject.Suites?.Value)), compiled);
    }

    /// <summary>Findings in plain workflows, of which only what needs no inputs can be known.</summary>
    public static ImmutableArray<Diagnostic> CheckPlain(LoadedPathway workflows, TimeProvider clock, CancellationToken cancellation)
    {
        var subject = new CheckSubject(workflows, null, []);
        var compiled = workflows.Diagnostics.Any(d => IsAboutInputs(d, workflows.Pathway!)) ? null : CompiledPathway.Compile(workflows.Pathway!, [], cancellation);
        var found = Run(CheckCatalogue.OfWorkflows, workflows.Pathway!, compiled, subject, clock, cancellation).Where(d => d.Id != DiagnosticIds.ExpressionDoesNotParse);
        return Sorted([.. workflows.Diagnostics, .. found, .. PlainSyntax.Check(workflows.Pathway!)]);
    }

    private static IEnumerable<Diagnostic> Run(
        ImmutableArray<Check> checks, Pathway pathway, CompiledPathway? compiled, CheckSubject subject, TimeProvider clock, CancellationToken cancellation)
    {
        var (expressions, parameters) = ExpressionCollector.Collect(pathway, compiled, cancellation);
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var context = new CheckContext(pathway, subject.Loaded.Files, compiled, subject.Suites?.Value, today, expressions) { Parameters = parameters };
        var found = new List<Diagnostic>();
        foreach (var check in checks)
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(check.Run(context));
        }

        // Of a bare flag the compiler says less than the check does.
        var bare = found.Where(d => d.Id == DiagnosticIds.BareFlag).Select(d => (d.Place.File, d.Place.Path)).ToHashSet();
        return (compiled?.Diagnostics ?? []).Where(d => d.Id != DiagnosticIds.ExpressionDoesNotParse || !bare.Contains((d.Place.File, d.Place.Path))).Concat(found);
    }

    /// <summary>Whether an error leaves it open what expressions can read; nothing can be compiled then.</summary>
    private static bool IsAboutInputs(Diagnostic found, Pathway pathway) =>
        found.Severity == DiagnosticSeverity.Error
        && !pathway.Workflows.Any(w => w.Place.File == found.Place.File)
        && (found.Place.File != pathway.Place.File || InputMembers.Any(m => found.Place.Path == m || found.Place.Path.StartsWith(m + ".", StringComparison.Ordinal) || found.Place.Path.StartsWith(m + "[", StringComparison.Ordinal)))
        && !IsMissingWorkflow(found, pathway);

    /// <summary>A workflow whose file is missing or broken leaves the others as they are.</summary>
    private static bool IsMissingWorkflow(Diagnostic found, Pathway pathway) =>
        Path.GetDirectoryName(found.Place.File) == Path.GetDirectoryName(pathway.Place.File) && found.Place.File != pathway.Place.File;

    private static ImmutableArray<Diagnostic> Sorted(ImmutableArray<Diagnostic> found) =>
    [
        .. found.DistinctBy(d => (d.Id, d.Place.File, d.Place.Line, d.Place.Column, d.Message))
            .OrderBy(d => d.Place.File, StringComparer.Ordinal).ThenBy(d => d.Place.Line).ThenBy(d => d.Place.Column).ThenBy(d => d.Id, StringComparer.Ordinal),
    ];
}
