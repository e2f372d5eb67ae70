using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Panes;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation;

/// <summary>The commands about cases: choosing, running, making and recording them.</summary>
internal static class CaseCommands
{
    public static void AddTo(Workbench w)
    {
        var chosen = w.Session.Chosen;
        w.Commands.Add(new("case.choose", "Choose a case", "Ctrl+E", "Case", () => ChooseAsync(w)) { Help = "its verdicts stand beside the rules" });
        w.Commands.Add(new("case.keep", "Keep what is tried in the case", "Ctrl+T", "Case", () => KeepAsync(w)) { CanRun = () => !chosen.WhatIf.IsEmpty });
        w.Commands.Add(Commands.WorkbenchCommand.Of("case.drop", "Drop what is tried", "Ctrl+U", "Case", chosen.DropWhatIf) with { CanRun = () => !chosen.WhatIf.IsEmpty });
        w.Commands.Add(new("case.new", "New case", "Ctrl+N", "Case", () => NewAsync(w, null)) { Help = "in the suite in front, or that of the chosen case" });
        w.Commands.Add(new("case.vary", "Vary the chosen case", null, "Case", () => NewAsync(w, chosen.Case)) { CanRun = () => chosen.Case is not null, Help = "a new case that takes its facts over, with what is tried" });
        w.Commands.Add(new("case.duplicate", "Duplicate the chosen case", null, "Case", () => DuplicateAsync(w)) { CanRun = () => chosen.Case is not null });
        w.Commands.Add(new("case.record", "Record what the case does as expected", "Ctrl+R", "Case", () => RecordAsync(w)) { CanRun = () => chosen.Unchanged is not null && chosen.WhatIf.IsEmpty });
        w.Commands.Add(Commands.WorkbenchCommand.Of("case.text", "The chosen case as JSON", "Alt+J", "Case", () => w.GoTo(chosen.Pathway!, chosen.Case!.Place)) with { CanRun = () => chosen.Case is not null });
        w.Commands.Add(new("case.filter", "Filter the cases of this tab", "Ctrl+L", "Case", async () =>
        {
            if (w.Active is SuitePage page && await w.Dialogs.AskAsync("Filter", "Only cases with this text in id, why or tags. Leave it empty for all.", page.Filter) is { } text)
                page.Filter = text;
        })
        { CanRun = () => w.Active is SuitePage });
        w.Commands.Add(Commands.WorkbenchCommand.Of("case.only-failed", "Only cases that failed, or all", null, "Case", () =>
        {
            if (w.Active is SuitePage page)
                page.OnlyFailed = !page.OnlyFailed;
        }) with
        { CanRun = () => w.Active is SuitePage });
        w.Commands.Add(Commands.WorkbenchCommand.Of("case.sort", "Sort the cases by the next column", null, "Case", () => (w.Active as SuitePage)?.SortByNext()) with { CanRun = () => w.Active is SuitePage, Help = "or click on a title" });
        w.Commands.Add(new("run.all", "Run all cases", "F5", "Run", () => RunAsync(w, (_, _) => true)) { StatusTitle = "Run", Help = "of the pathway in front" });
        w.Commands.Add(new("run.failed", "Run the cases that failed", "F8", "Run", () => RunAsync(w, (p, c) => w.Runs.Find(p, c) is { Outcome: not CaseOutcome.Passed })));
        w.Commands.Add(new("run.one", "Run the chosen case", "F9", "Run", () => RunAsync(w, (p, c) => p == chosen.Pathway && c.FullId == chosen.FullId)) { CanRun = () => chosen.Case is not null });
        w.Commands.Add(new("run.engines", "Run all cases through both engines", null, "Run", () => CompareAsync(w)) { Help = "RulesEngine itself, and the plan" });
        w.Commands.Add(Commands.WorkbenchCommand.Of("run.on-save", "Run all cases on every save: on or off", null, "Run", () =>
        {
            w.Arrange(w.Layout with { RunsOnSave = !w.Layout.RunsOnSave });
            w.Session.Message = w.Layout.RunsOnSave ? "Cases run on every save." : "Cases do not run on save.";
        }));
        w.Commands.Add(Commands.WorkbenchCommand.Of("run.stop", "Stop what runs", "Ctrl+K", "Run", w.Jobs.Cancel) with { CanRun = () => !w.Jobs.Running.IsEmpty });
    }

    /// <summary>The pathway that the page in front is about; else that of the chosen case; else the first.</summary>
    public static string? PathwayInFront(Workbench w) =>
        w.Active.Target.Pathway is { Length: > 0 } name ? name : w.Session.Chosen.Pathway ?? w.Session.Pathways.FirstOrDefault();

    private static async Task ChooseAsync(Workbench w)
    {
        var front = PathwayInFront(w);
        if (front is null || !w.Session.States.ContainsKey(front))
            await w.Session.Settled;
        var cases = w.Session.States.Values.OrderByDescending(s => s.Name == front).SelectMany(s => s.Suites.Cases.Select(c => (s.Name, Case: c))).ToList();
        if (await w.Dialogs.PickAsync("Choose a case", [.. cases.Select(c => $"{c.Case.FullId}  {c.Case.Why}".TrimEnd())]) is { } index)
            w.Session.Chosen.Choose(cases[index].Name, cases[index].Case.FullId);
    }

    private static async Task RunAsync(Workbench w, Func<string, Case, bool> wanted)
    {
        if (w.Active is Cohorts.CohortPage)
        {
            await Cohorts.CohortCommands.RunAsync(w);
            return;
        }

        if (PathwayInFront(w) is { } pathway)
            await w.Runs.RunAsync(pathway, c => wanted(pathway, c));
    }

    private static async Task CompareAsync(Workbench w)
    {
        if (PathwayInFront(w) is not { } pathway || await w.Runs.CompareEnginesAsync(pathway) is not { } differences)
            return;
        w.Session.Message = differences.IsEmpty ? $"Both engines say the same on every case of {pathway}." : $"The engines differ in {differences.Length} places.";
        if (!differences.IsEmpty)
            await w.Dialogs.TellAsync("The engines differ", string.Join("\n", differences.Take(20).Select(d => $"{d.Case.FullId}: {d.What}: {d.Reference} / {d.Plan}")));
    }

    private static async Task KeepAsync(Workbench w)
    {
        var chosen = w.Session.Chosen;
        if (chosen.Case is not { } source || w.Session.States[chosen.Pathway!].Pathway is not { } pathway)
            return;
        var tried = CaseEdits.Apply(source, chosen.WhatIf, pathway);
        if (CaseFacts.Keep(w.Session.Documents, tried, chosen.WhatIf) is not { } edit)
            return;
        var refused = w.Session.Apply(edit, $"change {string.Join(", ", chosen.WhatIf.Select(f => f.Split('=')[0]))} of {source.FullId}");
        if (refused.IsEmpty)
            chosen.DropWhatIf();
        await w.TellAsync("Not changed", refused);
    }

    private static async Task NewAsync(Workbench w, Case? from)
    {
        if (PathwayInFront(w) is not { } pathway)
            return;
        var suite = from?.Suite ?? (w.Active.Target.Kind == TargetKind.Suite ? w.Active.Target.Name : w.Session.Chosen.Case?.Suite)
            ?? w.Session.States.GetValueOrDefault(pathway)?.Suites.Suites.FirstOrDefault()?.Name ?? "cases";
        if (await w.Dialogs.AskAsync(from is null ? $"New case in {suite}" : $"Vary {from.FullId}", "Id of the case: a few words with hyphens.", from is null ? "" : from.Id + "-") is not { Length: > 0 } id)
            return;
        var tried = w.Session.Chosen.WhatIf;
        Edit edit = new NewCase(pathway, suite, id) { From = from?.Id };
        var refused = w.Session.Apply(edit, $"new case {suite}/{id}");
        await w.TellAsync("No case was made", refused);
        if (!refused.IsEmpty)
            return;
        await w.Session.Settled;
        w.Session.Chosen.Choose(pathway, $"{suite}/{id}");
        if (from is null || tried.IsEmpty)
            return;
        foreach (var change in tried.Select(t => t.Split('=', 2)))
            w.Session.Chosen.Try(change[0], change[1]);
        await KeepAsync(w);
    }

    private static async Task DuplicateAsync(Workbench w)
    {
        var (source, pathway) = (w.Session.Chosen.Case!, w.Session.Chosen.Pathway!);
        var file = source.Place.File;
        if (w.Session.Documents.Find(file)?.Json.Value is not { } json || JsonPointer.Find(json.Root, "/cases") is not Newtonsoft.Json.Linq.JArray cases
            || cases.OfType<Newtonsoft.Json.Linq.JObject>().FirstOrDefault(c => (string?)c["id"] == source.Id) is not { } found)
            return;
        if (await w.Dialogs.AskAsync($"Duplicate {source.FullId}", "Id of the copy.", source.Id + "-copy") is not { Length: > 0 } id)
            return;
        var copy = (Newtonsoft.Json.Linq.JObject)found.DeepClone();
        copy["id"] = id;
        var refused = cases.Any(c => c is Newtonsoft.Json.Linq.JObject o && (string?)o["id"] == id)
            ? [Diagnostic.Error(DiagnosticIds.DuplicateName, $"The suite has a case `{id}` already.", source.Place, "Choose another id.")]
            : w.Session.Apply(new AddItem(file, "/cases", copy.ToString(), cases.IndexOf(found) + 1), $"duplicate case {source.FullId}");
        await w.TellAsync("No case was made", refused);
        if (!refused.IsEmpty)
            return;
        await w.Session.Settled;
        w.Session.Chosen.Choose(pathway, $"{source.Suite}/{id}");
    }

    /// <summary>Saves a case that comes from elsewhere, a witness or a person of a cohort, into a suite.</summary>
    public static async Task SaveAsync(Workbench w, string pathway, Case source, string why)
    {
        var suites = w.Session.States[pathway].Suites.Suites;
        if (await w.Dialogs.PickAsync("Into which suite?", [.. suites.Select(s => s.Name)]) is not { } index)
            return;
        if (await w.Dialogs.AskAsync($"New case in {suites[index].Name}", "Id of the case: a few words with hyphens.") is not { Length: > 0 } id)
            return;
        var added = new Newtonsoft.Json.Linq.JObject { ["id"] = id, ["why"] = why };
        if (source.Clock is { } date)
            added["clock"] = date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        added["facts"] = source.Facts.DeepClone();
        if (source.Policy.Count > 0)
            added["policy"] = source.Policy.DeepClone();
        added["expect"] = new Newtonsoft.Json.Linq.JObject();
        var refused = suites[index].Cases.Any(c => c.Id == id)
            ? [Diagnostic.Error(DiagnosticIds.DuplicateName, $"The suite has a case `{id}` already.", suites[index].Place, "Choose another id.")]
            : w.Session.Apply(new AddItem(suites[index].Place.File, "/cases", added.ToString()), $"new case {suites[index].Name}/{id}");
        await w.TellAsync("No case was made", refused);
        if (!refused.IsEmpty)
            return;
        await w.Session.Settled;
        w.Session.Chosen.Choose(pathway, $"{suites[index].Name}/{id}");
    }

    private static async Task RecordAsync(Workbench w)
    {
        var (source, does) = (w.Session.Chosen.Case!, w.Session.Chosen.Unchanged!);
        var expectation = ExpectationJson.Write(does.Walk);
        var words = string.Join("\n", does.Walk.Recommendations.Select(r => $"{ExplanationWords.Sign(r.Status)} {r.Status.ToString().ToLowerInvariant()} {r.Code}").DefaultIfEmpty("Nothing is recommended."));
        if (await w.Dialogs.ChooseAsync($"Record {source.FullId}", $"{words}\nwalk {string.Join(" > ", does.Walk.Path)}\n\nIs this what the case should do? It becomes its expectation.", "Record", "Cancel") != 0)
            return;
        var file = source.Place.File;
        if (w.Session.Documents.Find(file)?.Json.Value?.Root["cases"] is not Newtonsoft.Json.Linq.JArray cases
            || cases.OfType<Newtonsoft.Json.Linq.JObject>().FirstOrDefault(c => (string?)c["id"] == source.Id) is not { } found)
            return;
        var pointer = JsonPointer.Of(found);
        Edit edit = found.ContainsKey("expect") ? new SetValue(file, JsonPointer.Append(pointer, "expect"), expectation.ToString()) : new AddMember(file, pointer, "expect", expectation.ToString());
        await w.TellAsync("Not recorded", w.Session.Apply(edit, $"record {source.FullId}"));
    }
}
