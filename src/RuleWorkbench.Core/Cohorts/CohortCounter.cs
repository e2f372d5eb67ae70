using System.Numerics;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>Counts cases that were walked: a batch in columns, or one by itself.</summary>
internal sealed class CohortCounter
{
    private readonly CompiledPathway compiled;
    private readonly ColumnWalk walk;
    private readonly WalkNumbers numbers;
    private readonly FactProperty[] facts;

    /// <summary>By position of a fact, the position of the object that it stands in; facts of inputs and elements have none.</summary>
    private readonly Dictionary<int, int> owners = [];
    private readonly Action<int, ulong[]> count;
    private readonly ulong[]?[] found;
    private readonly bool[] isFound;
    private Dictionary<string, ulong[]> members = [];
    private int words;

    public CohortCounter(CompiledPathway compiled, ColumnWalk walk)
    {
        (this.compiled, this.walk, numbers) = (compiled, walk, new WalkNumbers(walk));
        facts = [.. compiled.Facts.All];
        (found, isFound) = (new ulong[]?[facts.Length], new bool[facts.Length]);
        for (var f = 0; f < facts.Length; f++)
        {
            foreach (var inside in facts[f].Schema.Kind == FactKind.Object ? facts[f].Object!.Properties : [])
                owners[Array.IndexOf(facts, inside)] = f;
        }

        Counts = CohortSummary.Empty(compiled, walk);
        count = Count;
    }

    public CohortCounts Counts { get; }

    public WalkNumbers Numbers => numbers;

    /// <summary>Counts the cases of a batch of which columns tell everything.</summary>
    /// <param name="told">These cases, and no bit behind the last.</param>
    /// <param name="strata">The cases of each stratum.</param>
    /// <param name="lacking">The cases that lack a fact, or null where none does.</param>
    /// <param name="keep">Gets each number with the cases behind it; the set is used again for the next number.</param>
    public void Add(ulong[] told, int rows, Dictionary<string, ulong[]> strata, Func<FactProperty, ulong[]?> lacking, Action<int, ulong[]>? keep = null)
    {
        (members, words) = (strata, (rows + 63) >> 6);
        var cases = Mask.Count(told, rows);
        Counts.Cases += cases;
        Counts.Everybody.Cases += cases;
        foreach (var (name, of) in strata)
            Counts.Stratum(name).Cases += Mask.Count(of, rows);
        numbers.Of(told, words, keep is null ? count : count + keep);
        CountLacking(told, lacking);
    }

    /// <summary>Counts a case that was walked by itself.</summary>
    /// <param name="stratum">Null where results are not broken down.</param>
    public void Add(WalkResult result, BoundCase source, string? stratum) => Add(numbers.Of(result), Lacking(result, source), stratum);

    /// <summary>Counts a case by the numbers that count it, and the facts that rules lack on it.</summary>
    public void Add(IEnumerable<int> countedBy, IEnumerable<(int Rule, int Fact)> lacking, string? stratum)
    {
        Counts.Cases++;
        Counts.WalkedSingly++;
        var by = stratum is null ? null : Counts.Stratum(stratum);
        Counts.Everybody.Cases++;
        if (by is not null)
            by.Cases++;
        foreach (var number in countedBy)
        {
            Counts.Numbers[number]++;
            if (number < numbers.FirstStatus)
                continue;
            Counts.Everybody.Counts[number - numbers.FirstStatus]++;
            if (by is not null)
                by.Counts[number - numbers.FirstStatus]++;
        }

        foreach (var (rule, fact) in lacking)
            Counts.RuleLacks[rule, fact]++;
    }

    /// <summary>The rules that are undetermined, with the facts that they read and the case lacks.</summary>
    public IEnumerable<(int Rule, int Fact)> Lacking(WalkResult result, BoundCase source)
    {
        var open = result.Visited.Concat(result.Beside).SelectMany(w => w.Rules.Where(r => !r.IsDetermined && r.Verdict != Verdict.Skipped).Select(r => (w.Workflow.Name, r.Rule.Id))).ToHashSet();
        var rule = 0;
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            for (var r = 0; r < workflow.Rules.Length; r++, rule++)
            {
                var walked = workflow.Rules[r];
                if (!open.Contains((workflow.Workflow.Name, walked.Rule.Id)))
                    continue;
                for (var f = 0; f < facts.Length; f++)
                {
                    if (walked.Compiled.Reads.Contains(facts[f].Index) && IsMissing(f, source))
                        yield return (rule, f);
                }
            }
        }
    }

    /// <summary>What stands in an object that is missing is missing too.</summary>
    private bool IsMissing(int fact, BoundCase source) =>
        source.Missing.Contains(facts[fact].Index) || (owners.TryGetValue(fact, out var owner) && IsMissing(owner, source));

    private void Count(int number, ulong[] cases)
    {
        var all = Size(cases);
        Counts.Numbers[number] += all;
        if (number < numbers.FirstStatus || all == 0)
            return;
        Counts.Everybody.Counts[number - numbers.FirstStatus] += all;
        foreach (var (name, of) in members)
            Counts.Stratum(name).Counts[number - numbers.FirstStatus] += Both(cases, of);
    }

    private void CountLacking(ulong[] told, Func<FactProperty, ulong[]?> lacking)
    {
        // Many rules read the same facts.
        Array.Clear(isFound);
        var rule = 0;
        foreach (var workflow in walk.Workflows)
        {
            foreach (var walked in workflow.Rules)
            {
                if (walked.Rule.Enabled)
                    CountLacking(rule, workflow, walked, told, lacking);
                rule++;
            }
        }
    }

    private void CountLacking(int rule, WalkedWorkflow workflow, WalkedRule walked, ulong[] told, Func<FactProperty, ulong[]?> lacking)
    {
        var any = 0UL;
        for (var i = 0; i < words; i++)
            any |= OpenOn(i);
        if (any == 0)
            return;
        for (var f = 0; f < facts.Length; f++)
        {
            if (!walked.Compiled.Reads.Contains(facts[f].Index))
                continue;
            if (!isFound[f])
                (isFound[f], found[f]) = (true, lacking(facts[f]));
            if (found[f] is not { } without)
                continue;
            for (var i = 0; i < words; i++)
                Counts.RuleLacks[rule, f] += BitOperations.PopCount(OpenOn(i) & without[i]);
        }

        ulong OpenOn(int i) => told[i] & walked.Open[i] & (walked.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[i]);
    }

    private int Size(ulong[] cases)
    {
        var size = 0;
        for (var i = 0; i < words; i++)
            size += BitOperations.PopCount(cases[i]);
        return size;
    }

    private int Both(ulong[] a, ulong[] b)
    {
        var both = 0;
        for (var i = 0; i < words; i++)
            both += BitOperations.PopCount(a[i] & b[i]);
        return both;
    }
}
