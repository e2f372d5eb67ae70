using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Looks for whom a diff touches, as a command was asked to.</summary>
/// <param name="By">The fact by which cases are told apart, as the user wrote it, or null.</param>
/// <param name="Witnesses">For how many effects a smallest case is sought.</param>
internal sealed record ImpactSearch(Terminal Terminal, string? By, int Witnesses)
{
    /// <summary>Effects with a smallest case of their own, where nothing else is asked for: each takes a moment.</summary>
    public const int FewWitnesses = 12;

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
        var cases = diff.Candidate.Suites.Cases.ToList();
        return cases.Count == 0 ? null : await ImpactFinder.FindAsync(diff, cases, strata, Math.Max(0, Witnesses), cancellation);
    }
}
