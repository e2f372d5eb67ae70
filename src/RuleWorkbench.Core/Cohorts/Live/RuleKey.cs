using System.Linq.Expressions;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Texts that are equal for rules which say the same of every case of a population: what is computed for one need
/// not be computed for the other.</summary>
internal sealed class RuleKey(CompiledPathway compiled)
{
    private readonly Dictionary<int, string> policy = PolicyOf(compiled);
    private readonly string scripts = Hash(string.Join('\0', compiled.Pathway.Scripts.Select(s => $"{s.Name}\0{s.Text}\0{string.Join('\0', s.Tables.Select(t => $"{t.File}\0{t.Text}"))}").Prepend(compiled.Pathway.ScriptBudget.ToString())));

    /// <summary>All that the verdicts of a rule depend on, the facts apart.</summary>
    public string Of(CompiledWorkflow workflow, CompiledRule rule)
    {
        var key = new StringBuilder();
        foreach (var global in workflow.Globals)
            Add(key, global);
        key.Append(workflow.GlobalDiagnostics.Length).Append('\0');
        Add(key, rule);
        foreach (var (fact, value) in policy)
        {
            if (rule.FigureReads.Contains(fact))
                key.Append(value).Append('\0');
        }

        if (workflow.Globals.Any(g => Calls(g.Value)) || Calls(rule))
            key.Append(scripts);
        return key.ToString();
    }

    /// <summary>What strata depend on.</summary>
    public string OfStrata(IEnumerable<string> names) =>
        names.Any(n => n.Contains(Pathway.PolicyInput, StringComparison.OrdinalIgnoreCase)) ? $"{scripts}\0{string.Join('\0', policy.Values)}" : scripts;

    /// <summary>What walks depend on apart from the verdicts of rules.</summary>
    public static string OfWalk(Pathway pathway, ColumnWalk walk)
    {
        var key = new StringBuilder(pathway.Entry);
        Add(key, pathway.Always);
        Add(key, walk.Codes);
        foreach (var workflow in walk.Workflows)
        {
            key.Append('\u0001').Append(workflow.Workflow.Name);
            foreach (var rule in workflow.Rules)
            {
                var own = rule.Rule.Properties;
                key.Append('\u0002').Append(rule.Rule.Id).Append('\0').Append(rule.Rule.Enabled).Append('\0').Append(rule.Rule.SuccessEvent)
                    .Append('\0').Append(own.Group).Append('\0').Append(own.Group is null ? "" : pathway.HitPolicyOf(own.Group).ToString());
                Add(key, own.Next);
                Add(key, own.Veto);
            }
        }

        return key.ToString();
    }

    private static string Hash(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Add(StringBuilder key, IEnumerable<string> names)
    {
        key.Append('\0');
        foreach (var name in names)
            key.Append('\u0003').Append(name);
    }

    private static void Add(StringBuilder key, CompiledParameter parameter) =>
        key.Append(parameter.Parameter.Name).Append('\u0004').Append(parameter.Parameter.Expression.Text).Append('\0');

    private static void Add(StringBuilder key, CompiledRule rule)
    {
        key.Append('\u0001').Append(rule.Rule.Enabled).Append(rule.Diagnostics.Length).Append(rule.Rule.Operator).Append('\0').Append(rule.Rule.Expression?.Text).Append('\0');
        foreach (var local in rule.Locals)
            Add(key, local);
        foreach (var action in (RuleAction?[])[rule.Rule.OnSuccess, rule.Rule.OnFailure])
        {
            key.Append('\u0002').Append(action?.Name).Append('\0').Append(action?.Expression?.Text);
            foreach (var (name, text) in action?.Context.OrderBy(c => c.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string?>>())
                key.Append('\u0003').Append(name).Append('\0').Append(text);
        }

        foreach (var child in rule.Children)
            Add(key, child);
        key.Append('\u0005');
    }

    private bool Calls(CompiledRule rule) =>
        rule.Locals.Any(l => Calls(l.Value)) || (rule.Condition is { } condition && Calls(condition)) || rule.Figures.Any(f => Calls(f.Value)) || rule.Children.Any(Calls);

    private bool Calls(Expression tree)
    {
        var visitor = new CallVisitor(compiled);
        visitor.Visit(tree);
        return visitor.Calls;
    }

    /// <summary>The policy values by their fact.</summary>
    private static Dictionary<int, string> PolicyOf(CompiledPathway compiled)
    {
        var at = compiled.Facts.Inputs.ToList().FindIndex(i => i.Name == Pathway.PolicyInput);
        return at < 0 || compiled.Pathway.Policy.IsEmpty ? []
            : compiled.Facts.Roots[at].Properties.ToDictionary(f => f.Index, f => $"{f.Path}={Text(compiled.Pathway.Policy.First(p => p.Name == f.Schema.Name).Value)}");
    }

    private static string Text(object value) => value switch
    {
        string[] texts => string.Join('\u0003', texts),
        double[] numbers => string.Join('\u0003', numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.GetType().Name} {value:R}"),
    };

    private sealed class CallVisitor(CompiledPathway compiled) : ExpressionVisitor
    {
        public bool Calls { get; private set; }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Calls |= compiled.Functions.Contains(node.Method.DeclaringType!);
            return base.VisitMethodCall(node);
        }
    }
}
