using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>An expression as lines of fact, operator and value, for people who do not write code. It works on an editor of
/// code: what is changed here is written there.</summary>
public sealed class CriteriaBuilder
{
    private static readonly ImmutableArray<(string Sign, string Words)> Orders =
        [("<", "is less than"), ("<=", "is at most"), (">", "is more than"), (">=", "is at least"), ("==", "is"), ("!=", "is not")];

    private readonly CodeEditor code;

    public CriteriaBuilder(CodeEditor code) => this.code = code;

    public CodeEditor Code => code;

    /// <summary>Null when the text is no expression (yet).</summary>
    public Condition? Condition => code.Text.Trim().Length == 0 ? null : ConditionText.Read(code.Text);

    /// <summary>What the builder cannot show, said politely; empty when it shows everything.</summary>
    public string StepsAside
    {
        get
        {
            if (Condition is not { } condition)
                return code.Text.Trim().Length == 0 ? "No condition yet: Ins adds the first one." : "This is no whole expression yet; finish it as code (Alt+1).";
            var hidden = ConditionText.NotShown(condition).ToList();
            return hidden.Count == 0 ? "" : hidden.Count == 1 ? "One part can be changed only as code (Alt+1)." : $"{hidden.Count} parts can be changed only as code (Alt+1).";
        }
    }

    public ImmutableArray<ConditionRow> Rows
    {
        get
        {
            var rows = ImmutableArray.CreateBuilder<ConditionRow>();
            if (Condition is { } condition)
                Add(rows, condition, [], 0, "");
            return rows.ToImmutable();
        }
    }

    /// <summary>Everything that a condition can be about at a place: facts, parameters; elements' facts inside of lists.</summary>
    public ImmutableArray<CompletionItem> Subjects(ImmutableArray<int> path)
    {
        if (Scope is not { } scope)
            return [];
        var (text, caret) = Element(path);
        var items = ExpressionCompleter.At(scope, text, caret).Items.Where(i => i.Kind is CompletionKind.Fact && i.Label.StartsWith("it.", StringComparison.Ordinal) || i.Kind == CompletionKind.Parameter);
        var facts = scope.Facts.All.Where(f => !f.Path.Contains("[]", StringComparison.Ordinal) && !f.Path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal) && f.Schema.Kind != FactKind.Object)
            .Select(f => new CompletionItem(f.Path, f.Path, 0, CompletionKind.Fact, SymbolWords.Detail(f.Schema)));
        return [.. items.Concat(facts).DistinctBy(i => i.Label)];
    }

    /// <summary>The operators that fit a subject, with their words.</summary>
    public ImmutableArray<(string Sign, string Words)> Operators(ImmutableArray<int> path, string subject) => KindOf(path, subject) switch
    {
        ValueKind.Number or ValueKind.Date or ValueKind.Duration => Orders,
        ValueKind.List => [("Any", "has any"), ("Count", "how many"), ("Contains", "contains")],
        _ => [("==", "is"), ("!=", "is not")],
    };

    /// <summary>The values that can be chosen for a comparison: allowed values, yes and no, policy values of the same unit;
    /// missing always. Numbers are written by hand.</summary>
    public ImmutableArray<CompletionItem> Values(ImmutableArray<int> path, string subject, string sign)
    {
        if (Scope is not { } scope)
            return [];
        var (text, caret) = Element(path, $"{subject} {sign} ");
        return [.. ExpressionCompleter.At(scope, text, caret).Items.Where(i => i.Kind is CompletionKind.Value or CompletionKind.Policy or CompletionKind.Parameter || i.Label is "true" or "false" or "null")];
    }

    /// <summary>A condition on a subject to begin with.</summary>
    public Condition Begin(ImmutableArray<int> path, string subject) => KindOf(path, subject) switch
    {
        ValueKind.List => new ListCondition(subject, "Any", null, null, null, null),
        ValueKind.Flag => new ComparedCondition(subject, "==", "true"),
        ValueKind.Text => new ComparedCondition(subject, "==", Values(path, subject, "==").FirstOrDefault(i => i.Kind == CompletionKind.Value)?.Insert ?? "\"\""),
        ValueKind.Number => new ComparedCondition(subject, ">=", Values(path, subject, ">=").FirstOrDefault(i => i.Kind == CompletionKind.Policy)?.Insert ?? "0"),
        _ => new ComparedCondition(subject, "!=", "null"),
    };

    /// <summary>Writes a condition; null for none at all.</summary>
    public void Write(Condition? condition) => code.Mend(new QuickFix("", condition is null ? "" : ConditionText.Write(condition)));

    /// <summary>A value as a person typed it, written as an expression has it: texts get their quotes.</summary>
    public string Written(ImmutableArray<int> path, string subject, string typed)
    {
        typed = typed.Trim();
        var isText = KindOf(path, subject) == ValueKind.Text;
        return isText && !typed.StartsWith('"') && ExpressionLexer.Read(typed) is not [{ Value: "null" }, _] && !typed.Contains('.', StringComparison.Ordinal) ? $"\"{typed}\"" : typed;
    }

    public static string InWords(string sign) => Orders.FirstOrDefault(o => o.Sign == sign).Words ?? sign;

    private ExpressionScope? Scope => (code.Language as ExpressionLanguage)?.Scope;

    private void Add(ImmutableArray<ConditionRow>.Builder rows, Condition condition, ImmutableArray<int> path, int depth, string joint)
    {
        switch (condition)
        {
            case ConditionGroup group:
                rows.Add(new ConditionRow(path, depth, group, group.IsAll ? "all of these" : "any of these", "", "") { Joint = joint });
                for (var i = 0; i < group.Parts.Length; i++)
                    Add(rows, group.Parts[i], path.Add(i), depth + 1, i == 0 ? "" : group.IsAll ? "and" : "or");
                break;
            case NegatedCondition negated:
                rows.Add(new ConditionRow(path, depth, negated, "not", "", "") { Joint = joint });
                Add(rows, negated.Inner, path.Add(0), depth + 1, "");
                break;
            case ComparedCondition { Value: "null" } asked:
                rows.Add(new ConditionRow(path, depth, asked, asked.Subject, asked.Sign == "==" ? "is missing" : "is known", "") { Joint = joint });
                break;
            case ComparedCondition { Value: "true" or "false", Sign: "==" or "!=" } flag:
                rows.Add(new ConditionRow(path, depth, flag, flag.Subject, InWords(flag.Sign), flag.Value == "true" ? "yes" : "no") { Joint = joint });
                break;
            case ComparedCondition compared:
                rows.Add(new ConditionRow(path, depth, compared, compared.Subject, InWords(compared.Sign), WithUnit(path, compared)) { Joint = joint });
                break;
            case ListCondition list:
                rows.Add(new ConditionRow(path, depth, list, list.List, ListWords(list), list.Value ?? "") { Joint = joint });
                if (list.Element is { } element)
                    Add(rows, element, path.Add(0), depth + 1, "");
                break;
            case WrittenCondition written:
                rows.Add(new ConditionRow(path, depth, written, written.Text, "", "") { Joint = joint });
                break;
        }
    }

    private static string ListWords(ListCondition list)
    {
        var isNo = list is { Sign: "==", Value: "false" } or { Sign: "!=", Value: "true" };
        var of = list.Element is null ? "" : " where";
        return list.Quantifier switch
        {
            "Contains" => "contains",
            "Count" => $"count{of} {InWords(list.Sign!)}",
            "Any" => (isNo ? "has none" : "has any") + of,
            _ => isNo ? "are not all so" : "all are so",
        };
    }

    private string WithUnit(ImmutableArray<int> path, ComparedCondition compared)
    {
        if (Scope is not { } scope)
            return compared.Value;
        if (compared.Value.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal) && scope.Pathway.Policy.FirstOrDefault(p => p.Name == compared.Value[(Pathway.PolicyInput.Length + 1)..]) is { } policy)
            return $"{compared.Value} ({SymbolWords.Detail(policy)[2..]})";
        return SchemaOf(path, compared.Subject)?.Unit is { } unit && char.IsAsciiDigit(compared.Value[^1]) ? $"{compared.Value} {unit}" : compared.Value;
    }

    private ValueKind KindOf(ImmutableArray<int> path, string subject)
    {
        if (Analyse(path, subject) is not var (analysis, last))
            return ValueKind.Any;
        return analysis.KindEndingAt(last);
    }

    private FactSchema? SchemaOf(ImmutableArray<int> path, string subject) => Analyse(path, subject) is var (analysis, last) ? analysis.SchemaEndingAt(last) : null;

    private (ExpressionAnalysis Analysis, int Last)? Analyse(ImmutableArray<int> path, string subject)
    {
        if (Scope is not { } scope)
            return null;
        var (text, caret) = Element(path, subject);
        var analysis = new ExpressionAnalysis(scope, text);
        var last = analysis.TokenAt(Math.Max(0, caret - 1));
        return last < 0 ? null : (analysis, last);
    }

    /// <summary>A text that stands where a condition does, inside of the lists around it, and the position behind it.</summary>
    private (string Text, int Caret) Element(ImmutableArray<int> path, string inner = "")
    {
        var text = "";
        for (var i = 0; i < path.Length && Condition is { } root; i++)
        {
            if (ConditionEdits.At(root, path[..i]) is ListCondition list)
                text += $"{list.List}.Any({(list.Variable is null ? "" : list.Variable + " => ")}";
        }

        text += inner;
        return (text, text.Length);
    }
}
