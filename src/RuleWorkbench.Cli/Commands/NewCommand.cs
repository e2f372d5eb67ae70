using System.CommandLine;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb new</c>: a pathway to start from, another rule, another case. Nothing is ever overwritten.</summary>
internal static class NewCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("pathway") { Description = "Name of the new pathway.", HelpName = "pathway", Arity = ArgumentArity.ZeroOrOne };
        PathwayArguments.RefuseOptions(name);
        var root = PathwayArguments.Root();
        var command = new DocumentedCommand(
            "new",
            "Make a small working pathway with facts, a workflow and a suite that passes; or add a rule or a case to one.",
            """
            Examples:
              rulewb new chest-pain
              rulewb new rule chest-pain first-look --id R3 --name "High fever" --expression "patient.temperature >= 40"
              rulewb new case chest-pain first-look high-fever --from fever
            """)
        {
            name, root,
        };
        command.Subcommands.Add(Rule(terminal));
        command.Subcommands.Add(Case(terminal));
        command.SetAction(arguments =>
        {
            var given = arguments.GetValue(name) ?? throw new CommandFailure(ExitCode.CouldNotRun, "`rulewb new` wants a name for the pathway.", "For example `rulewb new chest-pain`.");
            if (arguments.GetValue(root) is { } folder && !Directory.Exists(folder))
                throw new CommandFailure(ExitCode.CouldNotRun, $"The folder `{folder}` does not exist.");
            var start = Path.GetFullPath(arguments.GetValue(root) ?? Directory.GetCurrentDirectory());
            var workspace = Workspace.Find(start) is null ? new Workspace(start) : OpenPathway.FindWorkspace(start);
            var code = new EditRun(workspace, terminal, IsDryRun: false).Run(DocumentSet.Empty(workspace.Root), new NewPathway(given));
            terminal.Out.MarkupLine($"[grey]Try `rulewb simulate {Markup.Escape(given.Contains(' ', StringComparison.Ordinal) ? $"\"{given}\"" : given)}`.[/]");
            return (int)code;
        });
        return command;
    }

    private static Command Rule(Terminal terminal)
    {
        var (pathway, root, dryRun) = (PathwayArguments.Pathway(), PathwayArguments.Root(), PathwayArguments.DryRun());
        var workflow = new Argument<string>("workflow") { Description = "Workflow that gets the rule." };
        var id = new Option<string>("--id") { Description = "Stable id, unique in the pathway.", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the rule.", Required = true };
        var expression = new Option<string>("--expression") { Description = "The condition.", Required = true };
        var code = new Option<string?>("--code") { Description = "Recommendation code." };
        var group = new Option<string?>("--group") { Description = "Group of rules that it belongs to." };
        var next = new Option<string[]>("--next") { Description = "Workflow to go on with when it is met; may be repeated." };
        var veto = new Option<string[]>("--veto") { Description = "Code or rule id that it forbids; may be repeated." };
        var command = new Command("rule", "Add a rule at the end of a workflow.") { pathway, workflow, id, name, expression, code, group, next, veto, root, dryRun };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var given = OpenPathway.NameToEdit(workspace, arguments.GetValue(pathway));
            var run = new EditRun(workspace, terminal, arguments.GetValue(dryRun));
            return (int)run.Run(run.Load(given), new NewRule(given, arguments.GetValue(workflow)!, arguments.GetValue(id)!, arguments.GetValue(name)!, arguments.GetValue(expression)!)
            {
                Code = arguments.GetValue(code),
                Group = arguments.GetValue(group),
                Next = [.. arguments.GetValue(next) ?? []],
                Veto = [.. arguments.GetValue(veto) ?? []],
            });
        });
        return command;
    }

    private static Command Case(Terminal terminal)
    {
        var (pathway, root, dryRun) = (PathwayArguments.Pathway(), PathwayArguments.Root(), PathwayArguments.DryRun());
        var suite = new Argument<string>("suite") { Description = "Suite that gets the case; it is made if there is none." };
        var id = new Argument<string>("id") { Description = "Id of the case." };
        var from = new Option<string?>("--from") { Description = "Case whose facts are taken over: its id, or suite/id." };
        var why = new Option<string?>("--why") { Description = "One sentence: what the case shows." };
        var command = new Command("case", "Add a case at the end of a suite.") { pathway, suite, id, from, why, root, dryRun };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var given = OpenPathway.NameToEdit(workspace, arguments.GetValue(pathway));
            var run = new EditRun(workspace, terminal, arguments.GetValue(dryRun));
            return (int)run.Run(run.Load(given), new NewCase(given, arguments.GetValue(suite)!, arguments.GetValue(id)!) { From = arguments.GetValue(from), Why = arguments.GetValue(why) });
        });
        return command;
    }
}
