using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>Takes an expression apart at <c>&amp;&amp;</c>, <c>||</c> and <c>!( )</c> into criteria. RulesEngine's parser
/// does not tell where in the text a node of its tree stands, so the text is split here and each part parsed by itself;
/// the parts are used only if put together again they give the very tree of the whole.</summary>
internal sealed class CriterionSplitter(CompiledPathway compiled)
{
    private readonly ConcurrentDictionary<CompiledRule, Criterion> split = new(ReferenceEqualityComparer.Instance);

    /// <summary>The criteria of a rule with an expression; they are parsed once a rule, not once a case.</summary>
    public Criterion Split(CompiledRule rule) => split.GetOrAdd(rule, SplitExpression);

    private Criterion SplitExpression(CompiledRule rule)
    {
        var expression = rule.Rule.Expression!;
        var whole = new Criterion(CriterionKind.Test, expression.Text.Trim(), 0, expression.PlaceAt(0), rule.Condition!, []);
        var parts = SplitRange(expression, 0, expression.Text.Length, rule);
        return parts is not null && Recompose(parts).ToString() == rule.Condition!.ToString() ? parts : whole;
    }

    private Criterion? SplitRange(ExpressionText expression, int start, int end, CompiledRule rule)
    {
        (start, end) = Trim(expression.Text, start, end);
        if (start >= end)
            return null;
        var tokens = ExpressionTokens.Read(expression.Text, start, end);
        if (tokens.Any(t => t.Depth == 0 && t.Kind is TokenKind.Question or TokenKind.Coalesce or TokenKind.Arrow))
            return Test(expression, start, end, rule);
        foreach (var (kind, token) in (ReadOnlySpan<(CriterionKind, TokenKind)>)[(CriterionKind.Or, TokenKind.Or), (CriterionKind.And, TokenKind.And)])
        {
            var cuts = tokens.Where(t => t.Depth == 0 && t.Kind == token).ToList();
            if (cuts.Count == 0)
                continue;
            var parts = ImmutableArray.CreateBuilder<Criterion>();
            var from = start;
            foreach (var cut in cuts.Append(new Token(token, end, 0, 0)))
            {
                if (SplitRange(expression, from, cut.Start, rule) is not { } part)
                    return null;
                parts.Add(part);
                from = cut.Start + cut.Length;
            }

            return Group(kind, expression, start, end, parts.ToImmutable());
        }

        if (tokens[0].Kind == TokenKind.Open && tokens[0].Closes == end - 1)
            return SplitRange(expression, start + 1, end - 1, rule);
        if (tokens[0].Kind == TokenKind.Not && tokens.Count > 1 && tokens[1].Kind == TokenKind.Open && tokens[1].Closes == end - 1)
        {
            return SplitRange(expression, tokens[1].Start + 1, end - 1, rule) is { } inner
                ? Group(CriterionKind.Not, expression, start, end, [inner])
                : null;
        }

        return Test(expression, start, end, rule);
    }

    private Criterion? Test(ExpressionText expression, int start, int end, CompiledRule rule)
    {
        var text = expression.Text[start..end];
        return compiled.TryParse(text, rule.Scope, typeof(bool)) is { } tree
            ? new Criterion(CriterionKind.Test, text, start, expression.PlaceAt(start), tree, [])
            : null;
    }

    private static Criterion Group(CriterionKind kind, ExpressionText expression, int start, int end, ImmutableArray<Criterion> parts) =>
        new(kind, expression.Text[start..end], start, expression.PlaceAt(start), null, parts);

    private static Expression Recompose(Criterion criterion) => criterion.Kind switch
    {
        CriterionKind.And => criterion.Parts.Select(Recompose).Aggregate(Expression.AndAlso),
        CriterionKind.Or => criterion.Parts.Select(Recompose).Aggregate(Expression.OrElse),
        CriterionKind.Not => Expression.Not(Recompose(criterion.Parts[0])),
        _ => criterion.Tree!,
    };

    private static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }
}
