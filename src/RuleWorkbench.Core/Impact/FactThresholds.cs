using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>What criteria compare each fact with: constants, and policy values as each version has them.</summary>
internal sealed class FactThresholds
{
    private readonly Dictionary<string, HashSet<(double Number, string Shift)>> byFact = new(StringComparer.Ordinal);

    /// <summary>The thresholds in the criteria of rules of either version.</summary>
    public FactThresholds(PathwayDiff diff, IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var version in (PathwayVersion[])[diff.Baseline, diff.Candidate])
            {
                if (version.Trees.Of(rule) is { } trees)
                    Read(version, trees);
            }
        }
    }

    /// <summary>The rules that a change is of, or that it reaches.</summary>
    public static IEnumerable<Rule> RulesOf(Change change) =>
        change.Reaches.Select(r => r.Rule).Append(change.RuleBefore).Append(change.RuleAfter).OfType<Rule>();

    /// <summary>Numbers that a fact is compared with.</summary>
    /// <param name="path">As in <see cref="CanonicalTree.Reads"/>.</param>
    public IEnumerable<double> Numbers(string path) => byFact.GetValueOrDefault(path, []).Select(t => t.Number).Distinct();

    /// <summary>Days that a date is compared with: the case's own, and those before and after it by the intervals in the criteria.</summary>
    public IEnumerable<DateOnly> Days(string path, DateOnly? clock)
    {
        if (clock is not { } today || !byFact.TryGetValue(path, out var intervals))
            return [];
        return intervals.Where(i => Math.Abs(i.Number) <= 40_000 && Math.Floor(i.Number) == i.Number).SelectMany(i => new[] { (int)i.Number, -(int)i.Number }.Select(n => i.Shift switch
        {
            nameof(DateTime.AddMonths) => Shifted(today, n, 31, today.AddMonths),
            nameof(DateTime.AddYears) => Shifted(today, n, 366, today.AddYears),
            _ => Shifted(today, n, 1, today.AddDays),
        })).OfType<DateOnly>().Append(today).Distinct();
    }

    private static DateOnly? Shifted(DateOnly today, int count, int most, Func<int, DateOnly> shift)
    {
        var (first, last) = FactChecker.Dates;
        return today.DayNumber + ((long)count * most) < first.DayNumber || today.DayNumber + ((long)count * most) > last.DayNumber ? null : shift(count);
    }

    private void Read(PathwayVersion version, RuleTrees trees)
    {
        var parameters = version.Trees.GlobalsOf(trees.Workflow).Concat(trees.Locals).GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        var comparisons = trees.Locals.Select(l => l.Value).Concat(parameters.Values).Append(trees.Condition).OfType<CanonicalTree>().SelectMany(t => t.All).Where(n => n.Kind == CanonicalKind.Comparison);
        foreach (var sides in comparisons.Select(c => c.Parts.SelectMany(p => Own(p, parameters, 0)).ToList()))
        {
            var shift = sides.Find(n => n.Symbol is nameof(DateTime.AddMonths) or nameof(DateTime.AddYears))?.Symbol ?? nameof(DateTime.AddDays);
            var numbers = sides.Select(n => Number(n, version.Pathway!)).OfType<double>().ToList();
            foreach (var fact in sides.Where(n => n is { Kind: CanonicalKind.Fact, Fact: not null, Reads: not null } && !IsPolicy(n)))
            {
                if (!byFact.TryGetValue(fact.Reads!, out var thresholds))
                    byFact[fact.Reads!] = thresholds = [];
                thresholds.UnionWith(numbers.Select(n => (n, shift)));
            }
        }
    }

    /// <summary>The nodes of one side of a comparison: what a comparison inside it compares is another threshold.</summary>
    private static IEnumerable<CanonicalTree> Own(CanonicalTree node, Dictionary<string, CanonicalTree> parameters, int depth)
    {
        if (node.Kind == CanonicalKind.Comparison || depth > 50)
            return [];
        var inner = node.Kind == CanonicalKind.Parameter && node.Reads is { } name && parameters.TryGetValue(name, out var value) ? [value] : node.Parts;
        return inner.SelectMany(p => Own(p, parameters, depth + 1)).Prepend(node);
    }

    private static bool IsPolicy(CanonicalTree node) => node.Reads!.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal);

    private static double? Number(CanonicalTree node, Pathway pathway) =>
        node.Kind == CanonicalKind.Constant ? double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null
        : node is { Kind: CanonicalKind.Fact, Fact: not null, Reads: not null } && IsPolicy(node) ? pathway.Policy.FirstOrDefault(p => p.Name == node.Fact.Name)?.Value as double?
        : null;
}
