using RuleWorkbench.Cli.Commands.Cohorts;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Looks for whom a diff touches, as a command was asked to.</summary>
/// <param name="Filter">Which of the saved cases.</param>
/// <param name="By">The fact by which cases are told apart, as the user wrote it, or null.</param>
/// <param name="Witnesses">For how many effects a smallest case is sought.</param>
/// <param name="Cohort">A file of cases that are run in place of the saved ones, or null.</param>
/// <param name="Clock">The date of its cases that give none, or null.</param>
internal sealed record ImpactSearch(Terminal Terminal, CaseFilter Filter, string? By, int Witnesses, string? Cohort, DateOnly? Clock)
{
    /// <summary>Effects with a smallest case of their own, where nothing else is asked for: each takes a moment.</summary>
    public const int FewWitnesses = 12;

    /// <summary>The pathways to compare. The cases of a cohort are those of one.</summary>
    public IReadOnlyList<(string Baseline, string Candidate)> Pairs(OpenVersions versions)
    {
        var pairs = versions.Pairs().ToList();
        return Cohort is null || pairs.Count <= 1 ? pairs
            : throw new CommandFailure(ExitCode.CouldNotRun, "The cases of a cohort are those of one pathway, and there are several here.", $"Name one behind the versions: {string.Join(", ", pairs.Select(p => $"`{p.Candidate}`"))}.");
    }

    /// <summary>The impact, or null where there is nothing to run.</summary>
    public async Task<ImpactResult?> FindAsync(PathwayDiff diff, CancellationToken cancellation)
    {
        if (diff.Baseline.Pathway is null || diff.Candidate.Pathway is not { } pathway)
            return null;
        if (!diff.NotCompared.IsEmpty)
        {
            Terminal.Error.MarkupLine($"[yellow]{Markup.Escape($"The impact on `{diff.Pathway}` was not looked for, since a version is invalid.")}[/]");
            return null;
        }

        Strata? strata = null;
        if (By is not null && (strata = Strata.TryParse(By, pathway)) is null)
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{By}` is no single fact of `{pathway.Name}`.", "Name one as input.fact, or a number as input.fact:width.");
        if (Cohort is not null)
            return await FindInCohortAsync(diff, pathway, Cohort, strata, cancellation);
        var cases = diff.Candidate.Suites.Cases.Where(Filter.Matches).ToList();
        if (cases.Count == 0 && Filter.Suites.Count > 0)
            throw new CommandFailure(ExitCode.CouldNotRun, $"No case matches {Filter}.", NearestName.Hint(Filter.Suites[0], diff.Candidate.Suites.Suites.Select(s => s.Name)));
        if (cases.Count == 0)
            return null;
        var progress = new ImpactProgress();
        return await ImpactBar.ShowAsync(Terminal.Error, progress, ImpactFinder.FindAsync(diff, cases, strata, Math.Max(0, Witnesses), cancellation, progress));
    }

    private async Task<ImpactResult> FindInCohortAsync(PathwayDiff diff, Pathway pathway, string file, Strata? strata, CancellationToken cancellation)
    {
        var source = await CohortInput.OpenAsync(file, cancellation);
        await using var lines = source.Lines ?? new RowsAsLines(source.Rows!, Map(source, pathway));
        var options = new CohortOptions(source.DisplayPath, Clock, [], WritesRecords: false, Environment.ProcessorCount);
        var progress = new ImpactProgress();
        var impact = await ImpactBar.ShowAsync(Terminal.Error, progress, FindAsync());
        return impact.Whole.Cases > 0 ? impact
            : throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` holds no case of `{pathway.Name}`{(impact.Rejected > 0 ? $"; {impact.Rejected} lines are no cases" : "")}.", $"`rulewb cohort run {pathway.Name} --input {file}` tells what is wrong with them.");

        async Task<ImpactResult> FindAsync()
        {
            try
            {
                return await ImpactFinder.FindAsync(diff, lines, options, strata, Math.Max(0, Witnesses), cancellation, progress);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
            {
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` is damaged: {e.Message}", "Restore the file.");
            }
        }
    }

    private ColumnMap Map(CohortInput source, Pathway pathway)
    {
        var guessed = ColumnMap.Guess(source.Rows!.Columns, pathway);
        if (guessed.Unused.ToList() is { Count: > 0 } unused)
            Terminal.Error.MarkupLine($"[yellow]Not used, since no fact has such a name: {Markup.Escape(string.Join(", ", unused))}.[/]");
        return guessed;
    }
}
