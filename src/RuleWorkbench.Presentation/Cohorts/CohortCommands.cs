using System.Collections.Immutable;
using System.Globalization;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>The commands about cohorts.</summary>
internal static class CohortCommands
{
    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("cohort.open", "Open a file of people", null, "Cohort", () => OpenAsync(w)) { Help = "lines of cases, CSV or Parquet" });
        w.Commands.Add(new("cohort.run", "Make and run the people of this tab", null, "Cohort", () => RunAsync(w)) { CanRun = () => w.Active is CohortPage });
        w.Commands.Add(new("cohort.by", "Break the numbers down by a fact", "Ctrl+B", "Cohort", () => ByAsync(w)) { CanRun = () => w.Active is CohortPage });
        w.Commands.Add(new("cohort.save-case", "Save the selected person as a case", null, "Cohort", () =>
        {
            var page = (CohortPage)w.Active;
            return CaseCommands.SaveAsync(w, page.Target.Pathway, page.Selected!, $"from the cohort {page.Title}");
        })
        { CanRun = () => w.Active is CohortPage { Selected: not null } });
    }

    /// <summary>Runs the cohort in front; how many people a spec makes is asked.</summary>
    public static async Task RunAsync(Workbench w)
    {
        if (w.Active is not CohortPage page)
            return;
        long count = 0;
        if (page.IsSpec)
        {
            if (await w.Dialogs.AskAsync("How many people?", "The same number gives the same people. A million take a minute.", "10000") is not { } text)
                return;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > 1_000_000)
            {
                await w.Dialogs.TellAsync("How many people?", "From 1 to 1000000. `rulewb cohort make` makes more.");
                return;
            }
        }

        await page.RunAsync(count);
    }

    private static async Task OpenAsync(Workbench w)
    {
        if (CaseCommands.PathwayInFront(w) is not { } pathway || await w.Dialogs.AskAsync("Open people", "Path of a file: lines of cases (.ndjson), .csv, .tsv or .parquet; .gz and .zst too.") is not { Length: > 0 } text)
            return;
        var path = Path.GetFullPath(text, w.Session.Workspace.Root);
        if (!File.Exists(path))
        {
            await w.Dialogs.TellAsync("Open people", $"There is no file {path}.");
            return;
        }

        w.Open(new Target(TargetKind.Cohort, pathway, path));
        await RunAsync(w);
    }

    private static async Task ByAsync(Workbench w)
    {
        var page = (CohortPage)w.Active;
        if (await w.Dialogs.AskAsync("Break down by", "A fact or an expression, such as patient.sex or patient.age / 10; several with ;. Leave it empty for none.") is not { } text)
            return;
        var expressions = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        if (page.By(expressions) is { } unusable)
            await w.Dialogs.TellAsync("Break down by", $"{unusable} is no expression over the facts of {page.Target.Pathway}.");
    }
}
