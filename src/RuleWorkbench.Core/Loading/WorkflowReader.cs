using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads one RulesEngine workflow. What RulesEngine 6.0.1 would refuse at load, and what it would drop in
/// silence, is an error here.</summary>
internal sealed class WorkflowReader(JsonFile file, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    /// <summary>Words of the expression language that cannot name an input or a parameter.</summary>
    public static readonly ImmutableHashSet<string> ReservedWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "lt", "le", "ge", "gt", "eq", "ne", "mod", "is", "as", "and", "or", "not", "np", "iif", "in", "it", "new", "null",
        "true", "false", "isnull", "cast", "parent", "root");

    private static readonly string[] Operators = ["And", "AndAlso", "Or", "OrElse"];

    private static readonly string[] Actions = [RuleAction.OutputExpression, "EvaluateRule", RuleAction.Script];

    private static readonly string[] PropertyNames =
        ["id", "next", "group", "veto", "evidence", "strength", "severity", "rationale"];

    private static readonly string[] TopLevelProperties = ["next", "group", "veto"];

    public Workflow Read()
    {
        var reader = new JsonObjectReader(file, file.Root, "a workflow", diagnostics);
        reader.Ignore("$schema");
        reader.Ignore("WorkflowRulesToInject");
        ReadExpressionType(reader, JTokenType.Integer);
        var name = reader.RequiredText("WorkflowName");
        var injects = reader.Texts("WorkflowsToInject").AddRange(reader.Texts("WorkflowRulesToInject"));
        var globals = ReadParameters(reader, "GlobalParams");
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var rule in reader.Objects("Rules", "a rule"))
            rules.Add(ReadRule(rule));
        reader.Finish();

        if (rules.Count == 0 && injects.IsEmpty)
            reader.Error(DiagnosticIds.RuleShape, "The workflow has no rules.", file.Root, "Add a rule, or inject another workflow.");
        foreach (var twice in rules.GroupBy(r => r.Name).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.DuplicateName,
                $"Two rules of this workflow are called `{twice.Key}`; RulesEngine refuses to run such a workflow.",
                twice.ElementAt(1).Place,
                "Rename one of them."));
        }

        return new Workflow(name, file.PlaceOf(file.Root))
        {
            Globals = globals,
            Injects = injects,
            Rules = rules.ToImmutable(),
            ContentHash = file.Source.Hash,
        };
    }

    private Rule ReadRule(JsonObjectReader reader)
    {
        ReadExpressionType(reader, JTokenType.Integer, JTokenType.String);
        var name = reader.RequiredText("RuleName");
        var expression = reader.Expression("Expression");
        var ruleOperator = ReadOperator(reader);
        var nested = reader.Objects("Rules", "a rule").Select(ReadNestedRule).ToImmutableArray();
        var actions = reader.Object("Actions", "the actions of a rule");
        var rule = new Rule(name, reader.Place)
        {
            Enabled = reader.Flag("Enabled") ?? true,
            Expression = expression,
            Operator = ruleOperator,
            Rules = nested,
            Locals = ReadParameters(reader, "LocalParams"),
            SuccessEvent = reader.Text("SuccessEvent") is { Length: > 0 } code ? code : null,
            ErrorMessage = reader.Text("ErrorMessage"),
            OnSuccess = ReadAction(actions, "OnSuccess"),
            OnFailure = ReadAction(actions, "OnFailure"),
            Properties = ReadProperties(reader.Object("Properties", "the properties of a rule")),
        };
        actions?.Finish();
        if (!reader.Texts("WorkflowsToInject").IsEmpty)
            reader.Error(DiagnosticIds.UnknownMember, "RulesEngine ignores `WorkflowsToInject` of a rule.", reader.Node.Property("WorkflowsToInject")!, "Inject workflows at the workflow.");
        CheckShape(rule, reader);
        reader.Finish();
        return rule;
    }

    private Rule ReadNestedRule(JsonObjectReader reader)
    {
        var rule = ReadRule(reader);
        if (reader.Node["Properties"] is JObject properties)
        {
            foreach (var member in properties.Properties().Where(p => TopLevelProperties.Contains(p.Name)))
                reader.Error(DiagnosticIds.UnknownMember, $"`{member.Name}` means nothing in a nested rule and would be ignored.", member, "Move it to the rule at the top.");
        }

        return rule;
    }

    private static void CheckShape(Rule rule, JsonObjectReader reader)
    {
        if (reader.Any("Operator") is null)
        {
            if (string.IsNullOrWhiteSpace(rule.Expression?.Text))
                reader.Error(DiagnosticIds.RuleShape, $"The rule `{rule.Name}` has no expression.", reader.Node, "Add an `Expression`, or an `Operator` with `Rules`.");
            if (!rule.Rules.IsEmpty)
                reader.Error(DiagnosticIds.RuleShape, $"The rule `{rule.Name}` has nested rules but no operator.", reader.Node.Property("Rules")!, "Add \"Operator\": \"And\" or \"Or\".");
        }
        else
        {
            if (rule.Rules.IsEmpty)
                reader.Error(DiagnosticIds.RuleShape, $"The rule `{rule.Name}` has an operator but no nested rules.", reader.Node.Property("Operator")!, "Remove the operator, or add `Rules`.");
            if (!string.IsNullOrWhiteSpace(rule.Expression?.Text) && (reader.Node["Operator"] as JValue)?.Value is string known && Operators.Contains(known))
                reader.Error(DiagnosticIds.RuleShape, $"RulesEngine ignores the expression of `{rule.Name}`, since the rule has an operator and nested rules.", reader.Node.Property("Expression")!, "Make the expression a nested rule.");
        }
    }

    private RuleOperator? ReadOperator(JsonObjectReader reader)
    {
        var text = reader.Text("Operator");
        if (text is null)
            return null;
        if (!Operators.Contains(text))
        {
            var meant = Operators.FirstOrDefault(o => o.Equals(text, StringComparison.OrdinalIgnoreCase));
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.RuleShape,
                $"`{text}` is not an operator: RulesEngine would ignore it, and the nested rules with it.",
                file.PlaceOf(reader.Node["Operator"]!),
                NearestName.Hint(text, Operators)) with
            {
                Repair = meant is not null && file.Replace(reader.Node["Operator"]!, meant) is { } edit ? new Fix($"Write `{meant}`", [edit]) : null,
            });
        }

        return text.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? RuleOperator.And : RuleOperator.Or;
    }

    private static void ReadExpressionType(JsonObjectReader reader, params JTokenType[] accepted)
    {
        // An explicit null is an error for RulesEngine's reader too.
        _ = reader.Any("RuleExpressionType");
        if (reader.Node["RuleExpressionType"] is not { } type)
            return;
        var isLambda = type.Type == JTokenType.Integer ? (long)type == 0 : string.Equals((type as JValue)?.Value as string, "LambdaExpression", StringComparison.OrdinalIgnoreCase);
        if (!accepted.Contains(type.Type) || !isLambda)
            reader.Error(DiagnosticIds.WrongJsonType, "RulesEngine knows one type of expression only, and here not this spelling of it.", type, "Remove `RuleExpressionType`.");
    }

    private ImmutableArray<Parameter> ReadParameters(JsonObjectReader owner, string member)
    {
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var reader in owner.Objects(member, "a parameter"))
        {
            var name = reader.RequiredText("Name");
            var expression = reader.Expression("Expression");
            reader.Finish();
            if (string.IsNullOrWhiteSpace(expression?.Text))
                reader.Error(DiagnosticIds.RuleShape, $"The parameter `{name}` has no expression.", reader.Node);
            else if (parameters.Any(p => p.Name == name))
                reader.Error(DiagnosticIds.DuplicateName, $"The parameter `{name}` is defined twice here.", reader.Node["Name"]!, "Rename one of them.");
            else if (name.Length > 0)
                parameters.Add(new Parameter(name, expression!));
            if (ReservedWords.Contains(name) || (name.Length > 0 && !FactSchemaReader.Identifier().IsMatch(name)))
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` cannot name a parameter: expressions read it as something else.", reader.Node["Name"]!, "Choose another name.");
        }

        return parameters.ToImmutable();
    }

    private RuleAction? ReadAction(JsonObjectReader? actions, string member)
    {
        var reader = actions?.Object(member, "an action");
        if (reader is null)
            return null;
        var name = reader.RequiredText("Name");
        var contextReader = reader.Object("Context", "the context of an action");
        var context = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        ExpressionText? expression = null;
        foreach (var entry in contextReader?.Node.Properties() ?? [])
        {
            if (context.ContainsKey(entry.Name))
                reader.Error(DiagnosticIds.DuplicateMember, $"`{entry.Name}` stands twice in this context; upper and lower case count as the same.", entry);
            context[entry.Name] = entry.Value.Type switch
            {
                JTokenType.String => (string?)entry.Value,
                JTokenType.Null => null,
                _ => entry.Value.ToString(Formatting.None),
            };
            if (entry.Name.Equals("expression", StringComparison.OrdinalIgnoreCase) && entry.Value.Type == JTokenType.String)
                expression = file.Expression((JValue)entry.Value);
        }

        reader.Finish();
        var known = Actions.FirstOrDefault(a => a.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (known is null && name.Length > 0)
            reader.Error(DiagnosticIds.UnknownAction, $"There is no action `{name}`; RulesEngine would fail on every case.", reader.Node["Name"]!, NearestName.Hint(name, Actions));
        if (known == RuleAction.OutputExpression && string.IsNullOrWhiteSpace(expression?.Text))
            reader.Error(DiagnosticIds.RuleShape, "The action `OutputExpression` has no `expression` in its context.", reader.Node);
        var action = new RuleAction(known ?? name, context, expression, reader.Place);
        return known == RuleAction.Script ? ReadCall(action, contextReader, reader) : action;
    }

    /// <summary>An action <c>Script</c> with the call that its context describes.</summary>
    private RuleAction ReadCall(RuleAction action, JsonObjectReader? context, JsonObjectReader owner)
    {
        var function = context?.RequiredText("function") ?? "";
        if (context is null)
            owner.Error(DiagnosticIds.RuleShape, "The action `Script` has no context.", owner.Node, "Add \"Context\": { \"function\": \"Library.Function\", \"arguments\": [ … ] }.");
        var arguments = context?.TextTokens("arguments").Select(t => file.Expression((JValue)t)).ToImmutableArray() ?? [];
        context?.Finish();
        if (function.Length == 0)
            return action;
        var at = file.PlaceOf(context!.Node["function"]!);
        return action with
        {
            Expression = new ExpressionText($"{function}({string.Join(", ", arguments.Select(a => a.Text))})", at, function),
            Arguments = arguments,
        };
    }

    private RuleProperties ReadProperties(JsonObjectReader? reader)
    {
        if (reader is null)
            return new RuleProperties();
        var properties = new RuleProperties
        {
            Id = reader.Text("id") is { Length: > 0 } id ? id : null,
            Next = reader.TextOrTexts("next"),
            Group = reader.Text("group"),
            Veto = reader.TextOrTexts("veto"),
            Evidence = reader.TextOrTexts("evidence"),
            Strength = reader.Text("strength"),
            Severity = reader.Text("severity"),
            Rationale = reader.Text("rationale"),
        };

        // Properties are RulesEngine's free dictionary, so foreign names are welcome; one that looks like ours is a slip.
        foreach (var member in reader.Node.Properties().Where(p => !PropertyNames.Contains(p.Name)))
        {
            // Two letters are near to a lot: `icd` is no slip for `id`.
            if (NearestName.Find(member.Name, PropertyNames) is { } meant
                && (meant.Length > 3 || meant.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.UnknownMember, $"`{member.Name}` is not a property that means something here.", file.PlaceOf(member), $"Did you mean `{meant}`?") with
                { Repair = reader.Respell(member) });
            }
        }

        return properties;
    }
}
