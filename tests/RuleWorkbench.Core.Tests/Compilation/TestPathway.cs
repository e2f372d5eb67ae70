using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>Builds pathways from C# strings, without files.</summary>
internal static class TestPathway
{
    public const string Main = "main";

    /// <summary>One fact of each kind.</summary>
    public static readonly Input Patient = Input(
        "patient",
        Fact("age", FactKind.Integer),
        Fact("visits", FactKind.Integer),
        Fact("weight", FactKind.Number),
        Fact("height", FactKind.Number),
        Fact("potassium", FactKind.Number),
        Fact("name", FactKind.Text),
        Fact("country", FactKind.Text),
        Fact("pregnant", FactKind.Flag),
        Fact("born", FactKind.Date),
        List("codes", Fact("codes", FactKind.Number)),
        List("drugs", Object("drugs", Fact("name", FactKind.Text), Fact("stoppedDaysAgo", FactKind.Number))),
        Object("address", Fact("city", FactKind.Text)));

    private static SourcePlace Place => new("main.json", 1, 1);

    public static FactSchema Fact(string name, FactKind kind) => new(name, kind, Place);

    public static FactSchema Object(string name, params FactSchema[] members) => new(name, FactKind.Object, Place) { Members = [.. members] };

    public static FactSchema List(string name, FactSchema element) => new(name, FactKind.List, Place) { Element = element };

    public static Input Input(string name, params FactSchema[] facts) => new(name, Object(name, facts));

    /// <summary>An expression at 1:1 of a file, so that its first character stands in column 2, behind the quote.</summary>
    public static ExpressionText Expression(string text) => new(text, Place, text);

    public static Rule Rule(string name, string expression, params (string Name, string Expression)[] locals) =>
        new(name, Place) { Expression = Expression(expression), Locals = Parameters(locals) };

    public static Rule Nested(string name, RuleOperator combines, params Rule[] rules) =>
        new(name, Place) { Operator = combines, Rules = [.. rules] };

    public static ImmutableArray<Parameter> Parameters(params (string Name, string Expression)[] parameters) =>
        [.. parameters.Select(p => new Parameter(p.Name, Expression(p.Expression)))];

    /// <summary>A rule's OutputExpression.</summary>
    public static Rule WithFigure(this Rule rule, string expression) => rule with { OnSuccess = Action("OutputExpression", ("expression", expression)) };

    public static RuleAction Action(string name, params (string Name, string Value)[] context)
    {
        var entries = context.ToImmutableDictionary(c => c.Name, c => (string?)c.Value, StringComparer.OrdinalIgnoreCase);
        return new RuleAction(name, entries, entries.GetValueOrDefault("expression") is { } text ? Expression(text) : null, Place);
    }

    /// <summary>A workflow that differs from every other one, as a file of its own would.</summary>
    public static Workflow Workflow(string name, params Rule[] rules) =>
        new(name, Place) { Rules = [.. rules], ContentHash = Guid.NewGuid().ToString("N") };

    public static Pathway Of(params Rule[] rules) => Of(Workflow(Main, rules));

    public static Pathway Of(params Workflow[] workflows) => Of([Patient], workflows);

    public static Pathway Of(ImmutableArray<Input> inputs, params Workflow[] workflows) =>
        new("test", Place) { Inputs = inputs, Workflows = [.. workflows], Entry = workflows[0].Name };

    public static CompiledPathway Compile(this Pathway pathway, params Type[] functions) =>
        CompiledPathway.Compile(pathway, [.. functions], TestContext.Current.CancellationToken);

    /// <summary>The pathway with other content in one workflow.</summary>
    public static Pathway With(this Pathway pathway, Workflow edited) =>
        pathway with { Workflows = [.. pathway.Workflows.Select(w => w.Name == edited.Name ? edited : w)] };

    public static JObject Json(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    /// <summary>Binds facts such as <c>{ patient: { age: 5 } }</c>.</summary>
    public static BoundCase Bind(this CompiledPathway compiled, string facts = "{}", string policy = "{}", DateOnly? clock = null) =>
        BoundCase.Bind(compiled.Facts, compiled.Pathway, Json(facts), Json(policy), clock);

    public static ValueTask<WorkflowResult> EvaluateAsync(this ReferenceEngine engine, string facts = "{}", string workflow = Main) =>
        engine.EvaluateAsync(workflow, engine.Compiled.Bind(facts), TestContext.Current.CancellationToken);

    /// <summary>Compiles a pathway and evaluates one of its workflows on a case.</summary>
    public static ValueTask<WorkflowResult> EvaluateAsync(this Pathway pathway, string facts = "{}", string workflow = Main, params Type[] functions) =>
        new ReferenceEngine(pathway.Compile(functions)).EvaluateAsync(facts, workflow);

    /// <summary>The result of the one rule of a pathway.</summary>
    public static async Task<RuleResult> EvaluateOneAsync(Rule rule, string facts = "{}", params Type[] functions) =>
        (await Of(rule).EvaluateAsync(facts, Main, functions)).Rules.ShouldHaveSingleItem();

    public static Verdict[] Verdicts(this WorkflowResult result) => [.. result.Rules.Select(r => r.Verdict)];
}
