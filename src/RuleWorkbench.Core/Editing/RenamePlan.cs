using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>What a rename has to change.</summary>
/// <param name="Expressions">For names that expressions use.</param>
internal sealed partial record RenamePlan(Edit Edit, ExpressionNames? Expressions)
{
    public static Loaded<RenamePlan> Of(OpenedPathway opened, NameKind kind, string oldName, string newName) => kind switch
    {
        NameKind.Fact => OfFact(opened, oldName, newName),
        NameKind.Policy => OfPolicy(opened, Bare(oldName, Pathway.PolicyInput), Bare(newName, Pathway.PolicyInput)),
        NameKind.Parameter => OfParameter(opened, oldName, newName),
        NameKind.Rule or NameKind.RuleName => OfRule(opened, kind, oldName, newName),
        _ => OfName(opened, kind, oldName, newName),
    };

    private static Loaded<RenamePlan> OfFact(OpenedPathway opened, string path, string newName)
    {
        var (file, declared, owners) = FactPlaces.Find(opened, path);
        if (file is null || declared is null)
            return Unknown(opened, "fact", path, FactPlaces.All(opened).Select(p => p.Replace("[]", "", StringComparison.Ordinal)));
        newName = Bare(newName, path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "");
        var place = file.PlaceOf(declared);
        if (WrongIdentifier(newName, place, ImmutableHashSet<string>.Empty) is { } wrong)
            return new(null, [wrong]);
        var siblings = ((JObject)declared.Parent!).Properties().Where(p => p != declared).Select(p => p.Name);
        if (Taken(newName, siblings, StringComparer.OrdinalIgnoreCase, "fact", place) is { } taken)
            return new(null, [taken]);
        var members = FactPlaces.InCases(opened, owners, declared.Name).Prepend((file, declared));
        return WithExpressions(opened, owners, declared.Name, newName, members.Select(m => m.Item1.Replace(m.Item2, newName)));
    }

    private static Loaded<RenamePlan> OfPolicy(OpenedPathway opened, string oldName, string newName)
    {
        if (opened.Pathway.Policy.FirstOrDefault(p => p.Name == oldName) is not { } value)
            return Unknown(opened, "policy value", oldName, opened.Pathway.Policy.Select(p => p.Name));
        var wrong = WrongIdentifier(newName, value.Place, ImmutableHashSet<string>.Empty)
            ?? Taken(newName, opened.Pathway.Policy.Where(p => p != value).Select(p => p.Name), StringComparer.OrdinalIgnoreCase, "policy value", value.Place);
        if (wrong is not null)
            return new(null, [wrong]);
        ImmutableHashSet<string> owners = [Pathway.PolicyInput];
        var declared = ((JObject)opened.Root.Root["policy"]!).Property(oldName)!;
        var members = FactPlaces.InCases(opened, owners, oldName).Prepend((opened.Root, declared));
        return WithExpressions(opened, owners, oldName, newName, members.Select(m => m.Item1.Replace(m.Item2, newName)));
    }

    private static Loaded<RenamePlan> OfParameter(OpenedPathway opened, string oldName, string newName)
    {
        var all = NameOccurrences.Of(opened).Where(o => o.Kind == NameKind.Parameter).ToList();
        var definitions = all.Where(o => o.Name == oldName).ToList();
        if (definitions.Count == 0)
            return Unknown(opened, "parameter", oldName, all.Select(o => o.Name).Distinct());
        var taken = all.Select(o => o.Name).Where(n => n != oldName).Concat(opened.Pathway.AllInputs.Select(i => i.Name));
        var wrong = WrongIdentifier(newName, definitions[0].Place, WorkflowReader.ReservedWords)
            ?? Taken(newName, taken, StringComparer.OrdinalIgnoreCase, "input or parameter", definitions[0].Place);
        return wrong is not null ? new(null, [wrong]) : WithExpressions(opened, null, oldName, newName, definitions.Select(d => Text(d, newName)));
    }

    private static Loaded<RenamePlan> WithExpressions(
        OpenedPathway opened, IReadOnlySet<string>? owners, string oldName, string newName, IEnumerable<TextEdit> names)
    {
        var expressions = new ExpressionNames(opened, owners, oldName, newName);
        return expressions.FindOpaque() is { } opaque
            ? new(null, [Diagnostic.Error(DiagnosticIds.RenameNotProven, $"`{oldName}` stands in JSON that is written as a text, where it cannot be told what it means.", opaque.Place, "Nothing was changed. Write it as JSON, without the quotes around it.")])
            : new(new RenamePlan(new ReplaceText([.. names.Concat(expressions.Edits())]), expressions), []);
    }

    private static Loaded<RenamePlan> OfRule(OpenedPathway opened, NameKind kind, string oldName, string newName)
    {
        var top = opened.Pathway.Workflows.SelectMany(w => w.Rules).ToHashSet<Rule>(ReferenceEqualityComparer.Instance);
        var found = opened.AllRules.Where(r => r.Properties.Id == oldName || (r.Properties.Id is null && top.Contains(r) && r.Name == oldName)).ToList();
        if (found.Count == 0)
            return Unknown(opened, "rule", oldName, top.Select(r => r.Id));
        var rule = found[0];
        if (found.Count > 1)
            return Refused(DiagnosticIds.DuplicateName, $"Several rules are called `{oldName}`; the other stands at {found[1].Place}.", rule.Place, "Give each an id of its own first.");
        if (Blank(newName, rule.Place) is { } blank)
            return blank;
        var isReferredTo = top.Contains(rule) && (kind == NameKind.Rule || rule.Properties.Id is null);
        if (isReferredTo && Taken(newName, opened.AllRules.Where(r => r != rule && (r.Properties.Id is not null || top.Contains(r))).Select(r => r.Id).Concat(Codes(opened)), StringComparer.Ordinal, "rule or recommendation", rule.Place) is { } taken)
            return new(null, [taken]);
        var isName = kind == NameKind.RuleName || rule.Properties.Id is null;
        var siblings = opened.Pathway.Workflows.Where(w => w.Rules.Contains(rule)).SelectMany(w => w.Rules).Where(r => r != rule).Select(r => r.Name);
        if (isName && Taken(newName, siblings, StringComparer.Ordinal, "rule of this workflow", rule.Place) is { } sibling)
            return new(null, [sibling]);

        // The rule's own name stands in its own object; elsewhere a name is its only if it leads to it.
        var occurrences = NameOccurrences.Of(opened);
        var ids = occurrences.Where(o => o.Kind == NameKind.Rule && o.Name == oldName && isReferredTo);
        var own = occurrences.Where(o => o.Place.File == rule.Place.File && o.Place.Path == $"{rule.Place.Path}.{(isName ? "RuleName" : "Properties.id")}");
        var evaluated = occurrences.Where(o => isName && o.Kind == NameKind.RuleName && ReferenceEquals(Target(opened, o), rule));
        return new(new RenamePlan(new ReplaceText([.. ids.Concat(own).Concat(evaluated).Select(o => Text(o, newName)).Distinct()]), null), []);
    }

    /// <summary>The rule that a name leads to in a workflow.</summary>
    private static Rule? Target(OpenedPathway opened, NameOccurrence name) =>
        name.Within is { } workflow && opened.Pathway.Workflow(workflow) is { } owner && !name.Place.Path.EndsWith(".RuleName", StringComparison.Ordinal)
            ? WorkflowCompiler.Flatten(owner, opened.Pathway).Rules.FirstOrDefault(r => r.Name == name.Name)
            : null;

    private static Loaded<RenamePlan> OfName(OpenedPathway opened, NameKind kind, string oldName, string newName)
    {
        var all = NameOccurrences.Of(opened).Where(o => o.Kind == kind).ToList();
        var found = all.Where(o => o.Name == oldName).ToList();
        var what = kind switch { NameKind.Workflow => "workflow", NameKind.Code => "recommendation", _ => "group" };
        if (found.Count == 0)
            return Unknown(opened, what, oldName, all.Select(o => o.Name).Distinct());
        if (Blank(newName, found[0].Place) is { } blank)
            return blank;
        var names = all.Select(o => o.Name).Where(n => n != oldName).Concat(kind == NameKind.Code ? opened.AllRules.Select(r => r.Id) : []);

        // Two files whose names differ by case are one on many disks.
        var comparer = kind == NameKind.Workflow ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        if (Taken(newName, kind == NameKind.Workflow ? names.Append(oldName).Append(Path.GetFileNameWithoutExtension(PathwayLoader.FileName)) : names, comparer, what, found[0].Place) is { } taken)
            return new(null, [taken]);
        Edit edit = new ReplaceText([.. found.Select(o => Text(o, newName)).Distinct()]);
        if (kind == NameKind.Workflow)
        {
            if (!FileName().IsMatch(newName))
                return Refused(DiagnosticIds.UnusableName, $"`{newName}` cannot name a workflow, since its file is called so.", found[0].Place, "Use letters, digits, - and _.");
            var file = opened.Pathway.Workflow(oldName)!.Place.File;
            var newFile = file[..^(oldName.Length + ".json".Length)] + newName + ".json";
            if (File.Exists(opened.Documents.PathOf(newFile)))
                return Refused(DiagnosticIds.DuplicateName, "The file is there already.", new SourcePlace(newFile), "Choose another name, or delete it first.");
            edit = new Several([edit, new MoveFile(file, newFile)]);
        }

        return new(new RenamePlan(edit, null), []);
    }

    private static IEnumerable<string> Codes(OpenedPathway opened) =>
        opened.Pathway.Recommendations.Select(r => r.Code).Concat(opened.AllRules.Select(r => r.SuccessEvent).OfType<string>());

    /// <summary>A name without the path before it.</summary>
    private static string Bare(string name, string path) => path.Length > 0 && name.StartsWith(path + ".", StringComparison.Ordinal) ? name[(path.Length + 1)..] : name;

    private static TextEdit Text(NameOccurrence occurrence, string newName) =>
        new(occurrence.Place.File, occurrence.Start, occurrence.Length, JsonConvert.ToString(newName)[1..^1]);

    private static Diagnostic? WrongIdentifier(string name, SourcePlace place, IReadOnlySet<string> reserved) =>
        reserved.Contains(name) || !FactSchemaReader.Identifier().IsMatch(name)
            ? Diagnostic.Error(DiagnosticIds.UnusableName, $"`{name}` cannot be a name in expressions.", place, "Use letters, digits and _, beginning with a letter.")
            : null;

    private static Diagnostic? Taken(string name, IEnumerable<string> names, StringComparer comparer, string what, SourcePlace place) =>
        names.Contains(name, comparer) ? Diagnostic.Error(DiagnosticIds.DuplicateName, $"There is a {what} `{name}` already.", place, "Choose another name.") : null;

    private static Loaded<RenamePlan>? Blank(string name, SourcePlace place) =>
        name.Length == 0 || name != name.Trim() || name.Any(char.IsControl)
            ? Refused(DiagnosticIds.UnusableName, "A name is not empty, and has no blanks around it.", place, "Choose another name.")
            : null;

    private static Loaded<RenamePlan> Refused(string id, string message, SourcePlace place, string fix) => new(null, [Diagnostic.Error(id, message, place, fix)]);

    private static Loaded<RenamePlan> Unknown(OpenedPathway opened, string what, string name, IEnumerable<string> known) =>
        new(null, [Diagnostic.Error(DiagnosticIds.UnknownName, $"There is no {what} `{name}`.", opened.Pathway.Place, NearestName.Hint(name, known))]);

    [GeneratedRegex(@"^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*(?<![ .])\z")]
    private static partial Regex FileName();
}
