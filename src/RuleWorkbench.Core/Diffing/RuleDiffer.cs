using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares one rule with what became of it.</summary>
internal static class RuleDiffer
{
    public static IEnumerable<Edit> Compare(Rule before, Rule after, RuleTrees? oldTrees, RuleTrees? newTrees)
    {
        if (before.Name != after.Name)
            yield return Edit.Other("name", EditAspect.Text, before.Name, after.Name);
        if (before.Properties.Id != after.Properties.Id)
            yield return Edit.Other("id", EditAspect.Text, before.Properties.Id, after.Properties.Id);
        if (CompareTrees("expression", Text(before), Text(after), oldTrees?.Condition, newTrees?.Condition) is { } condition)
            yield return condition;
        foreach (var parameter in Parameters(before.Locals, after.Locals, oldTrees?.Locals ?? [], newTrees?.Locals ?? [], "where "))
            yield return parameter;
        foreach (var edit in Effects(before, after, oldTrees, newTrees).Concat(Texts(before, after)))
            yield return edit;
    }

    /// <summary>Edits of parameters by name.</summary>
    public static IEnumerable<Edit> Parameters(
        ImmutableArray<Parameter> before, ImmutableArray<Parameter> after, ImmutableArray<(string Name, CanonicalTree Value)> oldTrees, ImmutableArray<(string Name, CanonicalTree Value)> newTrees, string prefix)
    {
        static CanonicalTree? Tree(ImmutableArray<(string Name, CanonicalTree Value)> trees, string name) => trees.FirstOrDefault(t => t.Name == name).Value;

        foreach (var now in after)
        {
            if (before.FirstOrDefault(p => p.Name == now.Name) is not { } old)
                yield return Edit.Logic(prefix + now.Name, null, now.Expression.Text);
            else if (CompareTrees(prefix + now.Name, old.Expression.Text, now.Expression.Text, Tree(oldTrees, now.Name), Tree(newTrees, now.Name)) is { } edit)
                yield return edit;
        }

        foreach (var gone in before.Where(p => after.All(n => n.Name != p.Name)))
            yield return Edit.Logic(prefix + gone.Name, gone.Expression.Text, null);
    }

    /// <summary>The edit of an expression, or null when its text is the same. A text that names the same and means
    /// something else (a parameter that was redefined) is not this expression's edit.</summary>
    public static Edit? CompareTrees(string what, string? before, string? after, CanonicalTree? oldTree, CanonicalTree? newTree)
    {
        if (before == after)
            return null;
        if (before is null || after is null)
            return Edit.Logic(what, before, after);
        if (oldTree is null || newTree is null)
            return new Edit(what, EditAspect.Logic, Meaning.NotCompared, before, after);
        var inside = TreeDiffer.Compare(oldTree, newTree);
        return inside.IsEmpty
            ? new Edit(what, EditAspect.Logic, Meaning.SameLogic, before, after)
            : Edit.Logic(what, before, after) with { Inside = inside };
    }

    /// <summary>A rule's condition as text: its expression, or an outline of its nested rules.</summary>
    public static string Text(Rule rule) => rule.Operator is null ? rule.Expression?.Text ?? "" : Outline(rule, 0);

    private static string Outline(Rule rule, int depth)
    {
        var indent = new string(' ', depth * 2);
        if (rule.Operator is null)
            return indent + (rule.Enabled ? "" : "(disabled) ") + rule.Expression?.Text + Where(rule);
        var nested = string.Join('\n', rule.Rules.Select(r => Outline(r, depth + 1)));
        return $"{indent}{(rule.Enabled ? "" : "(disabled) ")}{(rule.Operator == RuleOperator.And ? "all of" : "any of")}{(depth > 0 ? Where(rule) : "")}\n{nested}";
    }

    private static string Where(Rule rule) => rule.Locals.IsEmpty ? "" : $" where {string.Join(", ", rule.Locals.Select(l => $"{l.Name} = {l.Expression.Text}"))}";

    /// <summary>What a rule does once it is met.</summary>
    private static IEnumerable<Edit> Effects(Rule before, Rule after, RuleTrees? oldTrees, RuleTrees? newTrees)
    {
        if (before.Enabled != after.Enabled)
            yield return Edit.Logic("enabled", Flag(before.Enabled), Flag(after.Enabled));
        if (before.SuccessEvent != after.SuccessEvent)
            yield return Edit.Logic("recommendation", before.SuccessEvent, after.SuccessEvent);
        if (before.Properties.Group != after.Properties.Group)
            yield return Edit.Logic("group", before.Properties.Group, after.Properties.Group);

        // Of several workflows that are gone on with, the order is that of the walk; of several vetoes it is none.
        if (!before.Properties.Next.SequenceEqual(after.Properties.Next))
            yield return Edit.Logic("next", List(before.Properties.Next), List(after.Properties.Next));
        if (Edit.List("veto", EditAspect.Logic, Meaning.OtherLogic, before.Properties.Veto, after.Properties.Veto) is { } veto)
            yield return veto;
        else if (!before.Properties.Veto.SequenceEqual(after.Properties.Veto))
            yield return new Edit("veto", EditAspect.Logic, Meaning.SameLogic, List(before.Properties.Veto), List(after.Properties.Veto));
        if (Figures(before, after, oldTrees, newTrees) is { } figures)
            yield return figures;
        if (Describe(before.OnFailure) != Describe(after.OnFailure))
            yield return Edit.Logic("on failure", Describe(before.OnFailure), Describe(after.OnFailure));
    }

    private static Edit? Figures(Rule before, Rule after, RuleTrees? oldTrees, RuleTrees? newTrees)
    {
        var (old, now) = (Describe(before.OnSuccess), Describe(after.OnSuccess));
        if (old == now)
            return null;
        if (before.OnSuccess?.Name != "OutputExpression" || after.OnSuccess?.Name != "OutputExpression")
            return Edit.Logic("on success", old, now);
        var (oldText, newText) = (before.OnSuccess.Expression?.Text, after.OnSuccess.Expression?.Text);
        if (oldTrees is null || newTrees is null || oldTrees.Figures.IsEmpty || newTrees.Figures.IsEmpty)
            return new Edit("figures", EditAspect.Logic, Meaning.NotCompared, oldText, newText);
        var isSame = oldTrees.Figures.Length == newTrees.Figures.Length
            && oldTrees.Figures.All(f => newTrees.Figures.Any(n => n.Name == f.Name && n.Value.Key == f.Value.Key));
        return isSame ? new Edit("figures", EditAspect.Logic, Meaning.SameLogic, oldText, newText) : Edit.Logic("figures", oldText, newText);
    }

    private static IEnumerable<Edit> Texts(Rule before, Rule after)
    {
        if (Edit.List("evidence", EditAspect.Evidence, Meaning.SameLogic, before.Properties.Evidence, after.Properties.Evidence) is { } evidence)
            yield return evidence;
        if (before.Properties.Strength != after.Properties.Strength)
            yield return Edit.Other("strength", EditAspect.Evidence, before.Properties.Strength, after.Properties.Strength);
        if (before.Properties.Rationale != after.Properties.Rationale)
            yield return Edit.Other("rationale", EditAspect.Evidence, before.Properties.Rationale, after.Properties.Rationale);
        if (before.Properties.Severity != after.Properties.Severity)
            yield return Edit.Other("severity", EditAspect.Severity, before.Properties.Severity, after.Properties.Severity);
        if (before.ErrorMessage != after.ErrorMessage)
            yield return Edit.Other("error message", EditAspect.Text, before.ErrorMessage, after.ErrorMessage);
    }

    private static string? Describe(RuleAction? action) => action is null
        ? null
        : $"{action.Name} {string.Join(", ", action.Context.OrderBy(c => c.Key, StringComparer.OrdinalIgnoreCase).Select(c => $"{c.Key} = {c.Value}"))}";

    private static string? List(ImmutableArray<string> names) => names.IsEmpty ? null : string.Join(", ", names);

    private static string Flag(bool value) => value ? "true" : "false";
}
