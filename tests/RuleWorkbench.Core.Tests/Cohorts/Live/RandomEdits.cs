using System.Globalization;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>A random pathway of several workflows with groups, guards, ways, policy and strata, and random edits of it.</summary>
internal sealed class RandomEdits
{
    private static readonly SourcePlace Place = new("w.json", 1, 1);
    private static readonly string[] Names = ["w0", "w1", "w2", "guards"];
    private static readonly string[] Codes = ["A", "B", "C"];

    private readonly Dice dice;
    private readonly RandomExpressions expressions;
    private readonly List<Pathway> versions = [];
    private int edits;

    public RandomEdits(ulong seed)
    {
        dice = new Dice(seed);
        Random = RandomPathway.Make(seed);
        expressions = new RandomExpressions(dice, Random.Facts.Askable);
        var first = Random.Pathway.Workflows[0];
        Pathway = Random.Pathway with
        {
            Policy = [Policy("limit", 2.0), Policy("other", 1.0)],
            Entry = Names[0],
            Always = [Names[3]],
            Groups = new Dictionary<string, HitPolicy> { ["g"] = HitPolicy.First, ["h"] = HitPolicy.Unique },
            Workflows = [.. Names.Select((name, w) => Stamped(new Workflow(name, Place)
            {
                // A name may be used twice where it means the same.
                Globals = first.Globals,
                Rules = [.. first.Rules.Where((_, r) => r % Names.Length == w).Select(r => Furnish(r, w))],
            }))],
        };
    }

    public RandomPathway Random { get; }

    public Pathway Pathway { get; private set; }

    /// <summary>Edits the pathway, and says how.</summary>
    public string Edit()
    {
        versions.Add(Pathway);
        var w = dice.Roll(Names.Length);
        var workflow = Pathway.Workflows[w];
        var r = workflow.Rules.IsEmpty ? -1 : dice.Roll(workflow.Rules.Length);
        switch (dice.Roll(10))
        {
            case 0:
                Pathway = Pathway with { Policy = [Policy("limit", dice.Roll(5)), Pathway.Policy[1]] };
                return "policy";
            case 1:
                Pathway = Pathway with { Groups = new Dictionary<string, HitPolicy> { ["g"] = Enum.GetValues<HitPolicy>()[dice.Roll(4)], ["h"] = Enum.GetValues<HitPolicy>()[dice.Roll(4)] } };
                return "hit policies";
            case 2:
                Set(w, workflow with { Rules = workflow.Rules.Insert(dice.Roll(workflow.Rules.Length + 1), Furnish(new Rule($"new{++edits}", Place) { Expression = Text(Condition()) }, w)) });
                return $"add to {workflow.Name}";
            case 3 when r >= 0:
                Set(w, workflow with { Rules = workflow.Rules.RemoveAt(r) });
                return $"remove {r} of {workflow.Name}";
            case 4:
                Pathway = versions[dice.Roll(versions.Count)];
                return "back";
            case 5 when r >= 0:
                Set(w, workflow with { Rules = workflow.Rules.SetItem(r, workflow.Rules[r] with { Enabled = !workflow.Rules[r].Enabled }) });
                return $"turn on or off {r} of {workflow.Name}";
            case 6 when r >= 0:
                Set(w, workflow with { Rules = workflow.Rules.SetItem(r, Furnish(workflow.Rules[r], w)) });
                return $"refurnish {r} of {workflow.Name}";
            case 7:
                Pathway = Pathway with { Policy = [.. Pathway.Policy, Policy($"more{++edits}", 1)] };
                return "add to policy";
            default:
                if (r < 0)
                    return "nothing";
                Set(w, workflow with { Rules = workflow.Rules.SetItem(r, workflow.Rules[r] with { Operator = null, Rules = [], Expression = Text(Condition()) }) });
                return $"reword {r} of {workflow.Name}";
        }
    }

    private void Set(int workflow, Workflow edited) => Pathway = Pathway with { Workflows = Pathway.Workflows.SetItem(workflow, Stamped(edited)) };

    private Workflow Stamped(Workflow edited) => edited with { ContentHash = (++edits).ToString(CultureInfo.InvariantCulture) };

    private string Condition() => dice.Chance(30) ? $"(p.n0 > policy.limit && {expressions.Condition(1)})" : dice.Chance(10) ? "p.nowhere > 1" : expressions.Condition(1 + dice.Roll(3));

    /// <summary>The rule with a code, a group, ways onwards and vetoes of its own.</summary>
    private Rule Furnish(Rule rule, int workflow) => rule with
    {
        SuccessEvent = dice.Chance(70) ? dice.Pick(Codes) : null,
        Properties = new RuleProperties
        {
            Group = dice.Chance(40) ? dice.Pick("g", "h") : null,
            Next = workflow < 2 && dice.Chance(50) ? [Names[workflow + 1]] : [],
            Veto = workflow == 3 && dice.Chance(60) || dice.Chance(10) ? [dice.Pick(Codes)] : [],
        },
    };

    private static PolicyValue Policy(string name, double value) => new(name, new FactSchema(name, FactKind.Number, Place), value, null, null, null, Place);

    private static ExpressionText Text(string text) => new(text, Place, text);
}
