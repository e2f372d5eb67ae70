using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>The chosen case as a form: every fact with its unit and what is allowed. A change is tried at once and written into
/// the case only when it is kept.</summary>
public sealed class CasePane
{
    private readonly WorkbenchSession session;
    private readonly IDialogs dialogs;

    public CasePane(WorkbenchSession session, IDialogs dialogs)
    {
        this.session = session;
        this.dialogs = dialogs;
        List = new GridList<FactRow>(
        [
            new("fact", 0, r => new Piece(r.Path, r.IsTried ? Tone.Strong : r.IsDefault ? Tone.Quiet : Tone.Normal)),
            new("value", 20, r => new Piece((r.IsTried ? "~ " : "  ") + r.Shown, r.IsTried ? Tone.Accent : r.IsMissing ? Tone.Warning : r.IsDefault ? Tone.Quiet : Tone.Normal)),
            new("unit", 7, r => new Piece(r.Schema?.Unit ?? "", Tone.Quiet)),
            new("allowed", 22, r => new Piece(r.Allowed, Tone.Quiet)) { From = 70 },
        ])
        {
            Placeholder = "No case is chosen. Choose one with Ctrl+E, or press Enter on a case of a suite.",
        };
        session.Chosen.Changed += Refresh;
    }

    public GridList<FactRow> List { get; }

    /// <summary>The case's name, and what is tried.</summary>
    public string Title => session.Chosen.Case is not { } chosen ? "Case"
        : session.Chosen.WhatIf.IsEmpty ? $"Case {chosen.FullId}" : $"Case, {session.Chosen.WhatIf.Length} tried: {chosen.FullId}";

    /// <summary>Asks for another value of a fact and tries it.</summary>
    public async Task EditAsync(FactRow row)
    {
        if (await AskAsync(row) is { } value)
            await TryAsync(row.Path, value);
    }

    /// <summary>Makes a fact missing.</summary>
    public Task ClearAsync(FactRow row) => TryAsync(row.Path, "null");

    /// <summary>Takes the change of a fact back, or turns a flag: true, false, missing.</summary>
    public Task ToggleAsync(FactRow row) => row.Schema?.Kind != FactKind.Flag ? EditAsync(row)
        : TryAsync(row.Path, row.IsMissing ? "true" : row.Value is JValue { Value: true } ? "false" : "null");

    private async Task TryAsync(string path, string value)
    {
        var chosen = session.Chosen;
        if (chosen.Case is not { } source || session.States[chosen.Pathway!].Pathway is not { } pathway)
            return;
        var other = chosen.WhatIf.Where(w => !w.StartsWith(path + "=", StringComparison.Ordinal));
        var before = CaseEdits.Apply(source, other, pathway).Diagnostics.Length;
        var wrong = CaseEdits.Apply(source, [.. other, $"{path}={value}"], pathway).Diagnostics.Skip(before).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (wrong.Count > 0)
            await dialogs.TellAsync("Not a value of this fact", $"{wrong[0].Message} {wrong[0].Fix}".TrimEnd());
        else
            chosen.Try(path, value);
    }

    private async Task<string?> AskAsync(FactRow row)
    {
        var values = string.Join(", ", new[] { row.Schema?.Unit, row.Allowed }.Where(t => !string.IsNullOrEmpty(t)));
        var about = string.Join(" ", new[] { row.Schema?.Description, values.Length == 0 ? null : $"{values}." }.Where(t => !string.IsNullOrEmpty(t)));
        if (row.Schema?.Kind == FactKind.Flag)
            return await dialogs.PickAsync(row.Path, ["true", "false", "missing"]) switch { 0 => "true", 1 => "false", 2 => "null", _ => null };
        if (row.Schema?.AllowedValues is { IsEmpty: false } allowed)
        {
            var picked = await dialogs.PickAsync(row.Path, [.. allowed.Select(a => a.ToString()!), "missing"]);
            return picked is not { } index ? null : index == allowed.Length ? "null" : allowed[index] is string text ? new JValue(text).ToString(Newtonsoft.Json.Formatting.None) : allowed[index].ToString();
        }

        var initial = row.IsMissing ? "" : row.Value is JContainer ? row.Value.ToString(Newtonsoft.Json.Formatting.None) : row.Shown;
        var answer = await dialogs.AskAsync(row.Path, $"{about} Leave it empty for missing.".TrimStart(), initial);
        return answer is null ? null : answer.Trim().Length == 0 ? "null"
            : row.Schema?.Kind is FactKind.Text or FactKind.Date ? new JValue(answer.Trim()).ToString(Newtonsoft.Json.Formatting.None) : answer.Trim();
    }

    private void Refresh()
    {
        var chosen = session.Chosen;
        var pathway = chosen.Pathway is null ? null : session.States.GetValueOrDefault(chosen.Pathway)?.Pathway;
        ImmutableArray<FactRow> rows = chosen.Case is { } source && pathway is not null ? CaseFacts.Rows(pathway, CaseEdits.Apply(source, chosen.WhatIf, pathway), chosen.WhatIf) : [];
        List.Show(rows, (a, b) => a.Path == b.Path);
    }
}
