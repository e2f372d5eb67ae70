using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>A cohort: synthetic people from a spec, or a file of cases. Counts of recommendations, rules, edges and strata; Enter
/// on a number lists the cases behind it.</summary>
public sealed class CohortPage : Page
{
    private readonly WorkbenchSession session;
    private readonly JobList jobs;
    private readonly TreeList tree;
    private readonly GridList<Person> people;
    private byte[]? lines;
    private CohortResult? result;
    private ImmutableArray<string> strata = [];
    private string problem = "";
    private string behind = "";

    public CohortPage(WorkbenchSession session, JobList jobs, Target target)
    {
        this.session = session;
        this.jobs = jobs;
        Target = target;
        tree = new TreeList { Placeholder = IsSpec ? "F5 makes people by this spec and runs them." : "F5 runs the people of this file." };
        tree.Entered = row =>
        {
            if (tree.NodeAt(row).Tag is Selection chosen)
                Drill(chosen);
            else
                tree.Toggle(row);
        };
        people = new GridList<Person>([new("line", 7, p => new Piece(p.Number.ToString(CultureInfo.InvariantCulture), Tone.Quiet)) { IsNumber = true, SortBy = p => p.Number }, new("facts", 0, p => new Piece(p.Line))])
        {
            Placeholder = "Enter on a number lists the cases behind it.",
        };
    }

    public override Target Target { get; }

    public override string Title => Path.GetFileNameWithoutExtension(Target.Name);

    public override LineList Main => tree;

    public override LineList Detail => people;

    public override string DetailTitle => behind.Length == 0 ? "cases" : $"{people.Count} cases: {behind}";

    public override ImmutableArray<Line> Head =>
        problem.Length > 0 ? [Line.Of(" " + problem, Tone.Bad)]
        : result is null ? [Line.Of(" " + Target.Name, Tone.Strong).And("   not run", Tone.Quiet)]
        : [Line.Of($" {Number(result.Summary.Cases)} people", Tone.Strong).And($"   {result.Summary.Everybody.AlertBurden:0} recommendations per 100", Tone.Quiet)
            .And(result.Summary.Rejected > 0 ? $"   {Number(result.Summary.Rejected)} lines are no cases" : "", Tone.Bad).And(result.Summary.InError > 0 ? $"   {Number(result.Summary.InError)} in error" : "", Tone.Bad)];

    public bool IsSpec => Target.Name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The results; null until the cohort has been run.</summary>
    public CohortResult? Result => result;

    /// <summary>The case of the cohort that is selected; null when there is none.</summary>
    public Person? Selected => people.Current;

    /// <summary>Makes or reads the people, where that has not been done, and runs them.</summary>
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
            var made = await jobs.RunAsync(Title, count, async job =>
            {
                var bytes = IsSpec ? await MakeAsync(compiled, count, job) : lines ?? await File.ReadAllBytesAsync(Target.Name, job.Cancellation);
                job.Reach(0);
                return new Ran(bytes, await CohortResult.RunAsync(compiled, bytes, Target.Name, strata, job.Reach, job.Cancellation));
            });
            if (made is null)
                return;
            (lines, result, problem, behind) = (made.Lines, made.Result, "", "");
            people.Show([]);
            Refresh();
        }
        catch (IOException e)
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
        strata = expressions;
        return null;
    }

    /// <summary>A person as a case.</summary>
    public Case? CaseOf(Person person) =>
        session.States.GetValueOrDefault(Target.Pathway)?.Pathway is { } pathway ? CohortLine.Read(person.Line, Target.Name, person.Number, pathway, null) : null;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Fail(string why)
    {
        problem = why;
        OnChanged();
    }

    private async Task<byte[]> MakeAsync(Compilation.CompiledPathway compiled, long count, Job job)
    {
        var spec = CohortSpecReader.Read(session.Documents.PathOf(Target.Name), Target.Name, compiled.Pathway);
        var maker = spec.Value is { } read ? CohortMaker.Create(compiled, read) : null;
        if (spec.Diagnostics.Concat(maker?.Diagnostics ?? []).FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } wrong)
            throw new IOException(wrong.ToString());
        using var stream = new MemoryStream();
        await maker!.Value!.WriteAsync(stream, 1, count, Math.Max(1, Environment.ProcessorCount), job.Reach, job.Cancellation);
        return stream.ToArray();
    }

    private void Refresh()
    {
        if (result?.Summary is not { } summary)
            return;
        tree.Show(
        [
            new TreeNode("recommendations", Line.Of("recommendations", Tone.Strong)) { IsOpen = true, Children = [.. summary.Everybody.Recommendations.Where(r => r.Any > 0).OrderByDescending(r => r.Recommended).Select(r => Node(r, summary.Cases))] },
            new TreeNode("ways", Line.Of("ways through the pathway", Tone.Strong)) { IsOpen = true, Children = [.. summary.Edges.Where(e => e.Cases > 0).Select(e => new TreeNode($"{e.From}:{e.Rule.Id}:{e.To}", Count(e.Cases, summary.Cases).And($"{e.From} → {e.To}").And("  " + e.Rule.Label, Tone.Quiet), new Selection("rules", "met", e.Rule.Id, $"{e.Rule.Id} met")))] },
            new TreeNode("rules", Line.Of("rules that are met", Tone.Strong)) { Children = [.. summary.Rules.Where(r => r.Met > 0).OrderByDescending(r => r.Met).Select(r => new TreeNode(r.Workflow + r.Rule.Id, Count(r.Met, summary.Cases).And(r.Rule.Label), new Selection("rules", "met", r.Rule.Id, $"{r.Rule.Id} met")))] },
            new TreeNode("open", Line.Of("rules that a missing fact leaves open", Tone.Strong)) { Children = [.. summary.Rules.Where(r => r.Undetermined > 0).OrderByDescending(r => r.Undetermined).Select(r => new TreeNode(r.Workflow + r.Rule.Id, Count(r.Undetermined, summary.Cases).And(r.Rule.Label).And("  lack " + string.Join(", ", r.Lacking.Take(3).Select(l => l.Fact)), Tone.Quiet), new Selection("rules", "undetermined", r.Rule.Id, $"{r.Rule.Id} undetermined")))] },
            .. summary.Strata.Select(s => new TreeNode("s:" + s.Name, Line.Of($"{s.Name}  ", Tone.Strong).And($"{Number(s.Cases)} people, {s.AlertBurden:0} recommendations per 100", Tone.Quiet)) { Children = [.. s.Recommendations.Where(r => r.Recommended > 0).OrderByDescending(r => r.Recommended).Select(r => new TreeNode(r.Code, Count(r.Recommended, s.Cases).And(r.Code)))] }),
        ]);
        OnChanged();
    }

    private static Line Count(long count, long of) => Line.Of($"{Number(count),9} {(of == 0 ? 0 : 100.0 * count / of),5:0.0} %  ");

    private static TreeNode Node(RecommendationCounts counts, long cases) => new(
        counts.Code,
        Count(counts.Recommended, cases).And(counts.Code),
        new Selection("recommendations", "recommended", counts.Code, $"{counts.Code} recommended"))
    {
        Children =
        [
            .. new[] { ("held", counts.Held, Tone.Warning), ("undetermined", counts.Undetermined, Tone.Warning), ("vetoed", counts.Vetoed, Tone.Bad) }.Where(s => s.Item2 > 0)
                .Select(s => new TreeNode(s.Item1, Count(s.Item2, cases).And(s.Item1, s.Item3), new Selection("recommendations", s.Item1, counts.Code, $"{counts.Code} {s.Item1}"))),
        ],
    };

    private void Drill(Selection chosen)
    {
        behind = chosen.Title;
        people.Show([.. result!.People.Where(p => Has(p.Record, chosen))]);
        people.Selected = 0;
        OnChanged();
    }

    private static bool Has(string record, Selection chosen)
    {
        using var document = JsonDocument.Parse(record);
        return document.RootElement.TryGetProperty(chosen.Member, out var member) && member.TryGetProperty(chosen.Status, out var names) && names.EnumerateArray().Any(n => n.ValueEquals(chosen.Name));
    }

    private sealed record Ran(byte[] Lines, CohortResult Result);

    /// <summary>Cases of which a record says something.</summary>
    private sealed record Selection(string Member, string Status, string Name, string Title);
}
