using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>Pathways for the tests of reports: none of them is medicine.</summary>
internal static class SamplePathways
{
    private static readonly SourcePlace _place = new("sample/pathway.json");

    /// <summary>A little of everything, with names that no format likes.</summary>
    public static Pathway Small { get; } = new("sore-knee", _place)
    {
        Title = "Sore knee <draft> & more",
        Description = "What to do about a knee that hurts.",
        Disclaimer = "Not medical advice. Made up for tests.",
        Version = "1.2.0",
        Owner = "Test owner",
        ReviewBy = new DateOnly(2031, 2, 3),
        Clock = "now",
        Entry = "look",
        Always = ["guards"],
        Groups = ImmutableDictionary<string, HitPolicy>.Empty.Add("cause", HitPolicy.First).Add("care", HitPolicy.Collect),
        Inputs =
        [
            new Input("knee", new FactSchema("knee", FactKind.Object, _place)
            {
                Description = "The knee that hurts.",
                Members =
                [
                    Number("angle", "deg", 0, 150) with { Description = "How far it bends | flexion.", Code = new("http://loinc.org", "00000-0", "Bend of the knee") },
                    new FactSchema("side", FactKind.Text, _place) { AllowedValues = ["left", "right"] },
                    new FactSchema("swollen", FactKind.Flag, _place),
                    new FactSchema("injections", FactKind.List, _place)
                    {
                        Length = (null, 12),
                        Element = new FactSchema("injections", FactKind.Object, _place)
                        {
                            Members = [new FactSchema("date", FactKind.Date, _place), Number("dose", "mg", 0, null)],
                        },
                    },
                ],
            }),
        ],
        Policy =
        [
            new PolicyValue("stiffBelow", Number("stiffBelow", "deg", null, null), 90.0, "deg", "P1", "A knee that bends less is stiff.", _place),
            new PolicyValue("bannedDrugs", new FactSchema("bannedDrugs", FactKind.List, _place), new[] { "a", "b|c" }, null, null, null, _place),
        ],
        Recommendations =
        [
            new Recommendation("REST_THE_KNEE", "Rest the knee for a week.", "care", _place),
            new Recommendation("INJECT", "Inject the joint.", "injection", _place),
            new Recommendation("TAKE_X_RAY", "Take an X-ray.", null, _place),
        ],
        Sources = [new Source("P1", "House rules", "Nowhere 2030;1:1.", _place), new Source("S1", "A *starred* study", null, _place)],
        Workflows =
        [
            new Workflow("look", _place)
            {
                Globals = [new Parameter("bend", Text("knee.angle ?? 0"))],
                Rules =
                [
                    Rule("K-1", "Stiff \"and\" <hot>", "bend < policy.stiffBelow && knee.swollen == true", "REST_THE_KNEE", "cause", "treat", "imaging"),
                    new Rule("Neither stiff nor hot", _place)
                    {
                        Operator = RuleOperator.And,
                        Rules =
                        [
                            new Rule("It bends", _place) { Expression = Text("bend >= policy.stiffBelow") },
                            new Rule("Either", _place)
                            {
                                Operator = RuleOperator.Or,
                                Rules =
                                [
                                    new Rule("Left", _place) { Expression = Text("knee.side == \"left\"") },
                                    new Rule("Dry", _place) { Expression = Text("knee.swollen == false || knee.swollen == null") },
                                ],
                            },
                        ],
                        SuccessEvent = "TAKE_X_RAY",
                        Properties = new RuleProperties { Id = "K-2", Group = "cause", Next = ["imaging"], Evidence = ["S1", "P1"], Strength = "weak" },
                    },
                    Rule(null, "A rule without an id and with a name that goes on and on, far beyond what a row of a card can hold", "true", "NOT_IN_THE_CATALOGUE", null, "imaging"),
                    Rule("K-4", "Off for now", "knee.side == \"`\"", null, null) with { Enabled = false },
                ],
            },
            new Workflow("treat", _place)
            {
                Injects = ["look"],
                Rules =
                [
                    Rule("K-11", "Inject it", "knee.injections.Count() < 3", "INJECT", "care") with
                    {
                        Locals = [new Parameter("dose", Text("knee.angle / 10"))],
                        OnSuccess = new RuleAction("OutputExpression", ImmutableDictionary<string, string?>.Empty, Text("new (dose as dose)"), _place),
                    },
                    Rule("K-12", "Rest it too", "knee.swollen == true", "REST_THE_KNEE", "care", "imaging"),
                    Rule("K-13", "No needle into a hot knee", "knee.swollen == true", null, null) with
                    {
                        Properties = new RuleProperties { Id = "K-13", Veto = ["INJECT"], Severity = "critical", Rationale = "It might be infected." },
                    },
                ],
            },
            new Workflow("imaging", _place) { Rules = [Rule("K-21", "X-ray", "knee.angle != null", "TAKE_X_RAY", null)] },
            new Workflow("forgotten", _place) { Rules = [Rule("K-31", "Never reached", "true", "REST_THE_KNEE", null, "imaging")] },
            new Workflow("guards", _place)
            {
                Rules =
                [
                    Rule("K-91", "Nothing at night", "now.date == null", null, null) with
                    {
                        Properties = new RuleProperties { Id = "K-91", Veto = ["INJECT", "REST_THE_KNEE", "K-2", "GIVEN_NOWHERE"], Severity = "warning" },
                    },
                ],
            },
        ],
    };

    /// <summary>Many workflows with steps that leave out layers, join and fork; the same at every call.</summary>
    public static Pathway Large(int workflows)
    {
        var random = new Random(workflows);
        var codes = Enumerable.Range(0, 30).Select(i => $"RECOMMENDATION_{i}").ToImmutableArray();
        return new Pathway("large", _place)
        {
            Entry = Name(0),
            Always = [Name(workflows - 1)],
            Recommendations = [.. codes.Select((c, i) => new Recommendation(c, $"Do {i}.", $"category {i % 11}", _place))],
            Groups = ImmutableDictionary<string, HitPolicy>.Empty.Add("g1", HitPolicy.Any).Add("g2", HitPolicy.First),
            Workflows = [.. Enumerable.Range(0, workflows).Select(w => w == workflows - 1 ? Guards(w) : Workflow(w))],
        };

        Workflow Workflow(int w) => new(Name(w), _place)
        {
            Globals = w % 3 == 0 ? [new Parameter($"g{w}", Text("a.very.long.name + another.very.long.name + a.third.very.long.name / 2"))] : [],
            Rules = [.. Enumerable.Range(0, random.Next(2, 7)).Select(r => Rule(
                $"R-{w:00}{r}",
                string.Join(' ', Enumerable.Repeat("Words", random.Next(1, 12))),
                "true",
                random.Next(4) == 0 ? null : codes[random.Next(codes.Length)],
                r is 1 or 2 ? "g1" : r == 3 ? "g2" : null,
                [.. Enumerable.Range(0, random.Next(3)).Select(_ => NextTier(w)).Where(t => t < workflows - 1).Select(Name)]))],
        };

        Workflow Guards(int w) => new(Name(w), _place)
        {
            Rules = [.. Enumerable.Range(0, 12).Select(g => Rule($"R-9{g:00}", $"Guard {g}", "true", null, null) with
            {
                Properties = new RuleProperties { Id = $"R-9{g:00}", Veto = [.. codes.Where(_ => random.Next(3) == 0)] },
            })],
        };

        // Seven workflows a tier; one step in five leaves out a tier.
        int NextTier(int w) => ((w / 7 + (random.Next(5) == 0 ? 2 : 1)) * 7) + random.Next(7);

        static string Name(int w) => $"workflow-{w:00}";
    }

    private static ExpressionText Text(string text) => new(text, _place, text);

    private static FactSchema Number(string name, string unit, double? least, double? most) =>
        new(name, FactKind.Number, _place) { Unit = unit, Range = least is null && most is null ? null : new NumberRange(least, most, false, false) };

    private static Rule Rule(string? id, string name, string expression, string? code, string? group, params string[] next) =>
        new(name, _place)
        {
            Expression = Text(expression),
            SuccessEvent = code,
            Properties = new RuleProperties { Id = id, Group = group, Next = [.. next], Evidence = ["P1"], Rationale = "Because | so." },
        };
}
