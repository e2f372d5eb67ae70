using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
using RuleWorkbench.Releases;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb approve</c>: a person stands by what a pathway means, or against it.</summary>
internal static class ApproveCommand
{
    public static Command Create(Terminal terminal)
    {
        var (pathway, root) = (PathwayArguments.Pathway(), PathwayArguments.Root());
        var by = new Option<string?>("--as") { Description = "Who signs. Default: git's user.name.", HelpName = "name" };
        var note = new Option<string?>("--note") { Description = "What to remember with it.", HelpName = "text" };
        var reject = new Option<bool>("--reject") { Description = "Reject it: it cannot be released until it means something else." };
        var command = new DocumentedCommand(
            "approve",
            "Sign what a pathway means. An edit of logic voids the sign-off; layout and texts do not.",
            """
            Examples:
              rulewb approve failed-nerve-block --as "Ada Byron" --note "Board of 2 March"
              rulewb approve failed-nerve-block@1.0.0 --as "Ada Byron"
              rulewb approve failed-nerve-block --as "Ada Byron" --reject --note "FNB-904 lacks a source"

            Exit code: 0 signed (or signed already), 1 could not run, 2 the release is not what was released, 3 the pathway is invalid.
            """)
        {
            pathway, by, note, reject, root,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var signer = Signer.Name(workspace, arguments.GetValue(by), terminal);
            var verification = Verifier.Verify(workspace, name, cancellation);
            var isRelease = name.Contains('@', StringComparison.Ordinal);
            var standing = verification.StandsInTheWay;
            if (!standing.IsEmpty || verification.Meaning is not { } meaning)
            {
                DiagnosticPrinter.PrintAll(terminal.Error, standing, workspace.Root);
                throw new CommandFailure(isRelease ? ExitCode.GateFailed : ExitCode.Invalid, isRelease ? $"`{name}` is not what was released, so that nobody can sign it." : $"`{name}` has errors, and so no meaning that could be signed.");
            }

            var decision = arguments.GetValue(reject) ? SignOffDecision.Rejected : SignOffDecision.Approved;
            if (verification.SignOffs.On(meaning).FirstOrDefault(s => s.By == signer) is { } same && same.Decision == decision)
            {
                terminal.Out.MarkupLine($"{Markup.Escape(name)} [grey]is {Markup.Escape(same.Words)} already, meaning {MeaningHash.Short(meaning)}: nothing to add.[/]");
                return Task.FromResult((int)ExitCode.Clean);
            }

            var signOff = new SignOff(signer, decision, meaning, TimeProvider.System.GetUtcNow(), arguments.GetValue(note), new Model.SourcePlace(""));
            var signed = Signing.Add(workspace, name, signOff);
            var refused = signed.IsUsable ? new DocumentWriter().Save(signed.Value!) : signed.Diagnostics;
            if (!refused.IsEmpty)
            {
                DiagnosticPrinter.Print(terminal.Error, refused, workspace);
                throw new CommandFailure(ExitCode.CouldNotRun, "Nothing was written.");
            }

            terminal.Out.MarkupLine($"[{(decision == SignOffDecision.Approved ? "green" : "red")}]{decision.ToString().ToLowerInvariant()}[/] {Markup.Escape(name)} [grey]as {Markup.Escape(signer)}, meaning {MeaningHash.Short(meaning)}, in {Markup.Escape(signed.Value!.Changes[0].File)}[/]");
            return Task.FromResult((int)ExitCode.Clean);
        });
        return command;
    }
}
