using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation.Session;
using Shouldly;

namespace RuleWorkbench.Presentation;

/// <summary>A folder of its own with the pathway that `rulewb new pathway` makes, and a state folder that is not the user's.
/// </summary>
public sealed class TestWorkspace : IDisposable
{
    public const string Workflow = "workflows/first/first-look.json";
    public const string Suite = "seeds/first/suites/first-look.json";

    private readonly string home = Directory.CreateTempSubdirectory("rulewb-session").FullName;

    public TestWorkspace()
    {
        Directory.CreateDirectory(Path.Combine(Root, "workflows"));
        var made = new NewPathway("first").Apply(DocumentSet.Empty(Root)).Value.ShouldNotBeNull();
        new DocumentWriter().Save(made.Documents).ShouldBeEmpty();
    }

    public string Root => Path.Combine(home, "workspace");

    public StateFolder State => new(Path.Combine(home, "state"));

    public RecordedDialogs Dialogs { get; } = new();

    public WorkbenchSession Open()
    {
        var workspace = new Workspace(Root);
        var loaded = WorkspaceFiles.Load(workspace);
        return new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, Dialogs, TimeProvider.System);
    }

    public async Task<WorkbenchSession> StartAsync()
    {
        var session = Open();
        session.Start();
        await session.Settled;
        return session;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Root, file), text);

    public void Dispose() => Directory.Delete(home, recursive: true);
}
