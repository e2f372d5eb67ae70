using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Versions;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb git install</c>: tells git how to merge and show the files of pathways.</summary>
internal static class GitInstallCommand
{
    private const string AttributesFile = ".gitattributes";

    /// <summary>Releases stay byte for byte, and nobody merges into what is frozen.</summary>
    private static readonly ImmutableArray<string> Attributes =
    [
        "workflows/**/*.json merge=rulewb diff=rulewb",
        "seeds/*/suites/*.json merge=rulewb diff=rulewb",
        "workflows/*/releases/** -text -merge",
    ];

    public static Command Create(Terminal terminal)
    {
        var (root, dryRun) = (PathwayArguments.Root(), PathwayArguments.DryRun());
        var global = new Option<bool>("--global") { Description = "Set up the user's git for all repositories; the attributes are this repository's all the same." };
        var command = new DocumentedCommand(
            "install",
            "Make git merge the files of pathways with rulewb, and name the rule above each hunk of a diff.",
            """
            Writes lines into .gitattributes and drivers into git's configuration. Running it again changes nothing.

            Examples:
              rulewb git install --dry-run
              rulewb git install
              rulewb git install --global
            """)
        {
            global, root, dryRun,
        };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            if (GitProgram.Run(workspace.Root, "--version") is null)
                throw new CommandFailure(ExitCode.CouldNotRun, "There is no git program.", "Install git.");
            if (GitProgram.Run(workspace.Root, "rev-parse", "--is-inside-work-tree") != "true")
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{workspace.Root}` is in no working tree of git.", "Run `git init` there first.");
            var scope = arguments.GetValue(global) ? "--global" : "--local";
            WriteAttributes(workspace, new EditRun(workspace, terminal, arguments.GetValue(dryRun)), terminal);
            foreach (var (key, value) in Settings())
                Set(workspace, scope, key, value, arguments.GetValue(dryRun), terminal);
            return (int)ExitCode.Clean;
        });
        return new Command("git", "How git works on pathways.") { command };
    }

    private static void WriteAttributes(Workspace workspace, EditRun run, Terminal terminal)
    {
        var loaded = File.Exists(Path.Combine(workspace.Root, AttributesFile)) ? DocumentSet.Load(workspace.Root, [AttributesFile]) : new(DocumentSet.Empty(workspace.Root), []);
        if (!loaded.IsUsable)
            throw new CommandFailure(ExitCode.CouldNotRun, loaded.Diagnostics[0].ToString());
        var text = loaded.Value!.Find(AttributesFile)?.Text;
        var lines = (text ?? "").Split('\n').Select(l => string.Join(' ', l.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))).ToHashSet();
        var missing = Attributes.Where(a => !lines.Contains(a)).ToList();
        if (missing.Count == 0)
        {
            terminal.Out.MarkupLine($"[grey]unchanged {AttributesFile}[/]");
            return;
        }

        var newLine = text?.Contains("\r\n", StringComparison.Ordinal) == true ? "\r\n" : "\n";
        var added = string.Concat(missing.Select(m => m + newLine));
        run.Run(loaded.Value, text is null ? new AddFile(AttributesFile, added) : new ReplaceText([new TextEdit(AttributesFile, text.Length, 0, (text.EndsWith('\n') ? "" : newLine) + added)]));
    }

    private static IEnumerable<(string Key, string Value)> Settings()
    {
        yield return ("merge.rulewb.name", "rules, facts, policy values and cases of a pathway");
        yield return ("merge.rulewb.driver", $"{Program()} merge %O %A %B --path %P");

        // What stands above a hunk; git itself finds it, and nothing is run.
        yield return ("diff.rulewb.xfuncname", "^[[:space:]{]*(\"(RuleName|WorkflowName|id|suite)\".*)$");
    }

    private static void Set(Workspace workspace, string scope, string key, string value, bool isDryRun, Terminal terminal)
    {
        if (GitProgram.Run(workspace.Root, "config", scope, key) == value)
        {
            terminal.Out.MarkupLine($"[grey]unchanged git config {scope} {Markup.Escape(key)}[/]");
            return;
        }

        if (!isDryRun && GitProgram.Run(workspace.Root, "config", scope, key, value) is null)
            throw new CommandFailure(ExitCode.CouldNotRun, $"git does not take `{key}`.", $"`git config {scope} {key} \"…\"` may say why.");
        terminal.Out.MarkupLine($"[green]{(isDryRun ? "would set" : "set")}[/] git config {scope} {Markup.Escape(key)} [grey]{Markup.Escape(value)}[/]");
    }

    /// <summary>How git's shell runs this program: by its name where that is found, else by its path.</summary>
    private static string Program()
    {
        var own = Environment.ProcessPath!;
        var name = OperatingSystem.IsWindows() ? "rulewb.exe" : "rulewb";
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(f => File.Exists(Path.Combine(f, name))))
            return "rulewb";
        return Path.GetFileNameWithoutExtension(own) == "dotnet" ? $"{Quoted(own)} {Quoted(Path.Combine(AppContext.BaseDirectory, "rulewb.dll"))}" : Quoted(own);
    }

    /// <summary>A path for the shell that git runs drivers in, on every system.</summary>
    private static string Quoted(string path) => $"'{path.Replace('\\', '/').Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
