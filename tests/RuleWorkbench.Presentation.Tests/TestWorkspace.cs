using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation.Lines;
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

    /// <summary>The workbench on this folder, once every pathway is made.</summary>
    public async Task<Workbench> StartWorkbenchAsync() => new(await StartAsync(), Dialogs, new NoClipboard(), new WindowLayout());

    /// <summary>All lines of a list as text.</summary>
    public static string Text(LineList list) => string.Join("\n", Enumerable.Range(0, list.Count).Select(i => list.At(i).Text));

    /// <summary>The first row of a list with a text.</summary>
    public static int Row(LineList list, string text) => Enumerable.Range(0, list.Count).First(i => list.At(i).Text.Contains(text, StringComparison.Ordinal));

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
        File.WriteAllText(Path.Combine(Root, file), text);
    }

    /// <summary>The pathway as it is on disk, in a folder of its own.</summary>
    public string Copy()
    {
        var to = Path.Combine(Root, "..", "copy");
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        return Path.GetFullPath(to);
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    /// <summary>For tests that copy nothing.</summary>
    public sealed class NoClipboard : IClipboard
    {
        public void Copy(string text)
        {
        }

        public string Paste() => "";
    }
}
