using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A rule that is being edited: its form and its expressions. Whatever the user changes goes as an edit onto the
/// session's undo stack, and what others change in the files shows here.</summary>
public sealed class RuleEditor : IDisposable
{
    private readonly WorkbenchSession session;
    private readonly TimeProvider clock;
    private readonly HashSet<string> ids = [];
    private Document? shown;
    private string current = "";

    /// <param name="file">The workflow's file, as documents name it.</param>
    /// <param name="ruleId">The rule's id; its name where it has none.</param>
    public RuleEditor(WorkbenchSession session, string pathway, string file, string ruleId, TimeProvider clock)
    {
        this.session = session;
        this.clock = clock;
        Pathway = pathway;
        File = file;
        RuleId = ruleId;
        Live = new LiveVerdict(session, pathway);
        Suites = new SuiteStrip(session, pathway);
        session.FilesChanged += ReadFile;
        session.VersionReady += TakeVersion;
        ReadFile();
        if (session.States.GetValueOrDefault(pathway) is { } state)
            TakeVersion(state);
    }

    /// <summary>Fields or the list of expressions have changed.</summary>
    public event Action? Changed;

    public string Pathway { get; }

    public string File { get; }

    public string RuleId { get; private set; }

    /// <summary>Where the rule stands in its file; null when it is gone.</summary>
    public string? Pointer { get; private set; }

    public string Name => Field(RuleFields.Name);

    public bool IsGuard => Field("/Properties/veto").Length > 0;

    public ImmutableArray<RuleField> Fields { get; private set; } = [];

    /// <summary>The condition or those of nested rules, then parameters, then figures.</summary>
    public ImmutableArray<RuleExpression> Expressions { get; private set; } = [];

    /// <summary>The expression that the user works on; null when the rule has none.</summary>
    public RuleExpression? Current => Expressions.FirstOrDefault(e => e.Pointer == current) ?? Expressions.FirstOrDefault();

    /// <summary>What stands at the caret, or null.</summary>
    public Symbol? SymbolAtCaret => Current?.Code is { Language: ExpressionLanguage language } code ? language.SymbolAt(code.Text, code.State.Caret) : null;

    /// <summary>The rules of its group as a table; null when it belongs to none.</summary>
    public DecisionTable? Table =>
        session.States.GetValueOrDefault(Pathway)?.Pathway is { } pathway && pathway.Workflows.FirstOrDefault(w => w.Place.File == File) is { } workflow && Field("/Properties/group") is { Length: > 0 } group
            ? DecisionTable.Of(pathway, workflow, group)
            : null;

    /// <summary>What the rule does with the chosen case.</summary>
    public LiveVerdict Live { get; }

    /// <summary>What the edits since the last save do to the saved cases.</summary>
    public SuiteStrip Suites { get; }

    /// <summary>The problems that the last made version has in this rule, places and all.</summary>
    public IEnumerable<Diagnostic> Problems =>
        session.States.GetValueOrDefault(Pathway)?.Problems.Where(d => d.Place.File == File && Path is { } path && (d.Place.Path == path || d.Place.Path.StartsWith(path + ".", StringComparison.Ordinal))) ?? [];

    /// <summary>JSON path of the rule, such as <c>Rules[2]</c>.</summary>
    private string? Path => Pointer is null ? null : $"Rules[{Pointer.Split('/')[2]}]";

    private JObject? Node => session.Documents.Find(File)?.Json.Value?.Root["Rules"]?.OfType<JObject>().FirstOrDefault(IsRule);

    /// <summary>Takes the user to one of the expressions.</summary>
    public void Choose(RuleExpression expression)
    {
        current = expression.Pointer;
        session.EndGroup();
        Changed?.Invoke();
    }

    /// <summary>Gives a field another value. A name or an id is renamed everywhere, which takes a moment.</summary>
    /// <returns>Why it was refused; empty when it was done.</returns>
    public async Task<ImmutableArray<Diagnostic>> SetAsync(RuleField field, string value)
    {
        if (Node is not { } node || Pointer is not { } pointer || RuleFields.Change(File, node, pointer, field, value) is not { } edit)
            return [];
        value = value.Trim();
        if (field.Value.Length == 0 || value.Length == 0 || field.Pointer is not (RuleFields.Name or RuleFields.Id))
            return session.Apply(edit, $"change {field.Title.ToLowerInvariant()} of {RuleId}");
        var isId = field.Pointer == RuleFields.Id;
        var before = RuleId;
        if (isId || node["Properties"]?["id"] is null)
        {
            RuleId = value;
            ids.UnionWith([before, value]);
        }

        var refused = await session.ApplyAsync(new Rename(Pathway, isId ? NameKind.Rule : NameKind.RuleName, before, value), $"rename rule {before}");
        if (!refused.IsEmpty)
            RuleId = before;
        ReadFile();
        return refused;
    }

    /// <summary>Renames what stands at the caret of an expression everywhere.</summary>
    /// <returns>Why it was refused; empty when it was done, or there is nothing that has a name of its own.</returns>
    public async Task<ImmutableArray<Diagnostic>> RenameAsync(Symbol symbol, string newName) =>
        session.States.GetValueOrDefault(Pathway)?.Pathway is { } pathway && SymbolPlaces.Rename(symbol, pathway, newName) is { } rename
            ? await session.ApplyAsync(rename, $"rename {rename.OldName}")
            : [];

    /// <summary>Adds a local parameter at the end of those that the rule has.</summary>
    public ImmutableArray<Diagnostic> AddParameter(string name)
    {
        if (Node is not { } node || Pointer is not { } pointer)
            return [];
        var json = $"{{ \"Name\": {JsonConvert.ToString(name)}, \"Expression\": \"0\" }}";
        Edit edit = node["LocalParams"] is JArray ? new AddItem(File, $"{pointer}/LocalParams", json) : new AddMember(File, pointer, "LocalParams", $"[ {json} ]");
        return session.Apply(edit, $"add parameter {name}");
    }

    public void Dispose()
    {
        session.FilesChanged -= ReadFile;
        session.VersionReady -= TakeVersion;
        Live.Dispose();
        Suites.Dispose();
    }

    private string Field(string pointer) => Fields.FirstOrDefault(f => f.Pointer == pointer)?.Value ?? "";

    private bool IsRule(JObject rule) => IdOf(rule) == RuleId;

    private static string? IdOf(JObject rule) => (string?)rule["Properties"]?["id"] ?? (string?)rule["RuleName"];

    private void ReadFile()
    {
        var document = session.Documents.Find(File);
        if (ReferenceEquals(document, shown))
            return;

        // Text that is no JSON shows nowhere but in a plain editor; what was read last stays.
        if (document is not null && document.Json.Value is null)
            return;
        shown = document;

        // A rename that was undone, or made again: the rule goes by another id that it had here.
        if (Node is null && document?.Json.Value?.Root["Rules"]?.OfType<JObject>().Select(IdOf).FirstOrDefault(id => id is not null && ids.Contains(id)) is { } other)
            RuleId = other;
        var node = Node;
        Pointer = node is null ? null : JsonPointer.Of(node);
        Fields = node is null ? [] : RuleFields.Of(node, session.States.GetValueOrDefault(Pathway)?.Pathway);
        var found = node is null ? [] : Find(node).ToList();
        if (found.Select(f => f.Pointer).SequenceEqual(Expressions.Select(e => e.Pointer)))
        {
            foreach (var (expression, (_, _, text)) in Expressions.Zip(found))
                expression.Code.Show(text);
            Expressions = [.. Expressions.Zip(found, (e, f) => e with { Title = f.Title })];
        }
        else
        {
            Expressions = [.. found.Select(f => Make(f.Title, f.Pointer, f.Text))];
            if (session.States.GetValueOrDefault(Pathway) is { } state)
                GiveScopes(state);
        }

        Live.RuleId = RuleId;
        Changed?.Invoke();
    }

    private RuleExpression Make(string title, string pointer, string text)
    {
        var code = new CodeEditor(PlainCode.Instance, text);
        code.Edited += now => Write(title, pointer, now);
        code.Moved += session.EndGroup;
        return new RuleExpression(title, pointer, code);
    }

    private void Write(string title, string pointer, string text)
    {
        if (Node is not { } node || Pointer is not { } rule)
            return;
        var json = JsonConvert.ToString(text);
        Edit edit = JsonPointer.Find(node, pointer) is not null
            ? new SetValue(File, rule + pointer, json)
            : new AddMember(File, rule, pointer[1..], json);
        session.Apply(edit, $"edit {title.ToLowerInvariant()} of {RuleId}", (File, RuleId, pointer));
    }

    private void TakeVersion(PathwayState state)
    {
        if (state.Name != Pathway)
            return;
        if (Node is { } node)
            Fields = RuleFields.Of(node, state.Pathway);
        GiveScopes(state);
        Changed?.Invoke();
    }

    private void GiveScopes(PathwayState state)
    {
        foreach (var expression in Expressions)
        {
            var path = Path + string.Concat(expression.Pointer.Split('/').Skip(1).Select(s => int.TryParse(s, out _) ? $"[{s}]" : "." + s));
            var scoped = state.Compiled is null ? null : PathwayExpressions.At(state.Compiled, File, path);
            if (scoped is not null)
                expression.Code.Language = new ExpressionLanguage(scoped.Scope, clock);
            else if (state.Compiled is null)
                expression.Code.Language = PlainCode.Instance;
        }
    }

    private static IEnumerable<(string Title, string Pointer, string Text)> Find(JObject rule)
    {
        var isNested = rule["Operator"] is not null && rule["Rules"] is JArray;
        foreach (var nested in isNested ? Nested(rule, "") : [("Condition", "/Expression", (string?)rule["Expression"] ?? "")])
            yield return nested;
        foreach (var (parameter, i) in (rule["LocalParams"] as JArray ?? []).OfType<JObject>().Select((p, i) => (p, i)))
            yield return ((string?)parameter["Name"] ?? "parameter", $"/LocalParams/{i}/Expression", (string?)parameter["Expression"] ?? "");
        if (rule["Actions"]?["OnSuccess"]?["Context"]?["expression"] is JValue { Value: string figures })
            yield return ("Figures", "/Actions/OnSuccess/Context/expression", figures);
    }

    private static IEnumerable<(string Title, string Pointer, string Text)> Nested(JObject rule, string pointer)
    {
        foreach (var (child, i) in ((JArray)rule["Rules"]!).OfType<JObject>().Select((c, i) => (c, i)))
        {
            var at = $"{pointer}/Rules/{i}";
            if (child["Operator"] is not null && child["Rules"] is JArray)
            {
                foreach (var nested in Nested(child, at))
                    yield return nested;
            }
            else
            {
                yield return ((string?)child["RuleName"] ?? "nested rule", at + "/Expression", (string?)child["Expression"] ?? "");
            }
        }
    }
}
