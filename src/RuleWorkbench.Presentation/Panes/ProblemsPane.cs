using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>All that check finds, in files as they are now, saved or not.</summary>
public sealed class ProblemsPane
{
    private readonly WorkbenchSession session;

    public ProblemsPane(WorkbenchSession session)
    {
        this.session = session;
        List = new GridList<ProblemRow>(
        [
            new("", 11, r => Severity(r.Problem)) { SortBy = r => -(int)r.Problem.Severity },
            new("id", 6, r => new Piece(r.Problem.Id, Tone.Quiet)) { From = 70 },
            new("problem", 0, r => new Piece(r.Problem.Message)),
            new("fix", 3, r => new Piece(r.Problem.Repair is null ? "" : "fix", Tone.Accent)) { From = 50 },
            new("where", 30, r => new Piece(Where(r.Problem.Place), Tone.Quiet)) { From = 100 },
        ])
        {
            Placeholder = "No problems.",
        };
        session.VersionReady += _ => Refresh();
        session.FilesChanged += Refresh;
    }

    public GridList<ProblemRow> List { get; }

    public int Errors => List.Seen.Count(r => r.Problem.Severity == DiagnosticSeverity.Error);

    public int Warnings => List.Seen.Count(r => r.Problem.Severity == DiagnosticSeverity.Warning);

    /// <summary>Whether every pathway has been checked at least once, so that no problems are good news.</summary>
    public bool AreAllKnown => session.Pathways.All(session.States.ContainsKey);

    public string Title => List.Count == 0 ? "Problems" : $"Problems {List.Count}";

    /// <summary>Makes the change that a problem offers.</summary>
    /// <returns>Why it could not be made; empty when it was, or when there is none.</returns>
    public ImmutableArray<Diagnostic> Mend(ProblemRow row) =>
        row.Problem.Repair is not { } fix ? []
        : session.States.GetValueOrDefault(row.Pathway) is not { } state || state.IsOutdated(session.Documents)
            ? [Diagnostic.Warning(DiagnosticIds.EditDoesNotFit, "The files have been edited since they were checked.", row.Problem.Place, "Wait a moment and try again.")]
            : session.Apply(new Mend([fix]), $"{char.ToLowerInvariant(fix.Title[0])}{fix.Title[1..]}");

    /// <summary>Makes every change that problems of a pathway offer, where none touches another.</summary>
    public ImmutableArray<Diagnostic> MendAll()
    {
        var rows = List.Seen.Where(r => r.Problem.Repair is not null && session.States.GetValueOrDefault(r.Pathway)?.IsOutdated(session.Documents) == false).ToList();
        return rows.Count == 0 ? [] : session.Apply(RuleWorkbench.Editing.Mend.Of(rows.Select(r => r.Problem)), $"mend {rows.Count} problems");
    }

    private static Piece Severity(Diagnostic found) => found.Severity switch
    {
        DiagnosticSeverity.Error => new Piece("! error", Tone.Bad),
        DiagnosticSeverity.Warning => new Piece("▲ warning", Tone.Warning),
        _ => new Piece("  note", Tone.Quiet),
    };

    private static string Where(SourcePlace place) => place.Line == 0 ? Path.GetFileName(place.File) : $"{Path.GetFileName(place.File)}:{place.Line}:{place.Column}";

    private void Refresh()
    {
        List.Placeholder = AreAllKnown ? "No problems." : "The pathways are being checked …";
        List.Show(
            [.. session.Unreadable.Select(d => new ProblemRow("", d)), .. session.States.Values.SelectMany(s => s.Problems.Select(d => new ProblemRow(s.Name, d)))
                .OrderByDescending(r => r.Problem.Severity)],
            (a, b) => a.Problem.Id == b.Problem.Id && a.Problem.Place == b.Problem.Place);
    }
}
