using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>A cohort: synthetic people from a spec, or a file of cases. Its counts follow the edits of the pathway; Enter on a
/// number lists the cases behind it.</summary>
public sealed class CohortPage : Page
{
    private readonly WorkbenchSession session;
    private readonly JobList jobs;
    private readonly LoadedPeople loaded;
    private readonly PeopleLoader loader;
    private readonly TreeList tree;
    private readonly PeopleList cases = new() { Placeholder = "Enter on a number lists the cases behind it." };
    private (LiveResult? Now, ImmutableArray<LiveChange> Changes) shown;
    private string problem = "";
    private string behind = "";

    public CohortPage(WorkbenchSession session, JobList jobs, LoadedPeople loaded, PeopleLoader loader, Target target)
    {
        (this.session, this.jobs, this.loaded, this.loader) = (session, jobs, loaded, loader);
        Target = target;
        tree = new TreeList { Placeholder = IsSpec ? "F5 makes people by this spec and runs them." : "F5 runs the people of this file." };
        tree.Entered = row =>
        {
            if (tree.NodeAt(row).Tag is CohortNumber number)
                Drill(number);
            else
                tree.Toggle(row);
        };
    }

    public override Target Target { get; }

    public override string Title => Path.GetFileNameWithoutExtension(Target.Name);

    public override LineList Main => tree;

    public override LineList Detail => cases;

    public override string DetailTitle => behind.Length == 0 ? "cases" : $"{PeopleWords.Number(cases.Count)} cases: {behind}";

    public override ImmutableArray<Line> Head =>
        problem.Length > 0 ? [Line.Of(" " + problem, Tone.Bad)]
        : People?.Now?.Summary is not { } summary ? [Line.Of(" " + Target.Name, Tone.Strong).And(People is null ? "   not run" : $"   {People.Obstacle ?? "counting …"}", Tone.Quiet)]
        : [Line.Of($" {PeopleWords.Number(summary.Cases)} people", Tone.Strong).And($"   {summary.Everybody.AlertBurden:0} recommendations per 100", Tone.Quiet)
            .And(summary.Rejected > 0 ? $"   {Count.Of((int)summary.Rejected, "line")} no case" : "", Tone.Bad).And(summary.InError > 0 ? $"   {PeopleWords.Number(summary.InError)} in error" : "", Tone.Bad)
            .And(People.Obstacle is { } why ? $"   before: {why}" : People.IsRunning ? "   counting …" : "", Tone.Warning)];

    public bool IsSpec => Target.Name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The people in memory; null until the cohort has been run.</summary>
    public LivePeople? People { get; private set; }

    /// <summary>The case of the cohort that is selected; null when there is none.</summary>
    public Case? Selected =>
        cases.Current is { } line && session.States.GetValueOrDefault(Target.Pathway)?.Pathway is { } pathway ? CohortLine.Read(line, Target.Name, 1, pathway, null) : null;

    public override void Dispose()
    {
        Unload();
        base.Dispose();
    }

    /// <summary>Makes or reads the people and counts them.</summary>
    /// <param name="count">How many are made by a spec.</param>
    public async Task RunAsync(long count)
    {
        await session.Settled;
        if (session.States.GetValueOrDefault(Target.Pathway)?.Compiled is not { } compiled)
        {
            Fail($"{Target.Pathway} cannot be run as it stands: see the problems (F4).");
            return;
        }

        try
        {
            var spec = IsSpec ? session.Documents.PathOf(Target.Name) : null;
            var strata = People?.Strata ?? [];
            var made = await jobs.RunAsync(Title, spec is null ? 0 : count, job => spec is null ? loader.ReadAsync(compiled, Path.GetFullPath(Target.Name, session.Workspace.Root), strata, job) : loader.MakeAsync(compiled, spec, Target.Name, count, strata, job));
            if (made is null)
                return;
            Unload();
            People = new LivePeople(session, jobs, Target.Pathway, Title, made.Population);
            People.Changed += Refresh;
            loaded.Add(People);
            problem = "";
            if (!made.Unused.IsEmpty)
                session.Message = $"Columns that are no fact: {string.Join(", ", made.Unused)}.";
            await People.Settled;
        }
        catch (Exception e) when (e is IOException or PopulationTooLargeException or InvalidDataException or UnauthorizedAccessException)
        {
            Fail(e.Message);
        }
    }

    /// <summary>Breaks the numbers down by expressions over the facts.</summary>
    /// <returns>An expression that does not mean anything here; null when all do.</returns>
    public string? By(ImmutableArray<string> expressions)
    {
        if (session.States.GetValueOrDefault(Target.Pathway)?.Compiled is not { } compiled)
            return null;
        if (new CohortRunner(compiled).UnusableStrata(expressions) is [var unusable, ..])
            return unusable;
        People?.By(compiled, expressions);
        return null;
    }

    private void Unload()
    {
        if (People is null)
            return;
        People.Changed -= Refresh;
        loaded.Remove(People);
        People = null;
    }

    private void Fail(string why)
    {
        problem = why;
        OnChanged();
    }

    private void Refresh()
    {
        if (People?.Now is { } now && (!ReferenceEquals(now, shown.Now) || shown.Changes != People.Changes))
        {
            shown = (now, People.Changes);
            tree.Show(CohortTree.Of(now, People.Changes));
        }

        OnChanged();
    }

    private void Drill(CohortNumber number)
    {
        behind = number.Title;
        cases.Show(number.Of.Population, number.Cases);
        OnChanged();
    }
}
