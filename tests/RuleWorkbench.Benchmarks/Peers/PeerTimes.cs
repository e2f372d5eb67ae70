namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>What a peer took, a value a round.</summary>
internal sealed class PeerTimes(Peer peer)
{
    public Peer Peer => peer;

    public string Title => $"{peer.Name}, {(peer.Input == "lists" ? "parquet with lists" : peer.Input)} to {peer.Output}";

    /// <summary>On one core.</summary>
    public List<PeerTime> One { get; } = [];

    /// <summary>On two.</summary>
    public List<PeerTime> Two { get; } = [];
}
