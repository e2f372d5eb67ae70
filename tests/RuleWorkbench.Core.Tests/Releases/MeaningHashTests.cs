using CsCheck;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.SelfTest;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Releases;

/// <summary>The hash survives what means nothing and changes with every edit of logic.</summary>
public sealed class MeaningHashTests(ITestOutputHelper output)
{
    private static readonly Pathway Small = Of(
        Workflow("w", Rule("One", "f.x > 1 && f.a == true").Id("R1").In("g").Recommends("X").Next("v"), Rule("Two", "f.y > f.x").Id("R2").In("g").Recommends("Y").Gives("new (f.x as x, f.y as y)"), Rule("Three", RuleOperator.Or, Rule("in", "f.b == true"), Rule("out", "f.c == true")).Id("R3")),
        Workflow("v", Rule("Four", "f.t == \"t\"").Id("R4").Vetoes("X", "R2"), Rule("Five", "f.x / 2 > limit").Id("R5").Next("u")),
        Workflow("u", Rule("Six", "f.ms.Any(m => m.days > policy.most)").Id("R6")))
        .WithPolicy("most", 5, "mg").Policy("g", HitPolicy.First) with
    { Groups = new Dictionary<string, HitPolicy> { ["g"] = HitPolicy.First } };

    private static readonly Pathway Base = Small.InWorkflow("v", w => w with { Globals = [Parameter("limit", "f.x + 1")] });

    /// <summary>Edits that mean nothing.</summary>
    private static readonly Dictionary<string, Func<Pathway, Pathway>> Harmless = new()
    {
        ["reformatted"] = p => p.EditRule("R1", r => r with { Expression = Text("f.x>1   &&\n(f.a == true)") }),
        ["operands swapped"] = p => p.EditRule("R1", r => r with { Expression = Text("true == f.a && 1 < f.x") }),
        ["constant folded"] = p => p.EditRule("R5", r => r with { Expression = Text("f.x / (1 + 1) > limit") }),
        ["rule renamed"] = p => p.EditRule("R1", r => r with { Name = "Another name" }),
        ["texts"] = p => p.EditRule("R1", r => r with { ErrorMessage = "No.", Properties = r.Properties with { Rationale = "Because.", Evidence = ["S1"], Strength = "high", Severity = "warning" } }),
        ["figures in another order"] = p => p.EditRule("R2", r => r.Gives("new (f.y as y,   f.x as x)")),
        ["nested rules in another order"] = p => p.EditRule("R3", r => r with { Rules = [r.Rules[1], r.Rules[0]] }),
        ["vetoes in another order"] = p => p.EditRule("R4", r => r.Vetoes("R2", "X")),
        ["guard by name"] = p => p.EditRule("R4", r => r.Vetoes("X", "Two")),
        ["rules without order swapped"] = p => p.InWorkflow("v", w => w with { Rules = [w.Rules[1], w.Rules[0]] }),
        ["workflows listed in another order"] = p => p with { Workflows = [p.Workflows[0], p.Workflows[2], p.Workflows[1]] },
        ["workflow renamed"] = p => p.InWorkflow("u", w => w with { Name = "renamed" }).EditRule("R5", r => r.Next("renamed")),
        ["texts of the pathway"] = p => p with { Title = "Title", Version = "9.9.9", Owner = "Somebody", Description = "…", Sources = [new Source("S1", "A book", null, p.Place)], Recommendations = [new Recommendation("X", "Do it.", null, p.Place)] },
        ["fact described"] = p => p.EditFact("x", f => f with { Title = "X", Description = "The X." }),
        ["policy described"] = p => p with { Policy = [p.Policy[0] with { Description = "At most.", Source = "S1" }] },
        ["a function that nothing calls"] = p => p.With(Library.Of("L", "double? Twice(double? x) => x * 2;")),
    };

    /// <summary>Edits of logic.</summary>
    private static readonly Dictionary<string, Func<Pathway, Pathway>> Logic = new()
    {
        ["threshold"] = p => p.EditRule("R1", r => r with { Expression = Text("f.x > 2 && f.a == true") }),
        ["and became or"] = p => p.EditRule("R1", r => r with { Expression = Text("f.x > 1 || f.a == true") }),
        ["negated order"] = p => p.EditRule("R5", r => r with { Expression = Text("!(f.x / 2 <= limit)") }),
        ["disabled"] = p => p.EditRule("R2", r => r with { Enabled = false }),
        ["nested rule disabled"] = p => p.EditRule("R3", r => r with { Rules = [r.Rules[0], r.Rules[1] with { Enabled = false }] }),
        ["operator"] = p => p.EditRule("R3", r => r with { Operator = RuleOperator.And }),
        ["id"] = p => p.EditRule("R6", r => r.Id("R7")),
        ["code"] = p => p.EditRule("R2", r => r.Recommends("Z")),
        ["figures"] = p => p.EditRule("R2", r => r.Gives("new (f.x as x, f.x as y)")),
        ["name of a figure"] = p => p.EditRule("R2", r => r.Gives("new (f.x as x, f.y as z)")),
        ["next"] = p => p.EditRule("R5", r => r.Next()),
        ["veto dropped"] = p => p.EditRule("R4", r => r.Vetoes("X")),
        ["group"] = p => p.EditRule("R2", r => r.In("h")),
        ["order in a group of the first"] = p => p.InWorkflow("w", w => w with { Rules = [w.Rules[1], w.Rules[0], w.Rules[2]] }),
        ["rule added"] = p => p.InWorkflow("u", w => w with { Rules = w.Rules.Add(Rule("Seven", "e").Id("R7")) }),
        ["rule removed"] = p => p.InWorkflow("v", w => w with { Rules = [w.Rules[0]] }),
        ["rule moved"] = p => p.InWorkflow("v", w => w with { Rules = [w.Rules[1]] }).InWorkflow("u", w => w with { Rules = w.Rules.Add(p.Workflow("v")!.Rules[0]) }),
        ["parameter"] = p => p.InWorkflow("v", w => w with { Globals = [Parameter("limit", "f.x + 2")] }),
        ["policy value"] = p => p with { Policy = [p.Policy[0] with { Value = 6.0 }] },
        ["unit of a policy value"] = p => p with { Policy = [p.Policy[0] with { Unit = "g" }] },
        ["unit of a fact"] = p => p.EditFact("x", f => f with { Unit = "g" }),
        ["range of a fact"] = p => p.EditFact("x", f => f with { Range = new NumberRange(0, 10, false, false) }),
        ["values of a fact"] = p => p.EditFact("t", f => f with { AllowedValues = ["t", "u"] }),
        ["hit policy"] = p => p.Policy("g", HitPolicy.Collect),
        ["entry"] = p => p with { Entry = "u" },
        ["always"] = p => p with { Always = ["u"] },
        ["clock"] = p => p with { Clock = "now" },
    };

    public static TheoryData<string> HarmlessEdits => [.. Harmless.Keys];

    public static TheoryData<string> LogicEdits => [.. Logic.Keys];

    [Theory]
    [MemberData(nameof(HarmlessEdits))]
    public void Of_EditWithoutMeaning_Stays(string edit) => Hash(Harmless[edit](Base)).ShouldBe(Hash(Base));

    [Theory]
    [MemberData(nameof(LogicEdits))]
    public void Of_EditOfLogic_Changes(string edit) => Hash(Logic[edit](Base)).ShouldNotBe(Hash(Base));

    [Fact]
    public void Of_PathwayWithErrors_HasNone() =>
        Should.Throw<ArgumentException>(() => Hash(Of(Rule("r", "f.nothing > 1"))));

    /// <summary>Random pathways, laid out anew and with an edit of logic at random.</summary>
    [Fact]
    public void Of_RandomPathways_StaysWithLayoutAndChangesWithLogic()
    {
        var compared = 0;
        Gen.Select(RandomPathways.Gen, Gen.ULong).Sample(
            (sample, seed) =>
            {
                var (before, dice) = (sample.Pathway, new Dice(seed));
                if (CompiledPathway.Compile(before, [], CancellationToken.None) is { Diagnostics.IsEmpty: false })
                    return;
                var hash = Hash(before);
                Hash(Relaid(before, dice)).ShouldBe(hash);
                var (edited, what) = Edited(before, dice);
                Hash(edited).ShouldNotBe(hash, what);
                Interlocked.Increment(ref compared);
            },
            iter: 25,
            print: s => s.Item1.ToString());
        output.WriteLine($"{compared} pathways");
        compared.ShouldBeGreaterThan(10);
    }

    /// <summary>The same logic, otherwise written: names, blanks, brackets, double negations, the order of rules.</summary>
    private static Pathway Relaid(Pathway pathway, Dice dice)
    {
        var workflow = pathway.Workflows[0];
        var rules = workflow.Rules.Select(r => Relaid(r, dice)).OrderBy(_ => dice.Roll(1000)).ToArray();
        return pathway with { Title = "Another", Entry = "renamed", Workflows = [workflow with { Name = "renamed", Rules = [.. rules], Globals = [.. workflow.Globals.Select(g => g with { Expression = Text($"  ({g.Expression.Text})") })] }] };
    }

    private static Rule Relaid(Rule rule, Dice dice) => rule with
    {
        Name = rule.Name + " renamed",
        ErrorMessage = "Another.",
        Expression = rule.Expression is { } e ? Text(dice.Roll(3) switch { 0 => $"\n({e.Text}) ", 1 => $"!(!({e.Text}))", _ => $"true && ({e.Text})" }) : null,
        Rules = [.. rule.Rules.Select(r => Relaid(r, dice)).OrderBy(_ => dice.Roll(1000))],
    };

    private static (Pathway Edited, string What) Edited(Pathway pathway, Dice dice)
    {
        var workflow = pathway.Workflows[0];
        var at = dice.Roll(workflow.Rules.Length);
        var rule = workflow.Rules[at];
        var (edited, what) = dice.Roll(5) switch
        {
            0 => (rule with { Enabled = !rule.Enabled }, "disabled"),
            1 => (rule.Recommends("NEW"), "code"),
            2 => (rule.In("g"), "group"),
            3 => (rule.Vetoes("NEW"), "veto"),
            _ => rule.Expression is { } e
                ? (rule with { Expression = Text($"!({e.Text})") }, "expression")
                : (rule with { Operator = rule.Operator == RuleOperator.And ? RuleOperator.Or : RuleOperator.And }, "operator"),
        };
        return (pathway with { Workflows = [workflow with { Rules = workflow.Rules.SetItem(at, edited) }] }, $"{what} of {RandomPathway.Describe(rule)}");
    }

    private static string Hash(Pathway pathway) => MeaningHash.Of(CompiledPathway.Compile(pathway, [], CancellationToken.None));
}
