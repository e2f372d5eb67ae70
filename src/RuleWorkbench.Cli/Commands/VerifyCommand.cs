using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Loading;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb verify</c>: whether releases are what was released, and sign-offs still hold.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var (pathway, root) = (PathwayArguments.OptionalPathway(), PathwayArguments.Root());
        var command = new DocumentedCommand(
            "verify",
            "Find whatever is not as it was released or signed: a byte, a file, a manifest, the meaning.",
            """
            Examples:
              rulewb verify                             all pathways with all their releases
              rulewb verify failed-nerve-block          its sign-offs, and all its releases
              rulewb verify failed-nerve-block@1.0.0

            Exit code: 0 all holds, 1 could not run, 2 something does not, 3 a pathway is invalid.
            """)
        {
            pathway, root,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var names = Names(workspace, arguments.GetValue(pathway)).SelectMany(n => n.Contains('@', StringComparison.Ordinal) ? [n] : workspace.ReleasesOf(n).Select(r => $"{n}@{r}").Prepend(n));
            var code = ExitCode.Clean;
            foreach (var verification in names.Select(n => Verifier.Verify(workspace, n, cancellation)))
            {
                VerificationPrinter.Print(terminal, verification, workspace);
                if (!verification.Holds)
                    code = verification.Meaning is null && !verification.Name.Contains('@', StringComparison.Ordinal) ? ExitCode.Invalid : code == ExitCode.Invalid ? code : ExitCode.GateFailed;
            }

            return Task.FromResult((int)code);
        });
        return command;
    }

    /// <summary>As other commands find them; but a release that has lost its pathway.json is there to be verified.</summary>
    private static ImmutableArray<string> Names(Workspace workspace, string? given) =>
        given?.Split('@', 2) is [var name, var version] && workspace.Pathways.Contains(name) && workspace.FindRelease(name, version) is { } release
            ? [$"{name}@{release}"]
            : OpenPathway.Names(workspace, given);
}
