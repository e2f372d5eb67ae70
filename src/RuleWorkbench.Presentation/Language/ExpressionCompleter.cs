using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Proposes what can be written at the caret: what has a meaning there and fits what it is compared with.</summary>
public sealed class ExpressionCompleter
{
    private const int Preferred = 60;
    private const int Near = 30;
    private const int Far = -30;

    private readonly ExpressionAnalysis analysis;
    private readonly string typed;
    private readonly bool callFollows;
    private readonly List<CompletionItem> items = [];

    private ExpressionCompleter(ExpressionAnalysis analysis, string typed, bool callFollows)
    {
        this.analysis = analysis;
        this.typed = typed;
        this.callFollows = callFollows;
    }

    private ExpressionScope Scope => analysis.Scope;

    /// <summary>The proposals at a caret, those that match the letters before it, best first.</summary>
    public static CompletionList At(ExpressionScope scope, string text, int caret) => At(new ExpressionAnalysis(scope, text), caret);

    public static CompletionList At(ExpressionAnalysis analysis, int caret)
    {
        var tokens = analysis.Tokens;
        var inside = tokens.FirstOrDefault(t => t.Start < caret && caret < t.End && t.Kind is TokenKind.Text or TokenKind.OpenText);
        if (inside.Kind == TokenKind.Text || tokens.Any(t => t.Kind == TokenKind.OpenText && t.Start < caret))
            return InText(analysis, tokens.IndexOf(tokens.First(t => t.Start < caret && (caret < t.End || t.Kind == TokenKind.OpenText) && t.Kind is TokenKind.Text or TokenKind.OpenText)), caret);
        if (tokens.Any(t => t.Kind == TokenKind.Number && t.Start < caret && caret <= t.End))
            return CompletionList.None;

        // The word around the caret is what is replaced; without one, nothing is.
        var word = -1;
        for (var i = 0; i < tokens.Length && word < 0; i++)
            word = tokens[i].Kind == TokenKind.Name && tokens[i].Start < caret && caret <= tokens[i].End ? i : -1;
        var at = word >= 0 ? word : tokens.IndexOf(tokens.First(t => t.Start >= caret || t.Kind == TokenKind.End));
        var (start, end) = word >= 0 ? (tokens[word].Start, tokens[word].End) : (caret, caret);
        var next = tokens[Math.Min(word >= 0 ? at + 1 : at, tokens.Length - 1)];
        var completer = new ExpressionCompleter(analysis, analysis.Text[start..caret], next.Is("(") && next.Start == end);
        if (at > 0 && tokens[at - 1].Is("."))
            completer.AddMembers(at);
        else if (at > 0 && tokens[at - 1].Is("?."))
            return CompletionList.None;
        else if (analysis.EndsOperand(at - 1))
            completer.AddOperators(at);
        else
            completer.AddOperands(at);
        return new CompletionList(start, end - start, completer.Ranked());
    }

    private static CompletionList InText(ExpressionAnalysis analysis, int token, int caret)
    {
        var value = analysis.Tokens[token];
        var expected = ExpectedValue.At(analysis, token);
        if (expected.Fact is not { AllowedValues.IsEmpty: false } fact)
            return CompletionList.None;
        var quote = analysis.Text[value.Start];

        // An open text goes on to the end of the expression; only what can belong to the value is replaced.
        var end = value.Kind == TokenKind.Text ? value.End : caret;
        var completer = new ExpressionCompleter(analysis, analysis.Text[(value.Start + 1)..caret], false);
        foreach (var allowed in fact.AllowedValues.OfType<string>())
            completer.Add(new CompletionItem(allowed, $"{quote}{allowed}{quote}", 0, CompletionKind.Value, fact.Name), allowed, 0);
        return new CompletionList(value.Start, end - value.Start, completer.Ranked());
    }

    private void AddMembers(int at)
    {
        var target = at - 2;
        if (target < 0)
            return;
        if (analysis.Tokens[target].Kind == TokenKind.Name && !analysis.IsMember(target))
        {
            if (analysis.SymbolAt(target) is LibrarySymbol { Library: var library })
            {
                AddFunctions(f => f.Library == library, withLibrary: false, ExpectedValue.At(analysis, target), Near);
                return;
            }

            if (analysis.SymbolAt(target) is null && BuiltIns.Classes.Contains(analysis.Tokens[target].Value))
            {
                AddBuiltIns(BuiltIns.All.Where(b => b.Owner == analysis.Tokens[target].Value), 0);
                return;
            }
        }

        if (analysis.TypeEndingAt(target) is not { } type)
            return;
        var expected = ExpectedValue.At(analysis, analysis.StartOfOperand(target));
        foreach (var fact in Scope.Facts.Find(type)?.Properties ?? [])
            AddFact(fact, fact.Schema.Name, fact.Schema.Name, expected, 0);
        var simple = ValueKinds.ElementOf(type) is { } element && ValueKinds.Of(element, Scope.Facts) != ValueKind.Object;
        AddBuiltIns(BuiltIns.Of(type, Scope.Facts).Where(b => simple || !(b.Owner == BuiltIns.List && b.Name is "Contains" or "Distinct")), Scope.Facts.Find(type) is null ? 0 : Far);
    }

    private void AddOperands(int at)
    {
        var expected = ExpectedValue.At(analysis, at);
        foreach (var value in expected is { IsCompared: true, Fact: { } compared } ? compared.AllowedValues.OfType<string>() : [])
            Add(new CompletionItem($"\"{value}\"", $"\"{value}\"", 0, CompletionKind.Value, expected.Fact!.Name), value, Preferred);
        AddElements(at, expected);
        foreach (var input in Scope.Facts.Inputs.Where(i => Holds(i.Facts, expected)))
            Add(new CompletionItem(input.Name, input.Name, 0, CompletionKind.Input, input.Facts.Title ?? "") { Describe = () => Card(new InputSymbol(input)) }, input.Name, expected.IsCompared ? 0 : Near);
        foreach (var parameter in Scope.Parameters.Where(p => expected.Fits(ValueKinds.Of(p.Variable.Type, Scope.Facts))))
            Add(new CompletionItem(parameter.Parameter.Name, parameter.Parameter.Name, 0, CompletionKind.Parameter, ValueKinds.InWords(ValueKinds.Of(parameter.Variable.Type, Scope.Facts))) { Describe = () => Card(new ParameterSymbol(parameter)) }, parameter.Parameter.Name, Near);
        foreach (var policy in Scope.Pathway.Policy.Where(p => expected.Fits(ValueKinds.Of(p.Schema))))
        {
            var name = $"{Pathway.PolicyInput}.{policy.Name}";
            if (expected.IsCompared || typed.Length > 0)
                Add(new CompletionItem(name, name, 0, CompletionKind.Policy, SymbolWords.Detail(policy)) { Describe = () => Card(new PolicySymbol(policy)) }, name, !expected.IsCompared ? 0 : expected.Fact?.Unit is { } unit && unit == policy.Unit ? Preferred : 0);
        }

        // Facts by their own names, wherever they stand: nobody knows every input by heart.
        foreach (var fact in typed.Length == 0 ? [] : Scope.Facts.All.Where(f => !f.Path.Contains("[]", StringComparison.Ordinal) && !f.Path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal)))
            AddFact(fact, fact.Path, fact.Path, expected, 0);
        if (typed.Length > 0)
            AddFunctions(_ => true, withLibrary: true, expected, 0);
        else
            AddLibraries();
        AddWords(expected);
    }

    private void AddElements(int at, ExpectedValue expected)
    {
        foreach (var (element, depth) in analysis.ElementsAt(at).Select((e, i) => (e, i)))
        {
            if (depth > 0 && element.Name == ElementVariable.It)
                continue;
            var rank = depth == 0 ? Near : 0;
            if (expected.Fits(ValueKinds.Of(element.Type, Scope.Facts)))
                Add(new CompletionItem(element.Name, element.Name, 0, CompletionKind.Element, element.List?.Name is { } list ? $"element of {list}" : "element") { Describe = () => Card(new ElementSymbol(element.Name, element.List)) }, element.Name, Preferred + rank);
            foreach (var fact in Scope.Facts.Find(element.Type)?.Properties ?? [])
                AddFact(fact, $"{element.Name}.{fact.Schema.Name}", $"{element.Name}.{fact.Schema.Name}", expected, rank);
        }
    }

    private void AddFact(FactProperty fact, string label, string insert, ExpectedValue expected, int rank)
    {
        if (!(fact.Schema.Kind == FactKind.Object ? Holds(fact.Schema, expected) : expected.Fits(ValueKinds.Of(fact.Schema))))
            return;
        var isPolicy = fact.Path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal);
        var policy = isPolicy ? Scope.Pathway.Policy.FirstOrDefault(p => p.Name == fact.Schema.Name) : null;
        var sameUnit = expected.Fact?.Unit is { } unit && unit == (policy?.Unit ?? fact.Schema.Unit) ? Near : 0;
        Add(new CompletionItem(label, insert, 0, isPolicy ? CompletionKind.Policy : CompletionKind.Fact, policy is null ? SymbolWords.Detail(fact.Schema) : SymbolWords.Detail(policy))
        {
            Describe = () => policy is null ? SymbolWords.OfFact(fact.Path, fact.Schema) : Card(new PolicySymbol(policy)),
        }, label, rank + sameUnit);
    }

    private void AddLibraries()
    {
        foreach (var library in Scope.Compiled.Scripts.Libraries.Order(StringComparer.Ordinal))
            Add(new CompletionItem(library, library, 0, CompletionKind.Library, "script library") { Describe = () => Card(new LibrarySymbol(library)) }, library, Far);
    }

    private void AddFunctions(Func<Scripting.ScriptFunction, bool> belongs, bool withLibrary, ExpectedValue expected, int rank)
    {
        foreach (var overloads in Scope.Compiled.Scripts.Functions.Where(belongs).Where(f => expected.Fits(ValueKinds.OfScript(f.Returns))).GroupBy(f => f.FullName))
        {
            var label = withLibrary ? overloads.Key : overloads.First().Name;
            AddCall(label, overloads.All(f => f.Arguments.IsEmpty), CompletionKind.Function, ValueKinds.InWords(ValueKinds.OfScript(overloads.First().Returns)), new FunctionSymbol([.. overloads]), rank);
        }

        if (withLibrary)
            AddLibraries();
    }

    private void AddBuiltIns(IEnumerable<BuiltIn> builtIns, int rank)
    {
        foreach (var group in builtIns.GroupBy(b => (b.Owner, b.Name)))
        {
            var symbol = new BuiltInSymbol([.. group]);
            if (group.First().IsCall)
                AddCall(group.Key.Name, group.All(b => b.Arguments is { IsEmpty: true }), CompletionKind.Function, ValueKinds.InWords(group.First().Returns), symbol, rank);
            else
                Add(new CompletionItem(group.Key.Name, group.Key.Name, 0, CompletionKind.Word, ValueKinds.InWords(group.First().Returns)) { Describe = () => Card(symbol) }, group.Key.Name, rank);
        }
    }

    private void AddCall(string label, bool takesNothing, CompletionKind kind, string detail, Symbol symbol, int rank)
    {
        var (insert, back) = callFollows ? (label, 0) : ($"{label}()", takesNothing ? 0 : 1);
        Add(new CompletionItem(label, insert, back, kind, detail) { Describe = () => Card(symbol) }, label, rank);
    }

    private void AddWords(ExpectedValue expected)
    {
        var words = BuiltIns.All.Where(b => b.Owner.Length == 0);
        if (expected.IsCompared)
            words = words.Where(b => b.Returns == expected.Kind || (b.Name == "null" ? expected.AsksEquality : expected.Kind == ValueKind.Any || b.Returns == ValueKind.Any));
        AddBuiltIns(words, expected is { IsCompared: true, Kind: ValueKind.Flag } ? Preferred : Far);
        if (typed.Length > 0 && expected.Fits(ValueKind.Number))
            Add(new CompletionItem("Math", "Math", 0, CompletionKind.Library, "functions of numbers"), "Math", Far);
    }

    private void AddOperators(int at)
    {
        var kind = analysis.KindEndingAt(at - 1);
        var open = analysis.Tokens[at - 1];
        string[] comparisons = kind switch
        {
            ValueKind.Number or ValueKind.Date or ValueKind.Duration => ["<", "<=", ">", ">=", "==", "!="],
            ValueKind.Text or ValueKind.Flag => ["==", "!="],
            _ => [],
        };
        var wasCompared = ExpectedValue.At(analysis, analysis.StartOfOperand(at - 1)).IsCompared || open.Is("true") || open.Is("false") || open.Is("null");
        foreach (var sign in wasCompared ? [] : comparisons)
            Add(new CompletionItem(sign, sign + " ", 0, CompletionKind.Operator, OperatorWords(sign)), sign, Near);
        foreach (var sign in new[] { "&&", "||" })
            Add(new CompletionItem(sign, sign + " ", 0, CompletionKind.Operator, sign == "&&" ? "and" : "or"), sign, 0);
    }

    private static string OperatorWords(string sign) => sign switch
    {
        "<" => "less than",
        "<=" => "at most",
        ">" => "more than",
        ">=" => "at least",
        "==" => "is",
        _ => "is not",
    };

    private static bool Holds(FactSchema owner, ExpectedValue expected) =>
        expected.Kind == ValueKind.Any || owner.Members.Any(m => m.Kind switch { FactKind.Object => Holds(m, expected), _ => expected.Fits(ValueKinds.Of(m)) });

    private HoverCard Card(Symbol symbol) => SymbolWords.Card(symbol, Scope.Pathway);

    private void Add(CompletionItem item, string name, int rank)
    {
        // The letters count in the last part of a path first: `inr` means `patient.inr`.
        var dot = name.LastIndexOf('.') + 1;
        var last = dot > 0 ? FuzzyMatch.Of(typed, name[dot..]) : null;
        var match = last is null ? FuzzyMatch.Of(typed, name) : last with { Letters = [.. last.Letters.Select(l => l + dot)] };
        var shift = item.Label.Length > name.Length ? 1 : 0;
        if (match is not null && items.All(i => i.Label != item.Label))
            items.Add(item with { Score = match.Score + rank, Letters = [.. match.Letters.Select(l => l + shift)] });
    }

    private ImmutableArray<CompletionItem> Ranked() => [.. items.OrderByDescending(i => i.Score)];
}
