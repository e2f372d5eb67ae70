using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>A sheet with the chosen row in full below: Enter changes the chosen cell, Ins adds a row, Del takes one away.</summary>
public sealed class SheetPage : Page
{
    private readonly WorkbenchSession session;
    private readonly IDialogs dialogs;
    private readonly Action<Target> open;
    private readonly ISheet sheet;
    private readonly SheetList cells = new();
    private readonly TextList detail = new();

    public SheetPage(WorkbenchSession session, IDialogs dialogs, Action<Target> open, Target target, string title, ISheet sheet)
    {
        (this.session, this.dialogs, this.open, this.sheet) = (session, dialogs, open, sheet);
        (Target, Title) = (target, title);
        cells.Placeholder = sheet.Placeholder;
        cells.Entered = _ => Started = EditAsync();
        cells.Toggled = _ => Started = EditAsync();
        cells.Inserted = () => Started = AddAsync();
        cells.Deleted = _ => Started = RemoveAsync();
        cells.Changed += ShowDetail;
        session.FilesChanged += Refresh;
        session.VersionReady += OnVersion;
        Refresh();
    }

    public override Target Target { get; }

    public override string Title { get; }

    public override LineList Main => cells;

    public override LineList Detail => detail;

    public override string DetailTitle => cells.Current?.Cells[0] ?? "";

    public override ImmutableArray<Line> Head =>
        [Line.Of($" {(sheet.About.Length > 0 ? sheet.About : Count.Of(cells.Count, sheet.Thing))}", Tone.Strong).And("   Enter ", Tone.Accent).And("change  ", Tone.Quiet).And("Ins ", Tone.Accent).And("add  ", Tone.Quiet).And("Del ", Tone.Accent).And("remove", Tone.Quiet)];

    /// <summary>What the user began last.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Chooses a row.</summary>
    public void Choose(string key) => cells.Choose(key);

    public override void Dispose()
    {
        session.FilesChanged -= Refresh;
        session.VersionReady -= OnVersion;
        base.Dispose();
    }

    private async Task EditAsync()
    {
        if (cells.Current is not { } row)
        {
            await AddAsync();
            return;
        }

        var column = cells.Column;
        if (column == 0 && sheet.Opens(row) is { } target)
            open(target);
        else if (await AskAsync(row, column) is { } text && text.Trim() != row.Cells[column])
            await TellAsync("Not changed", await sheet.SetAsync(row, column, text.Trim()));
    }

    private async Task<string?> AskAsync(SheetRow row, int column)
    {
        var (title, choices) = ($"{row.Cells[0]}: {sheet.Columns[column].Title}", sheet.Choices(row, column));
        var takesOthers = sheet.Columns[column].TakesOthers;
        if (!choices.IsEmpty)
        {
            if (await dialogs.PickAsync(title, takesOthers ? [.. choices, "something else …"] : choices) is not { } picked)
                return null;
            if (picked < choices.Length)
                return choices[picked];
        }

        return await dialogs.AskAsync(title, sheet.Columns[column].Hint, row.Cells[column]);
    }

    private async Task AddAsync()
    {
        if (await dialogs.AskAsync($"New {sheet.Thing}", sheet.Columns[0].Hint) is not { Length: > 0 } name)
            return;
        await TellAsync("Not added", await sheet.AddAsync(name.Trim()));
        Choose(name.Trim());
    }

    private async Task RemoveAsync()
    {
        if (cells.Current is not { } row)
            return;
        var uses = sheet.Uses(row).ToList();
        if (uses.Count > 0 && await dialogs.ChooseAsync($"Remove {row.Cells[0]}", $"{string.Join("\n", uses.Take(12))}\n{(uses.Count > 12 ? $"and {uses.Count - 12} more " : "")}still name it.", "Keep it", "Remove it") != 1)
            return;
        await TellAsync("Not removed", await sheet.RemoveAsync(row));
    }

    private Task TellAsync(string title, ImmutableArray<Diagnostic> refused) =>
        refused is [var first, ..] ? dialogs.TellAsync(title, $"{first.Message} {first.Fix}".TrimEnd()) : Task.CompletedTask;

    private void OnVersion(PathwayState state)
    {
        if (state.Name == Target.Pathway)
            Refresh();
    }

    private void Refresh()
    {
        cells.Show(sheet.Columns, sheet.Rows);
        OnChanged();
    }

    private void ShowDetail()
    {
        if (cells.Current is { } row)
        {
            var columns = sheet.Columns;
            var uses = sheet.Uses(row).ToList();
            var label = columns.Skip(1).Max(c => Columns.Of(c.Title)) + 2;
            Line Label(string title) => Line.Of(title, Tone.Quiet).Fit(label);
            detail.Show(
            [
                Line.Of(columns[cells.Column].Title + "  ", Tone.Title).And(columns[cells.Column].Hint, Tone.Quiet),
                .. columns.Skip(1).Select((c, i) => (c.Title, Text: row.Cells[i + 1])).Where(c => c.Text.Length > 0)
                    .Select(c => Label(c.Title).And(c.Text) with { Hanging = label }),
                uses.Count == 0 ? Line.Of("no rule names it", Tone.Quiet) : Label("named by").And(string.Join(", ", uses)) with { Hanging = label },
            ]);
        }
        else
        {
            detail.Show([]);
        }

        OnChanged();
    }
}
