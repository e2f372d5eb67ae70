using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Makes fixes together: all, or none.</summary>
/// <param name="Fixes">None touches what another changes.</param>
public sealed record Mend(ImmutableArray<Fix> Fixes) : Edit
{
    /// <summary>The fixes that findings offer, in their order. One that touches what another changes is left for the next
    /// time: what it would do may no longer be right.</summary>
    public static Mend Of(IEnumerable<Diagnostic> found)
    {
        var chosen = ImmutableArray.CreateBuilder<Fix>();
        foreach (var fix in found.Select(d => d.Repair).OfType<Fix>().DistinctBy(f => string.Join('|', f.Edits)))
        {
            if (!fix.Edits.Any(e => chosen.SelectMany(f => f.Edits).Any(other => Touch(e, other))))
                chosen.Add(fix);
        }

        return new Mend(chosen.ToImmutable());
    }

    public override Loaded<Edited> Apply(DocumentSet documents) => new ReplaceText([.. Fixes.SelectMany(f => f.Edits)]).Apply(documents);

    public bool Equals(Mend? other) => other is not null && Fixes.SequenceEqual(other.Fixes);

    public override int GetHashCode() => Fixes.Aggregate(0, HashCode.Combine);

    private static bool Touch(TextEdit a, TextEdit b) => a.File == b.File && a.Start <= b.End && b.Start <= a.End;
}
