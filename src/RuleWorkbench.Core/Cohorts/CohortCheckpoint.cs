namespace RuleWorkbench.Cohorts;

/// <summary>How far a run has come: with it a run that was interrupted goes on as if nothing had happened.</summary>
/// <param name="InputBytes">Bytes of the (uncompressed) input that are done.</param>
/// <param name="Line">1-based number of the next line.</param>
/// <param name="RecordBytes">Length of the records written so far.</param>
/// <param name="RejectBytes">Length of the rejects written so far.</param>
/// <param name="Counts">What has been counted, as text; empty for nothing.</param>
public sealed record CohortCheckpoint(long InputBytes, long Line, long RecordBytes, long RejectBytes, string Counts)
{
    /// <summary>Cases run so far, of this run and those before it.</summary>
    public long Cases { get; init; }

    public long Rejected { get; init; }

    /// <summary>Makes the text of <see cref="Counts"/>: it costs more than a checkpoint that nobody keeps. Good for as long as the
    /// run waits for whoever is told of the checkpoint.</summary>
    public Func<string>? CountsOf { get; init; }
}
