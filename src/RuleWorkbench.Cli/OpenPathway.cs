using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using Spectre.Console;

namespace RuleWorkbench.Cli;

/// <summary>A pathway that a command works on, loaded and compiled.</summary>
/// <param name="Diagnostics">What does not compile, and warnings of the loader. Broken files end the command earlier.</param>
internal sealed record OpenPathway(
    Workspace Workspace, string Name, CompiledPathway Compiled, ImmutableArray<Diagnostic> Diagnostics)
{
    public Pathway Pathway => Compiled.Pathway;

    /// <summary>The workspace that a command works in.</summary>
    /// <param name="root">As given with --root, or null for the current folder and those above it.</param>
    public static Workspace FindWorkspace(string? root)
    {
        if (root is not null && !Directory.Exists(root))
            throw new CommandFailure(ExitCode.CouldNotRun, $"The folder `{root}` does not exist.");
        var workspace = Workspace.Find(root ?? Directory.GetCurrentDirectory())
            ?? throw new CommandFailure(
                ExitCode.CouldNotRun,
                $"There is no folder `workflows` in `{root ?? Directory.GetCurrentDirectory()}` or above it.",
                "Go to a folder with pathways, or name one with --root.");

        Recover(workspace.Root);
        return workspace;
    }

    /// <summary>Takes back a save that was killed: it left files of two versions, which no command may take for one.
    /// </summary>
    public static void Recover(string root)
    {
        if (DocumentWriter.Recover(root) is [var interrupted, ..])
            throw new CommandFailure(ExitCode.CouldNotRun, interrupted.ToString());
    }

    /// <summary>The pathway that an editing command changes: the one given, or the only one. Releases are frozen.</summary>
    public static string NameToEdit(Workspace workspace, string? given)
    {
        var names = Names(workspace, given);
        if (names.Length > 1)
            throw new CommandFailure(ExitCode.CouldNotRun, "There are several pathways here.", $"Name one with --pathway: {string.Join(", ", names.Select(n => $"`{n}`"))}.");
        return names[0].Contains('@')
            ? throw new CommandFailure(ExitCode.CouldNotRun, $"`{names[0]}` is a release, and releases are never changed.", $"Name `{names[0].Split('@')[0]}`.")
            : names[0];
    }

    /// <summary>The names of the pathways meant: the one given, or all of the workspace.</summary>
    public static ImmutableArray<string> Names(Workspace workspace, string? given)
    {
        var known = workspace.Pathways;
        if (given is null)
        {
            return known.IsEmpty
                ? throw new CommandFailure(ExitCode.CouldNotRun, $"There is no pathway in `{workspace.Display(Path.Combine(workspace.Root, "workflows"))}`.", "A pathway is a folder with a pathway.json.")
                : known;
        }

        var name = given.Replace('\\', '/').TrimEnd('/');
        name = name.StartsWith("workflows/", StringComparison.Ordinal) ? name["workflows/".Length..] : name;
        var folder = workspace.FolderOf(name);
        if (File.Exists(Path.Combine(folder, PathwayLoader.FileName)))
            return [name];
        var parts = name.Split('@', 2);
        if (parts.Length == 2 && known.Contains(parts[0]) && workspace.FindRelease(parts[0], parts[1]) is { } release && File.Exists(Path.Combine(workspace.FolderOf($"{parts[0]}@{release}"), PathwayLoader.FileName)))
            return [$"{parts[0]}@{release}"];
        if (parts.Length == 2 && known.Contains(parts[0]))
            throw new CommandFailure(ExitCode.CouldNotRun, $"There is no release `{parts[1]}` of `{parts[0]}`.", NearestName.Hint(parts[1], workspace.ReleasesOf(parts[0])));
        throw new CommandFailure(
            ExitCode.CouldNotRun,
            Directory.Exists(folder) ? $"The folder `{workspace.Display(folder)}` has no pathway.json." : $"There is no pathway `{name}`.",
            NearestName.Hint(name, known));
    }

    /// <summary>Loads and compiles a pathway; prints what is wrong with its files, and ends the command if they are
    /// broken.</summary>
    public static OpenPathway Open(Workspace workspace, string name, Terminal terminal, CancellationToken cancellation, bool isIsolated = false) =>
        Compile(workspace, name, Load(workspace, name, terminal), ScriptPlace.Of(isIsolated, terminal), cancellation);

    /// <summary>Loads a pathway; prints what is wrong with its files, and ends the command if they are broken.</summary>
    public static Loaded<Pathway> Load(Workspace workspace, string name, Terminal terminal)
    {
        var loaded = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
        if (loaded.IsUsable)
            return loaded;
        Rendering.DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
        throw new CommandFailure(ExitCode.Invalid, Unusable(name));
    }

    /// <summary>Prints what is wrong with a pathway whose files are broken.</summary>
    public static void PrintUnusable(Terminal terminal, Loaded<Pathway> loaded, string name, Workspace workspace)
    {
        Rendering.DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
        terminal.Error.MarkupLine($"[red]{Markup.Escape(Unusable(name))}[/]");
    }

    private static string Unusable(string name) => $"The pathway `{name}` cannot be run as it stands.";

    /// <summary>Compiles a loaded pathway.</summary>
    /// <param name="trees">What need not be parsed again; what is parsed is added.</param>
    public static OpenPathway Compile(Workspace workspace, string name, Loaded<Pathway> loaded, IScriptHost scripts, CancellationToken cancellation, TreeStore? trees = null)
    {
        var compiled = CompiledPathway.Compile(loaded.Value!, [], scripts, trees, cancellation);
        return new OpenPathway(workspace, name, compiled, loaded.Diagnostics.AddRange(compiled.Diagnostics));
    }

    /// <summary>The suites of a pathway, or of the pathway that a release is of.</summary>
    public static Loaded<ImmutableSuites> ReadSuites(Workspace workspace, string name, Pathway pathway)
    {
        var suites = SuiteLoader.Load(workspace.SuitesOf(name), workspace.Root, pathway);
        return name.Contains('@') ? suites with { Value = suites.Value?.ForRelease() } : suites;
    }

    /// <summary>The suites of the pathway; prints what is wrong with their files.</summary>
    /// <returns>The suites, and whether a file could not be used.</returns>
    public (ImmutableSuites Suites, bool IsBroken) LoadSuites(Terminal terminal)
    {
        var suites = ReadSuites(Workspace, Name, Pathway);
        Rendering.DiagnosticPrinter.Print(terminal.Error, suites.Diagnostics, Workspace);
        return (suites.Value!, !suites.IsUsable);
    }

    /// <summary>The one case that <paramref name="given"/> names: its id, or suite/id.</summary>
    public static Case FindCase(ImmutableSuites suites, string given)
    {
        var found = suites.Cases.Where(c => c.FullId == given || c.Id == given).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CommandFailure(ExitCode.CouldNotRun, $"There is no case `{given}`.", NearestName.Find(given, suites.Cases.SelectMany(c => new[] { c.Id, c.FullId })) is { } nearest ? $"Did you mean `{nearest}`?" : "`rulewb simulate --verbose` lists the cases."),
            _ => throw new CommandFailure(ExitCode.CouldNotRun, $"Several cases are called `{given}`.", $"Name one as {string.Join(" or ", found.Select(c => $"`{c.FullId}`"))}."),
        };
    }
}
