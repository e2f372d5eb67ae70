using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Fills in what cases take over from each other with <c>from</c>. Each case is resolved once, however many
/// are taken from it.</summary>
internal sealed class CaseInheritance
{
    private static readonly JsonMergeSettings LayOver = new()
    {
        MergeArrayHandling = MergeArrayHandling.Replace,
        MergeNullValueHandling = MergeNullValueHandling.Merge,
    };

    // Each hint looks through all cases; who has that many wrong names has another problem than a slip of the pen.
    private const int MostHints = 100;

    private readonly Dictionary<string, SuiteDraft> suites = [];
    private readonly Dictionary<(string Suite, string Id), (CaseDraft Draft, SuiteDraft Owner)> cases = [];
    private readonly Dictionary<CaseDraft, Case> resolved = new(ReferenceEqualityComparer.Instance);

    private int hints;

    public CaseInheritance(IEnumerable<SuiteDraft> drafts)
    {
        foreach (var suite in drafts)
        {
            if (!suites.TryAdd(suite.Name, suite))
                continue;
            foreach (var draft in suite.Cases)
                cases.TryAdd((suite.Name, draft.Id), (draft, suite));
        }
    }

    public Case Resolve(CaseDraft draft, SuiteDraft suite)
    {
        // With an own stack: a hostile suite may chain thousands of cases.
        var chain = new Stack<(CaseDraft Draft, SuiteDraft Owner)>();
        var inChain = new HashSet<CaseDraft>(ReferenceEqualityComparer.Instance);
        Case? from = null;
        Diagnostic? broken = null;
        for (var at = (Draft: draft, Owner: suite); ;)
        {
            if (resolved.TryGetValue(at.Draft, out from))
                break;
            chain.Push(at);
            inChain.Add(at.Draft);
            if (at.Draft.From is not { } name)
                break;
            var parts = name.Value.Split('/', 2);
            var owner = parts.Length == 1 ? at.Owner.Name : parts[0];
            var found = cases.GetValueOrDefault((owner, parts[^1]));
            if (found.Draft is null)
            {
                var near = suites.GetValueOrDefault(owner) ?? at.Owner;
                var hint = ++hints <= MostHints ? NearestName.Hint(parts[^1], near.Cases.Select(c => c.Id)) : null;
                broken = Diagnostic.Error(DiagnosticIds.UnknownCase, $"There is no case `{name.Value}`.", name.Place, hint);
                break;
            }

            if (inChain.Contains(found.Draft))
            {
                broken = Diagnostic.Error(DiagnosticIds.CaseCycle, $"The case `{name.Value}` is itself taken from `{at.Draft.Id}`.", name.Place, "Break the circle.");
                break;
            }

            at = found;
        }

        foreach (var (link, owner) in chain)
        {
            from = LayOn(link, owner, from, broken);
            resolved[link] = from;
            broken = null;
        }

        return from!;
    }

    private static Case LayOn(CaseDraft draft, SuiteDraft suite, Case? from, Diagnostic? broken)
    {
        var facts = from is null ? new JObject() : (JObject)from.Facts.DeepClone();
        var policy = from is null ? new JObject() : (JObject)from.Policy.DeepClone();
        facts.Merge(draft.Facts, LayOver);
        policy.Merge(draft.Policy, LayOver);
        var diagnostics = draft.Diagnostics.ToImmutable();
        if (broken is not null)
            diagnostics = diagnostics.Add(broken);
        if (from?.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } inherited)
            diagnostics = diagnostics.Add(inherited);
        var clock = draft.Clock ?? from?.Clock ?? draft.SuiteClock;

        // A hash of what is taken over, since the texts of a chain of cases would add up to its square.
        var taken = from is null ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(from.Content)));
        return new Case(suite.Name, draft.Id, draft.Place, facts, policy, clock)
        {
            Why = draft.Why,
            Tags = draft.Tags,
            NotCounted = draft.NotCounted,
            Expectation = draft.Expectation,
            Diagnostics = diagnostics,
            Content = string.Join('\n', draft.Content, FormattableString.Invariant($"{clock:yyyy-MM-dd}"), taken),
        };
    }
}
