using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What can be done with the rule in front, and with the name at its caret.</summary>
internal static class RuleCommands
{
    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("rule.declaration", "Go to declaration", "F12", "Go", () => GoToDeclarationAsync(w)) { CanRun = () => SymbolOf(w) is not null || FileOf(w)?.DeclarationOfCaret is not null, Help = "of the fact, parameter, policy value or function at the caret; in a script of any name" });
        w.Commands.Add(new("rule.references", "Find references", "Shift+F12", "Go", () => PickReferenceAsync(w)) { CanRun = () => EditorOf(w) is not null || SymbolOf(w) is not null || FileOf(w)?.NameAtCaret is not null, Help = "of what stands at the caret; of the rule itself where nothing does" });
        w.Commands.Add(new("rule.rename", "Rename everywhere", "Shift+F2", "File", () => RenameAsync(w)) { CanRun = () => SymbolOf(w) is FactSymbol or PolicySymbol or ParameterSymbol || FileOf(w)?.NameAtCaret is not null, Help = "the fact, policy value or parameter at the caret, in all files; in a script of any name that it declares" });
        w.Commands.Add(WorkbenchCommand.Of("rule.format", "Format", "Alt+Shift+F", "File", () => Format(w)) with { CanRun = () => CodeOf(w) is not null, Help = "the expression, the script, or the file in the layout of `rulewb fmt`" });
        w.Commands.Add(WorkbenchCommand.Of("rule.next-problem", "Next problem of this tab", "Alt+F8", "Go", () => CodeOf(w)?.NextProblem()) with { CanRun = () => CodeOf(w)?.Problems.IsEmpty == false });
        w.Commands.Add(new("file.find", "Find text in this file", "Alt+F7", "Go", () => FindAsync(w)) { CanRun = () => w.Active is FilePage });
        w.Commands.Add(new("rule.fix", "Fix the problem at the caret", "Alt+Enter", "File", () => FixAsync(w)) { CanRun = () => CodeOf(w)?.ProblemAtCaret?.Fixes.IsEmpty == false });
        w.Commands.Add(new("rule.parameter", "Add a parameter to the rule", null, "File", () => AddParameterAsync(w)) { CanRun = () => EditorOf(w)?.Pointer is not null });
    }

    private static RuleEditor? EditorOf(Workbench w) => (w.Active as RulePage)?.Editor;

    internal static CodeEditor? CodeOf(Workbench w) => EditorOf(w)?.Current?.Code ?? (w.Active as FilePage)?.Code;

    private static FilePage? FileOf(Workbench w) => w.Active as FilePage;

    private static Symbol? SymbolOf(Workbench w) => EditorOf(w)?.SymbolAtCaret ?? FileOf(w)?.FunctionAtCaret;

    private static string? PathwayOf(Workbench w) => EditorOf(w)?.Pathway ?? FileOf(w)?.Pathway;

    private static Task GoToDeclarationAsync(Workbench w)
    {
        if (FileOf(w) is { DeclarationOfCaret: { } at } page)
            page.Code.Move(page.Code.State.At(at));
        else if (SymbolOf(w) is not { } symbol || PathwayOf(w) is not { } name || w.Session.States.GetValueOrDefault(name)?.Pathway is not { } pathway)
            return Task.CompletedTask;
        else if (SymbolPlaces.Declaration(symbol, pathway) is { } place)
            w.GoTo(name, place);
        else
            w.Session.Message = "That is part of the language; no file declares it.";
        return Task.CompletedTask;
    }

    private static async Task PickReferenceAsync(Workbench w)
    {
        if (FileOf(w) is { NameAtCaret: not null } page)
        {
            await PickUseAsync(w, page);
            return;
        }

        if (PathwayOf(w) is not { } pathway || w.Session.States.GetValueOrDefault(pathway) is not { Compiled: { } compiled })
            return;
        var rule = EditorOf(w) is { } editor ? compiled.Pathway.Workflows.SelectMany(r => r.Rules).FirstOrDefault(r => r.Id == editor.RuleId) : null;
        var found = SymbolOf(w) is { } symbol ? await Task.Run(() => SymbolPlaces.References(symbol, compiled, CancellationToken.None))
            : rule is null ? [] : SymbolPlaces.References(rule, compiled.Pathway);
        if (found.IsEmpty)
            w.Session.Message = "Nothing refers to it.";
        else if (await w.Dialogs.PickAsync("References", [.. found.Select(f => f.IsDeclaration ? $"{f.Place}  declared" : $"{f.Owner}  {f.Line}")]) is { } picked)
            w.GoTo(pathway, found[picked].Place);
    }

    /// <summary>Where a name of a script stands, in scripts and in expressions.</summary>
    private static async Task PickUseAsync(Workbench w, FilePage page)
    {
        var documents = w.Session.Documents;
        ImmutableArray<Pathway> pathways = [.. w.Session.States.Values.Select(s => s.Pathway).OfType<Pathway>().Where(p => p.Scripts.Any(s => s.Place.File == page.Target.Name))];
        var uses = await w.Jobs.RunAsync("looking for references", 0, job => Task.Run(() => ScriptUses.Find(pathways, documents, page.Target.Name, page.PlaceInFile) ?? new ScriptUses("", [])).WaitAsync(job.Cancellation));
        if (uses is null or { Places.IsEmpty: true })
            return;
        var places = uses.Places.Select(u => PlaceOf(documents.Find(u.File)!, u.Start)).ToList();
        if (await w.Dialogs.PickAsync($"References of {uses.Name}", [.. places.Select(p => $"{p.File}:{p.Line}  {documents.Find(p.File)!.Source.Line(p.Line).Trim()}")]) is not { } picked)
            return;
        w.GoTo(pathways.FirstOrDefault(p => WorkspaceFiles.Concerns(places[picked].File, p.Name), pathways[0]).Name, places[picked]);
        if (w.Active is FilePage found && found.Target.Name == places[picked].File)
            found.GoToPlaceInFile(uses.Places[picked].Start);
    }

    /// <summary>A place of a file, with the path of what holds it where the file is JSON: a rule is gone to by it.</summary>
    private static SourcePlace PlaceOf(Document document, int start)
    {
        var (line, column) = document.Source.At(start);
        var json = document.File.EndsWith(".json", StringComparison.Ordinal) ? document.Json.Value : null;
        var holder = json?.Root.Descendants().OfType<JValue>().FirstOrDefault(v => json.SpanOf(v) is var (from, to) && from <= start && start < to);
        return new SourcePlace(document.File, line, column) { Path = holder is null ? "" : json!.PlaceOf(holder).Path };
    }

    private static async Task RenameInScriptAsync(Workbench w, FilePage page, string now)
    {
        if (await w.Dialogs.AskAsync("Rename everywhere", $"New name of {now}", now) is { Length: > 0 } name && name != now)
            await w.TellAsync("Not renamed", await w.Session.ApplyAsync(new RenameInScript(page.Target.Name, page.PlaceInFile, name), $"rename {now}"));
    }

    private static async Task RenameAsync(Workbench w)
    {
        if (FileOf(w) is { NameAtCaret: { } declared } page)
        {
            await RenameInScriptAsync(w, page, declared);
            return;
        }

        if (EditorOf(w) is not { } editor || editor.SymbolAtCaret is not { } symbol)
            return;
        var now = symbol.Key[(symbol.Key.LastIndexOfAny([' ', '.']) + 1)..];
        if (await w.Dialogs.AskAsync("Rename everywhere", $"New name of {now}", now) is { Length: > 0 } name && name != now)
            await w.TellAsync("Not renamed", await editor.RenameAsync(symbol, name));
    }

    private static void Format(Workbench w)
    {
        if (CodeOf(w) is not { } code)
            return;
        var before = code.Text;
        code.Format();
        if (code.Text == before)
            w.Session.Message = code.Problems.Any(p => p.Severity == DiagnosticSeverity.Error) ? "It is left as it is: what is wrong comes first." : "It is laid out already.";
    }

    private static async Task FindAsync(Workbench w)
    {
        var page = (FilePage)w.Active;
        if (await w.Dialogs.AskAsync("Find", "The next place of this text.", page.Code.State.Selected.Split('\n')[0]) is { Length: > 0 } text && !page.Find(text))
            w.Session.Message = $"There is no \"{text}\" in {page.Title}.";
    }

    private static async Task FixAsync(Workbench w)
    {
        if (CodeOf(w) is not { } code || code.ProblemAtCaret is not { } problem)
            return;
        var index = problem.Fixes.Length == 1 ? 0 : await w.Dialogs.PickAsync(problem.Diagnostic.Message, [.. problem.Fixes.Select(f => f.Title)]);
        if (index is { } chosen)
            code.Mend(problem.Fixes[chosen]);
    }

    private static async Task AddParameterAsync(Workbench w)
    {
        if (EditorOf(w) is { } editor && await w.Dialogs.AskAsync("Add a parameter", "Name") is { Length: > 0 } name)
            await w.TellAsync("Not added", editor.AddParameter(name));
    }
}
