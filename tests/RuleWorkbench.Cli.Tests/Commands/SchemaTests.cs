using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class SchemaTests
{
    [Fact]
    public async Task Schema_Output_HoldsTheSchemasThatTheSettingsName()
    {
        using var workspace = TemporaryWorkspace.Empty();

        var result = await workspace.RunAsync("schema", "--output", ".vscode/schemas");

        result.ShouldExitWith(RulewbResult.Clean);
        var settings = JObject.Parse(result.Out);
        var urls = settings["json.schemas"]!.Select(s => (string)s["url"]!).ToList();
        urls.Count.ShouldBe(6);
        foreach (var url in urls)
            JObject.Parse(workspace.Read(url))["title"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Schema_FolderThatIsAFile_ExitsWith1()
    {
        using var workspace = TemporaryWorkspace.Empty();
        workspace.Write("schemas", "a file");

        (await workspace.RunAsync("schema")).ShouldExitWith(RulewbResult.CouldNotRun);
    }
}
