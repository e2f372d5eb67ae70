using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>The names that expressions and messages read, whether or not they compile; compared without case, as
/// RulesEngine does.</summary>
internal sealed partial class NamesInUse
{
    private readonly Dictionary<ExpressionText, ImmutableHashSet<string>> names;

    private NamesInUse(CheckContext context)
    {
        names = new Dictionary<ExpressionText, ImmutableHashSet<string>>(ReferenceEqualityComparer.Instance);
        var policy = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        var texts = context.Expressions.Select(e => e.Source).Concat(context.AllRules.SelectMany(Additional));
        foreach (var text in texts)
        {
            var tokens = ExpressionLexer.Read(text.Text);
            names[text] = [.. tokens.Where(t => t.Kind == TokenKind.Name).Select(t => t.Value.ToUpperInvariant())];
            for (var i = 2; i < tokens.Length; i++)
            {
                if (tokens[i - 1].Is(".") && tokens[i - 2].Is(Pathway.PolicyInput))
                    policy.Add(tokens[i].Value);
            }
        }

        foreach (var rule in context.AllRules)
        {
            foreach (Match match in PolicyPlaceholder().Matches(rule.ErrorMessage ?? ""))
                policy.Add(match.Groups[1].Value);
        }

        Policy = policy.ToImmutable();
    }

    /// <summary>Names of policy values that are read.</summary>
    public ImmutableHashSet<string> Policy { get; }

    public static NamesInUse Of(CheckContext context) => new(context);

    /// <summary>Whether a rule or another parameter reads a parameter.</summary>
    /// <param name="rules">Those that can see it, nested ones included.</param>
    /// <param name="parameters">Other parameters that can see it, beside those of the rules.</param>
    public bool IsRead(Parameter parameter, IEnumerable<Rule> rules, IEnumerable<Parameter> parameters)
    {
        var name = parameter.Name.ToUpperInvariant();
        return parameters.Where(p => !ReferenceEquals(p, parameter)).Any(p => Reads(p.Expression))
            || rules.Any(r => Reads(r.Expression) || Reads(r.OnSuccess?.Expression) || Additional(r).Any(Reads)
                || r.Locals.Any(l => !ReferenceEquals(l, parameter) && Reads(l.Expression))
                || (r.ErrorMessage is { } message && Regex.IsMatch(message, $@"\$\({Regex.Escape(parameter.Name)}[.)]", RegexOptions.IgnoreCase)));

        bool Reads(ExpressionText? text) => text is not null && names.TryGetValue(text, out var read) && read.Contains(name);
    }

    /// <summary>The texts of actions in which names can stand that are no expressions of their own.</summary>
    private static IEnumerable<ExpressionText> Additional(Rule rule) =>
        new[] { rule.OnSuccess, rule.OnFailure }.OfType<RuleAction>()
            .SelectMany(a => a.Context.Values.OfType<string>().Select(v => new ExpressionText(v, a.Place, v)));

    [GeneratedRegex(@"\$\(policy\.([A-Za-z0-9_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex PolicyPlaceholder();
}
