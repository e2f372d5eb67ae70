using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Reporting.Review;

/// <summary>What people have said of a candidate: who approved or rejected what it means, and remarks on single changes.</summary>
/// <param name="Meaning">What the candidate means; null where it has errors, and so no meaning.</param>
public sealed record Signatures(string? Meaning, SignOffList List)
{
    /// <param name="list">The sign-offs that stand beside the candidate.</param>
    public static Signatures Of(PathwayVersion candidate, SignOffList list) =>
        new(candidate.Compiled is { } compiled && candidate.Errors.IsEmpty && compiled.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error) ? MeaningHash.Of(compiled) : null, list);

    /// <summary>Last words that hold: those on this very meaning.</summary>
    public IEnumerable<SignOff> Holding => Meaning is null ? [] : List.On(Meaning);

    /// <summary>Last words that an edit of logic has voided.</summary>
    public IEnumerable<SignOff> Void => Meaning is null ? List.Current : List.Void(Meaning);

    /// <summary>In one sentence.</summary>
    public string Words =>
        Meaning is null ? "It has errors, and so no meaning that could be signed."
        : Holding.Any() ? string.Join("; ", Holding.Select(s => s.Words))
        : Void.Any() ? "Nobody has signed this meaning; " + string.Join("; ", Void.Select(VoidWords))
        : "Nobody has signed this meaning.";

    /// <summary>Such as <c>Ada approved another meaning (m1-0123456789ab) on 2026-03-02</c>.</summary>
    public static string VoidWords(SignOff signOff) =>
        FormattableString.Invariant($"{signOff.By} {signOff.Decision.ToString().ToLowerInvariant()} another meaning ({MeaningHash.Short(signOff.Meaning)}) on {signOff.At:yyyy-MM-dd}");
}
