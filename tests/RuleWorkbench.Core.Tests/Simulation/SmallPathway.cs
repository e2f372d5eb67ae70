using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Pathways made in memory, of one input <c>f</c>: flags <c>a</c> to <c>e</c>, numbers <c>x</c> and <c>y</c>,
/// a text <c>t</c>, a date <c>day</c>, an object <c>o</c> with a number <c>n</c>, a list <c>ms</c> of objects with
/// <c>name</c>, <c>days</c> and <c>active</c>, and a list <c>ts</c> of texts.</summary>
internal static class SmallPathway
{
    private static readonly SourcePlace FactsPlace = new("facts/f.schema.json");

    private static readonly FactSchema Facts = new("f", FactKind.Object, FactsPlace)
    {
        Members =
        [
            .. "abcde".Select(name => Fact(name.ToString(), FactKind.Flag)),
            Fact("x", FactKind.Number) with { Unit = "mg" },
            Fact("y", FactKind.Number),
            Fact("t", FactKind.Text),
            Fact("day", FactKind.Date),
            Fact("o", FactKind.Object) with { Members = [Fact("n", FactKind.Number)] },
            Fact("ms", FactKind.List) with
            {
                Element = Fact("item", FactKind.Object) with
                {
                    Members = [Fact("name", FactKind.Text), Fact("days", FactKind.Number), Fact("active", FactKind.Flag)],
                },
            },
            Fact("ts", FactKind.List) with { Element = Fact("item", FactKind.Text) },
        ],
    };

    /// <summary>A pathway that starts at the first of the workflows.</summary>
    public static Pathway Of(params Workflow[] workflows) => new("small", new SourcePlace("pathway.json"))
    {
        Inputs = [new Input("f", Facts)],
        Workflows = [.. workflows],
        Entry = workflows[0].Name,
    };

    /// <summary>A pathway of one workflow <c>w</c>.</summary>
    public static Pathway Of(params Rule[] rules) => Of(Workflow("w", rules));

    public static Workflow Workflow(string name, params Rule[] rules) =>
        new(name, new SourcePlace($"{name}.json")) { Rules = [.. rules] };

    /// <summary>A rule whose id is its name. A single letter stands for <c>f.letter == true</c>.</summary>
    public static Rule Rule(string id, string expression)
    {
        var place = new SourcePlace("w.json", 10, 5, id);
        return new Rule(id, place) { Expression = Text(expression.Length == 1 ? $"f.{expression} == true" : expression) };
    }

    public static Rule Rule(string id, RuleOperator combines, params Rule[] rules) =>
        new(id, new SourcePlace("w.json", 10, 5, id)) { Operator = combines, Rules = [.. rules] };

    /// <summary>An expression that stands at line 20, column 7 of its file.</summary>
    public static ExpressionText Text(string expression) =>
        new(expression, new SourcePlace("w.json", 20, 7), expression.Replace("\"", "\\\"", StringComparison.Ordinal));

    public static Parameter Parameter(string name, string expression) => new(name, Text(expression));

    public static Rule Recommends(this Rule rule, string code) => rule with { SuccessEvent = code };

    public static Rule Next(this Rule rule, params string[] workflows) =>
        rule with { Properties = rule.Properties with { Next = [.. workflows] } };

    public static Rule In(this Rule rule, string group) => rule with { Properties = rule.Properties with { Group = group } };

    public static Rule Vetoes(this Rule rule, params string[] codesAndRules) =>
        rule with { Properties = rule.Properties with { Veto = [.. codesAndRules] } };

    public static Rule Gives(this Rule rule, string figures) => rule with
    {
        OnSuccess = new RuleAction(
            "OutputExpression",
            ImmutableDictionary<string, string?>.Empty.Add("expression", figures),
            Text(figures),
            rule.Place),
    };

    public static Pathway Policy(this Pathway pathway, string group, HitPolicy policy) =>
        pathway with { Groups = new Dictionary<string, HitPolicy>(pathway.Groups) { [group] = policy } };

    public static ReferenceEngine Engine(this Pathway pathway)
    {
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        return new ReferenceEngine(compiled);
    }

    public static BoundCase Bind(this ReferenceEngine engine, string facts) =>
        BoundCase.Bind(engine.Compiled.Facts, engine.Compiled.Pathway, new JObject { ["f"] = Parse(facts) }, [], null);

    /// <summary>Walks a case whose facts are given as the JSON object of <c>f</c>.</summary>
    public static ValueTask<WalkResult> WalkAsync(this Pathway pathway, string facts, CancellationToken cancellation)
    {
        var engine = pathway.Engine();
        return new Walker(engine).WalkAsync(engine.Bind(facts), cancellation);
    }

    public static Case Case(string id, string facts) =>
        new("small-suite", id, new SourcePlace("suite.json", 3, 5), new JObject { ["f"] = Parse(facts) }, [], null);

    private static JObject Parse(string facts)
    {
        // A date stays the text that it is in a case.
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(facts)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static FactSchema Fact(string name, FactKind kind) => new(name, kind, FactsPlace);
}
