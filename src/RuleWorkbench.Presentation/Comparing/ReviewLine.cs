using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>How far a review has come, in one line: who has signed, how many changes are accepted, how many notes there are.</summary>
internal static class ReviewLine
{
    public static Line Of(Comparison comparison)
    {
        var signatures = comparison.Signatures;
        var holding = signatures.Holding.ToList();
        var tone = holding.Any(s => s.Decision == SignOffDecision.Rejected) ? Tone.Bad : holding.Count > 0 ? Tone.Good : Tone.Quiet;
        var line = Line.Of(tone switch { Tone.Bad => " ✗ ", Tone.Good => " ✓ ", _ => " · " }, tone).And(signatures.Words.TrimEnd('.'), tone);
        var (changes, accepted) = (comparison.Reviewed.Count(), comparison.Reviewed.Count(signatures.List.HasAccepted));
        var notes = comparison.Reviewed.SelectMany(signatures.List.On).Count(r => r.Note is not null);
        return line.And(changes == 0 ? "" : $"   {accepted} of {changes} changes accepted", Tone.Quiet).And(notes == 0 ? "" : notes == 1 ? ", 1 note" : $", {notes} notes", Tone.Quiet)
            .And(signatures.Meaning is { } meaning ? $"   {MeaningHash.Short(meaning)}" : "", Tone.Quiet);
    }
}
