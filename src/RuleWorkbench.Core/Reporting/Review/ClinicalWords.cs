using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Says a rule in words: each criterion on a line of its own, facts by their titles, numbers with their units.
/// What has no words of its own stays as it is written.</summary>
public sealed class ClinicalWords
{
    private const string Step = "    ";

    private readonly CompiledPathway compiled;
    private readonly PhraseWriter phrases;

    public ClinicalWords(CompiledPathway compiled)
    {
        this.compiled = compiled;
        phrases = new PhraseWriter(compiled);
    }

    /// <summary>A rule's condition with the parameters that it reads, a line each; null when it does not compile.</summary>
    public string? Of(string workflow, Rule rule)
    {
        if (!compiled.Workflows.TryGetValue(workflow, out var found) || found.Rules.FirstOrDefault(r => ReferenceEquals(r.Rule, rule)) is not { } known)
            return null;
        var lines = new List<string>();
        if (!Condition(known, "", "", lines))
            return null;
        var text = string.Join('\n', lines);
        foreach (var parameter in known.Locals)
            text += $"\nwhere {FactWords.Name(parameter.Parameter.Name)} is {phrases.Of(parameter.Value)}";
        foreach (var parameter in found.Globals.Where(g => Reads(known, g)))
            text += $"\nwhere {FactWords.Name(parameter.Parameter.Name)} is {phrases.Of(parameter.Value)}";
        return text;
    }

    private bool Condition(CompiledRule rule, string indent, string lead, List<string> lines)
    {
        if (rule.Rule.Operator is not { } nested)
        {
            if (rule.Condition is not null)
                Add(rule.Condition, indent, lead, lines, isWhole: indent.Length == 0);
            return rule.Condition is not null;
        }

        lines.Add($"{indent}{lead}{(nested == RuleOperator.And ? "all of:" : "at least one of:")}");
        return rule.Children.Where(c => c.Rule.Enabled).All(c => Condition(c, indent + Step, "", lines));
    }

    /// <summary>Adds a condition: its parts on lines of their own, what belongs together further in.</summary>
    private void Add(Expression node, string indent, string lead, List<string> lines, bool isWhole)
    {
        if (Parts(node) is not var (isAnd, parts))
        {
            lines.Add(indent + lead + phrases.Of(node));
            return;
        }

        // The uppermost "and" needs no heading: a rule is what all of its lines say.
        var needsNone = isWhole && isAnd;
        if (!needsNone)
            lines.Add($"{indent}{lead}{(isAnd ? "all of:" : "any of:")}");
        for (var i = 0; i < parts.Count; i++)
            Add(parts[i], needsNone ? indent : indent + Step, i == 0 ? "" : isAnd ? "and " : "or ", lines, isWhole: false);
    }

    private static (bool IsAnd, List<Expression> Parts)? Parts(Expression node)
    {
        if (node is not BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } top)
            return null;
        var parts = new List<Expression>();
        Flatten(top);
        return (top.NodeType == ExpressionType.AndAlso, parts);

        void Flatten(Expression part)
        {
            if (part is BinaryExpression inner && inner.NodeType == top.NodeType)
            {
                Flatten(inner.Left);
                Flatten(inner.Right);
            }
            else
            {
                parts.Add(part);
            }
        }
    }

    private static bool Reads(CompiledRule rule, CompiledParameter parameter)
    {
        var finder = new VariableFinder(parameter.Variable);
        finder.Visit(rule.Condition);
        foreach (var local in rule.Locals)
            finder.Visit(local.Value);
        return finder.Found || rule.Children.Any(c => Reads(c, parameter));
    }

    private sealed class VariableFinder(ParameterExpression variable) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= ReferenceEquals(node, variable);
            return node;
        }
    }
}
