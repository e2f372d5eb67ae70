using Newtonsoft.Json.Linq;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>One run of the shipped pathway in which a changed policy value makes cases fail, with all reports.</summary>
public sealed class FailedRun : IAsyncLifetime
{
    private readonly TemporaryWorkspace workspace = TemporaryWorkspace.Shipped().SetPolicy(TemporaryWorkspace.ShippedPathwayFile, "failedReliefBelow", 45);

    internal RulewbResult Result { get; private set; } = new(-1, "", "");

    internal string Text => Result.Out;

    internal string Json => workspace.Read("report.json");

    internal string JUnit => workspace.Read("report.xml");

    internal string Markdown => workspace.Read("report.md");

    internal string GitHub => workspace.Read("report.txt");

    public async ValueTask InitializeAsync() => Result = await workspace.RunAsync(
        "simulate", TemporaryWorkspace.ShippedPathway, "--suite", "classify-failure", "--suite", "re-evaluation", "--suite", "drug-therapy",
        "--report", "json=report.json", "--report", "junit=report.xml", "--report", "md=report.md", "--report", "github=report.txt");

    public ValueTask DisposeAsync()
    {
        workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The cases of the JSON report.</summary>
    internal IReadOnlyList<JObject> Cases() => [.. JObject.Parse(Json).SelectTokens("pathways[*].cases[*]").Cast<JObject>()];
}
