using System.Globalization;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>The smallest cases that show what changes, as a person would tell them, with what both versions say and why.
/// </summary>
internal sealed class WitnessPart(PageContext page)
{
    private readonly PhraseWriter? before = page.Diff.Baseline.Compiled is { } old ? new PhraseWriter(old) : null;
    private readonly PhraseWriter? after = page.Diff.Candidate.Compiled is { } now ? new PhraseWriter(now) : null;

    public XElement? Write() => !page.Shown.Any() ? null : Tag.Of(
        "section.part",
        Tag.At("aria-labelledby", page.IdOf("witnesses")),
        Tag.Of("h3", Tag.At("id", page.IdOf("witnesses")), "Cases that show it"),
        Tag.Of("p.lead", "Each is the smallest case that was found to show an effect: every fact that it does not need was left out, and is missing."),
        page.Shown.Select(Witness));

    private XElement Witness(Effect effect)
    {
        var (witness, id) = (effect.Witness!, page.WitnessOf(effect)!);
        return Tag.Of(
            "article.witness",
            Tag.At("id", id),
            Tag.At("aria-labelledby", id + "-name"),
            Tag.Of("h4", Tag.At("id", id + "-name"), Tag.Name(ImpactWords.Effect(effect.Difference))),
            Tag.Of("p.meta", $"{Tag.Count(effect.Cases, "case")} · caused by ", page.Causes(effect), " · made from ", Tag.Name(witness.From)),
            Facts(witness.Case),
            Tag.Of("div.sides", Side("Before", witness.Before, before, effect, ImpactWords.OldName(page.Diff, effect.Difference), page.Diff.Baseline, witness.After), Side("After", witness.After, after, effect, effect.Difference.What, page.Diff.Candidate, witness.Before)));
    }

    /// <summary>The facts of a case, an input after the other.</summary>
    private XElement Facts(Case source)
    {
        var rows = new List<(string Name, string Value)>();
        foreach (var input in source.Facts.Properties())
            Add(input.Value, input.Name, Schema(input.Name));
        foreach (var value in source.Policy.Properties())
            rows.Add(($"policy {FactWords.Name(value.Name)}", Text(value.Value, page.Diff.Candidate.Pathway?.Policy.FirstOrDefault(p => p.Name == value.Name)?.Unit)));
        if (source.Clock is { } clock)
            rows.Add(("today", clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return rows.Count == 0
            ? Tag.Of("p.nothing", "No facts at all are needed.")
            : Tag.Of("dl.facts", rows.Select(r => Tag.Of("div", Tag.Of("dt", Tag.Name(r.Name)), Tag.Of("dd", Tag.Name(r.Value)))));

        void Add(JToken token, string name, FactSchema? schema)
        {
            switch (token)
            {
                case JObject members:
                    foreach (var member in members.Properties())
                        Add(member.Value, $"{name} {(schema?.Member(member.Name) is { } known ? FactWords.Title(known) : FactWords.Name(member.Name))}", schema?.Member(member.Name));
                    break;
                case JArray list when list.Any(i => i is JContainer):
                    for (var i = 0; i < list.Count; i++)
                        Add(list[i], $"{name} {i + 1}", schema?.Element);
                    break;
                default:
                    rows.Add((name, Text(token, schema?.Unit ?? schema?.Element?.Unit)));
                    break;
            }
        }
    }

    private FactSchema? Schema(string input) =>
        (page.Diff.Candidate.Pathway?.Inputs.FirstOrDefault(i => i.Name == input) ?? page.Diff.Baseline.Pathway?.Inputs.FirstOrDefault(i => i.Name == input))?.Facts;

    private static string Text(JToken token, string? unit) => token switch
    {
        JArray { Count: 0 } => "none",
        JArray list => string.Join(", ", list.Select(i => Text(i, unit))),
        { Type: JTokenType.String } => (string)token!,
        { Type: JTokenType.Boolean } => (bool)token ? "yes" : "no",
        { Type: JTokenType.Integer or JTokenType.Float } => FactWords.Value((double)token, unit),
        { Type: JTokenType.Null } => "missing",
        _ => token.ToString(Newtonsoft.Json.Formatting.None),
    };

    private static XElement Side(string heading, Explanation explanation, PhraseWriter? phrases, Effect effect, string rule, PathwayVersion version, Explanation other)
    {
        var rules = Rules(explanation, effect, rule);
        return Tag.Of(
            "div.side",
            Tag.Of("p.side-name", $"{heading} ", Tag.Of("span.meta", Tag.Name(version.Label))),
            Tag.Of("p.says", Tag.Name(ImpactWords.Says(explanation, effect.Difference, rule))),
            Statuses(explanation, other),
            Tag.Of("p.meta", "walk: ", Tag.Name(string.Join(" › ", explanation.Walk.Path))),
            rules.Count == 0 ? null : Tag.Of("ul.trace", rules.Select(t => Rule(t, phrases))));
    }

    /// <summary>The recommendations whose status is another than in the other version.</summary>
    private static XElement Statuses(Explanation explanation, Explanation other)
    {
        var own = explanation.Walk.Recommendations.Where(r => other.Walk.StatusOf(r.Code) != r.Status).ToList();
        var same = explanation.Walk.Recommendations.Length - own.Count;
        return Tag.Of(
            "ul.statuses",
            own.Select(r => Tag.Of("li", Tag.Of($"span.status.{r.Status.ToString().ToLowerInvariant()}", $"{ExplanationWords.Sign(r.Status)} {r.Status.ToString().ToLowerInvariant()}"), " ", Tag.Code(r.Code))),
            explanation.Walk.Recommendations.IsEmpty ? Tag.Of("li.nothing", "Nothing is recommended.") : same > 0 ? Tag.Of("li.meta", $"{(own.Count == 0 ? "" : "and ")}{same} the same in both versions") : null);
    }

    /// <summary>The traces that say why.</summary>
    private static List<RuleTrace> Rules(Explanation explanation, Effect effect, string rule)
    {
        var reasons = explanation.Walk.Recommendations.FirstOrDefault(r => effect.Difference.Kind == DifferenceKind.Recommendation && r.Code == effect.Difference.What)?.Reasons ?? [];
        var ids = reasons.SelectMany(r => r.Vetoes.Concat(r.Holds).Select(v => v.Rule.Id).Prepend(r.Rule.Rule.Id))
            .Append(rule)
            .Concat(effect.Causes.SelectMany(c => c.Changes).SelectMany(c => new[] { c.RuleBefore?.Id, c.RuleAfter?.Id }))
            .OfType<string>().Distinct();
        return [.. ids.Select(explanation.Rule).OfType<RuleTrace>().Take(6)];
    }

    private static XElement Rule(RuleTrace trace, PhraseWriter? phrases) => Tag.Of(
        "li",
        Sign(ExplanationWords.Sign(trace.Result)), " ", Tag.Of("strong", Tag.Name(trace.Rule.Rule.Label)), ": ", Tag.Name(ExplanationWords.VerdictOf(trace.Result)),
        trace.Criteria is { } criteria ? Tag.Of("ul", Criterion(criteria, phrases)) : null,
        trace.Children.IsEmpty ? null : Tag.Of("ul", trace.Children.Select(c => Rule(c, phrases))));

    private static XElement Criterion(CriterionTrace trace, PhraseWriter? phrases)
    {
        var words = trace.Criterion.Kind switch
        {
            CriterionKind.And => "all of",
            CriterionKind.Or => "any of",
            CriterionKind.Not => "not",
            _ => trace.Criterion.Tree is { } tree && phrases is not null ? phrases.Of(tree) : trace.Criterion.Text,
        };
        var seen = ExplanationWords.SeenBy(trace);
        return Tag.Of(
            trace.StandsInTheWay ? "li.decides" : "li",
            Sign(ExplanationWords.Sign(trace.Outcome)), " ", Tag.Name(words), seen.Length == 0 ? null : Tag.Of("span.seen", Tag.Name(seen)),
            trace.Parts.IsEmpty ? null : Tag.Of("ul", trace.Parts.Select(p => Criterion(p, phrases))));
    }

    /// <summary>A sign that a screen reader says in words.</summary>
    private static XElement Sign(string sign) => Tag.Of($"span.verdict.{Class(sign)}", Tag.At("role", "img"), Tag.At("aria-label", Class(sign).Replace('-', ' ')), sign);

    private static string Class(string sign) => sign switch { "✓" => "met", "✗" => "not-met", "?" => "undetermined", "!" => "error", _ => "skipped" };
}
