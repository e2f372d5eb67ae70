using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Checking;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb release</c>: freezes a pathway as a version that can be proven to be what it was.</summary>
internal static class ReleaseCommand
{
    public static Command Create(Terminal terminal)
    {
        var (pathway, root) = (PathwayArguments.Pathway(), PathwayArguments.Root());
        var version = new Argument<string>("version") { Description = "Version to release, as 2.1.0; pathway.json says the same.", HelpName = "version" };
        PathwayArguments.RefuseOptions(version);
        var by = new Option<string?>("--as") { Description = "Who releases it. Default: git's user.name.", HelpName = "name" };
        var adopt = new Option<bool>("--adopt") { Description = "Give a manifest to a release that was frozen by hand, as it stands." };
        var command = new DocumentedCommand(
            "release",
            "Freeze a pathway as a version, with its scripts and a manifest, when its checks and suites pass.",
            """
            Examples:
              rulewb release failed-nerve-block 2.0.0
              rulewb release failed-nerve-block 2.0.0 --as "Ada Byron"
              rulewb verify failed-nerve-block@2.0.0

            Exit code: 0 released, 1 could not run, 2 a case or a sign-off stands against it, 3 checks found errors.
            """)
        {
            pathway, version, by, adopt, root,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var (name, wanted) = (OpenPathway.NameToEdit(workspace, arguments.GetValue(pathway)), arguments.GetValue(version)!);
            if (!arguments.GetValue(adopt) && !ReleaseFolder.IsVersion(wanted))
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{wanted}` is not a version.", "Write three numbers, as 2.1.0, or 2.1.0-rc.1.");
            var release = new Release(name, wanted, Signer.Name(workspace, arguments.GetValue(by), terminal), TimeProvider.System.GetUtcNow());
            return (int)(arguments.GetValue(adopt) ? Adopt(workspace, release, terminal, cancellation) : await ReleaseAsync(workspace, release, terminal, cancellation));
        });
        return command;
    }

    private static async Task<ExitCode> ReleaseAsync(Workspace workspace, Release release, Terminal terminal, CancellationToken cancellation)
    {
        if (Directory.Exists(workspace.FolderOf($"{release.Pathway}@{release.Version}")))
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{release.Pathway}@{release.Version}` is released already, and releases are never changed.", "Choose the next version, and write it into pathway.json.");
        var (subject, compiled, warnings) = Check(workspace, release.Pathway, terminal, cancellation);
        var named = compiled.Pathway.Version;
        if (named != release.Version)
            throw new CommandFailure(ExitCode.GateFailed, $"{compiled.Pathway.Place.File} says version `{named ?? "none"}`, and not `{release.Version}`.", $"Write \"version\": \"{release.Version}\" there first, so that the release says what it is.");
        var signOffs = SignOffList.Load(workspace.FolderOf(release.Pathway), workspace.Root);
        if (!signOffs.IsUsable)
            throw Invalid(workspace, signOffs.Diagnostics, terminal, "The sign-offs cannot be read.");
        if (signOffs.Value!.On(MeaningHash.Of(compiled)).FirstOrDefault(s => s.Decision == SignOffDecision.Rejected) is { } against)
            throw new CommandFailure(ExitCode.GateFailed, $"This meaning was {against.Words}{(against.Note is null ? "" : $": {against.Note}")}.", "Edit the logic, or have it approved by the same person.");
        var (suites, run) = await RunAsync(subject, compiled, terminal, cancellation);
        var frozen = release.Freeze(workspace, subject.Loaded, compiled, suites, run, warnings, signOffs.Value, cancellation);
        Save(workspace, frozen, terminal);
        terminal.Out.MarkupLine($"[green]released[/] {Markup.Escape($"{release.Pathway}@{release.Version}")} [grey]by {Markup.Escape(release.By)}: {frozen.Value!.Changes.Length} files, {run.Cases.Length} cases passed, {warnings} warnings, meaning {MeaningHash.Short(MeaningHash.Of(compiled))}[/]");
        foreach (var signOff in signOffs.Value.On(MeaningHash.Of(compiled)))
            terminal.Out.MarkupLine($"  [green]✓[/] {Markup.Escape(signOff.Words)}");
        foreach (var signOff in signOffs.Value.Void(MeaningHash.Of(compiled)))
            terminal.Out.MarkupLine($"  [yellow]left out: {Markup.Escape(signOff.Words)}, which an edit of logic has voided[/]");
        return ExitCode.Clean;
    }

    private static ExitCode Adopt(Workspace workspace, Release release, Terminal terminal, CancellationToken cancellation)
    {
        var name = $"{release.Pathway}@{release.Version}";
        if (!File.Exists(Path.Combine(workspace.FolderOf(name), PathwayLoader.FileName)))
            throw new CommandFailure(ExitCode.CouldNotRun, $"There is no release `{release.Version}` of `{release.Pathway}` to adopt.", NearestName.Hint(release.Version, workspace.ReleasesOf(release.Pathway)));
        var (_, compiled, warnings) = Check(workspace, name, terminal, cancellation);
        Save(workspace, release.Adopt(workspace, compiled, warnings), terminal);
        terminal.Out.MarkupLine($"[green]adopted[/] {Markup.Escape(name)} [grey]as it stands, meaning {MeaningHash.Short(MeaningHash.Of(compiled))}[/]");
        return ExitCode.Clean;
    }

    private static (CheckSubject Subject, CompiledPathway Compiled, int Warnings) Check(Workspace workspace, string name, Terminal terminal, CancellationToken cancellation)
    {
        var subject = CheckTargets.Load(workspace, name, FilesOnDisk.Instance);
        var found = Checker.Recheck(subject, null, TimeProvider.System, cancellation);
        var errors = found.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 && found.Compiled is not null
            ? (subject, found.Compiled, found.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Warning))
            : throw Invalid(workspace, [.. errors], terminal, $"`{name}` is not released: its checks found {errors.Count} {(errors.Count == 1 ? "error" : "errors")}.");
    }

    /// <summary>Runs all suites, and the examples of scripts, on RulesEngine itself.</summary>
    private static async Task<(ImmutableSuites Suites, SuiteRun Run)> RunAsync(CheckSubject subject, CompiledPathway compiled, Terminal terminal, CancellationToken cancellation)
    {
        var suites = subject.Suites!.Value!;
        var engine = new ReferenceEngine(compiled);
        engine.Warm(compiled.Pathway.Workflows.Select(w => w.Name), cancellation);
        var run = await new SuiteRunner(engine).RunAsync([.. suites.Cases], null, cancellation);
        var examples = new ExampleRunner(compiled);
        var bad = run.Cases.Concat(examples.Cases.Select(examples.Run)).Where(c => c.Outcome != CaseOutcome.Passed).ToList();
        if (bad.Count > 0)
        {
            foreach (var result in bad)
                terminal.Error.MarkupLine($"[red]✗[/] {Markup.Escape(result.Case.FullId)}: {Markup.Escape(string.Join("; ", result.Mismatches.Select(m => $"{m.What}: expected {m.Expected}, was {m.Actual}")))}");
            throw new CommandFailure(ExitCode.GateFailed, $"`{compiled.Pathway.Name}` is not released: {bad.Count} {(bad.Count == 1 ? "case is" : "cases are")} not as expected.", $"`rulewb simulate {compiled.Pathway.Name}` shows why.");
        }

        return run.Cases.IsEmpty
            ? throw new CommandFailure(ExitCode.GateFailed, $"`{compiled.Pathway.Name}` is not released: it has no cases.", "A version that nobody tried is no release: add a suite.")
            : (suites, run);
    }

    private static void Save(Workspace workspace, Loaded<DocumentSet> files, Terminal terminal)
    {
        if (!files.IsUsable)
            throw Invalid(workspace, files.Diagnostics, terminal, "Nothing was written.");
        var refused = new DocumentWriter().Save(files.Value!);
        if (!refused.IsEmpty)
            throw Invalid(workspace, refused, terminal, "Nothing was written.");
    }

    private static CommandFailure Invalid(Workspace workspace, ImmutableArray<Diagnostic> diagnostics, Terminal terminal, string message)
    {
        DiagnosticPrinter.Print(terminal.Error, diagnostics, workspace);
        return new CommandFailure(ExitCode.Invalid, message);
    }
}
