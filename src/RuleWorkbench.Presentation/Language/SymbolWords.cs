using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Says of a name what a clinician or an author wants to know: type, unit, range, allowed values, code, where a
/// value comes from.</summary>
public static class SymbolWords
{
    private const int MostMembers = 8;

    public static HoverCard Card(Symbol symbol, Pathway pathway) => symbol switch
    {
        InputSymbol input => new(input.Input.Name, Lines(input.Input.Facts.Title, input.Input.Facts.Description, Members(input.Input.Facts))),
        FactSymbol fact => OfFact(fact.Fact.Path, fact.Fact.Schema),
        PolicySymbol policy => OfPolicy(policy.Policy, pathway),
        ParameterSymbol parameter => new(parameter.Parameter.Parameter.Name, Lines("Parameter", "= " + parameter.Parameter.Parameter.Expression.Text)),
        ElementSymbol element => new(element.Name, Lines(element.List is null ? "The element that is looked at." : $"The element of `{element.List.Name}` that is looked at.", element.List?.Element is { } e ? Members(e) : null)),
        LibrarySymbol library => new(library.Library, Lines("Script library")),
        FunctionSymbol function => OfFunctions(function.Functions),
        BuiltInSymbol builtIn => OfBuiltIns(builtIn.BuiltIns),
        _ => new("", []),
    };

    /// <summary>Type and unit in a word or two: <c>number, mL</c>.</summary>
    public static string Detail(FactSchema fact) => fact switch
    {
        { Unit: { } unit } => $"{KindWord(fact)}, {unit}",
        { Kind: FactKind.List, Element: { } element } => $"list of {Plural(element)}",
        { AllowedValues.IsEmpty: false } => $"{KindWord(fact)}, {fact.AllowedValues.Length} values",
        _ => KindWord(fact),
    };

    public static string Detail(PolicyValue policy) => $"= {Figures.Display(policy.Value)}{(policy.Unit is { } unit ? " " + unit : "")}";

    public static HoverCard OfFact(string path, FactSchema fact) => new(
        fact.Unit is { } unit ? $"{path}  [{unit}]" : path,
        Lines(
            Capital(Detail(fact)) + ".",
            fact.Range is { } range ? $"Range: {range}{(fact.Unit is { } u ? " " + u : "")}." : null,
            fact.Step is { } step ? $"In steps of {Figures.Number(step)}." : null,
            Allowed(fact.Kind == FactKind.List ? fact.Element! : fact),
            fact.Description,
            fact.Code is { } code ? $"{Terminology(code.System)} {code.Code}{(code.Display is { } display ? $" ({display})" : "")}" : null,
            fact.Kind == FactKind.Object ? Members(fact) : fact.Element is { Kind: FactKind.Object } element ? Members(element) : null));

    private static HoverCard OfPolicy(PolicyValue policy, Pathway pathway) => new(
        $"{Pathway.PolicyInput}.{policy.Name}  {Detail(policy)}",
        Lines(
            policy.Description,
            policy.Source is { } key ? $"Source: {pathway.Sources.FirstOrDefault(s => s.Key == key)?.Title ?? key}." : null,
            "A clinic can set it, and a case can override it."));

    private static HoverCard OfFunctions(ImmutableArray<ScriptFunction> functions) => new(
        $"{functions[0].Signature} → {Simple(functions[0].Returns)}",
        [
            .. functions.SelectMany(f => new[] { f == functions[0] ? null : $"{f.Signature} → {Simple(f.Returns)}", f.Summary, f.HandlesMissing ?? "A missing argument leaves the answer open." }).OfType<string>(),
            .. functions.SelectMany(f => f.Examples).Take(3).Select(e => e.Text),
        ]);

    private static HoverCard OfBuiltIns(ImmutableArray<BuiltIn> builtIns) => new(
        $"{(builtIns[0].Owner.Length > 0 ? builtIns[0].Owner + "." : "")}{builtIns[0].Signature}",
        Lines([.. builtIns.Select(b => b == builtIns[0] ? b.Summary : $"{b.Signature}: {b.Summary}"), $"Example: {builtIns[^1].Example}"]));

    private static string? Allowed(FactSchema fact) =>
        fact.AllowedValues.IsEmpty ? null : $"One of {string.Join(", ", fact.AllowedValues.Select(Figures.Display))}.";

    private static string? Members(FactSchema owner) =>
        owner.Members.IsEmpty ? null : $"Facts: {string.Join(", ", owner.Members.Take(MostMembers).Select(m => m.Name))}{(owner.Members.Length > MostMembers ? ", …" : "")}.";

    private static string KindWord(FactSchema fact) => fact.Kind switch
    {
        FactKind.Integer => "whole number",
        _ => ValueKinds.InWords(ValueKinds.Of(fact)),
    };

    private static string Plural(FactSchema element) => element.Kind switch
    {
        FactKind.Object => "groups of facts",
        FactKind.Text => "texts",
        FactKind.Date => "dates",
        _ => "numbers",
    };

    private static string Simple(string type) => ValueKinds.InWords(ValueKinds.OfScript(type));

    private static string Terminology(string system) => system switch
    {
        "http://loinc.org" => "LOINC",
        "http://snomed.info/sct" => "SNOMED CT",
        "http://www.nlm.nih.gov/research/umls/rxnorm" => "RxNorm",
        _ => system,
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static ImmutableArray<string> Lines(params ReadOnlySpan<string?> lines)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var line in lines)
        {
            if (!string.IsNullOrEmpty(line))
                kept.Add(line);
        }

        return kept.ToImmutable();
    }
}
