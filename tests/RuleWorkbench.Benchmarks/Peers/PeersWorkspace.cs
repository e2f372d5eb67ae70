namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>Where the files of the comparison stand.</summary>
internal static class PeersWorkspace
{
    public const string Pathway = "peers";

    public static string Folder { get; } = Path.Combine(ShippedPathway.Root, "tests", "RuleWorkbench.Benchmarks", "Peers");

    public static string Root { get; } = Path.Combine(Folder, "root");

    public static string WorkflowFile { get; } = Path.Combine(Root, "workflows", Pathway, $"{Pathway}.json");

    public static string Spec { get; } = Path.Combine(Root, "seeds", Pathway, "cohorts", "people.json");

    public static string Node { get; } = Path.Combine(Folder, "Node");
}
