using System.CommandLine;
using RuleWorkbench.Editing;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb rename</c>: another name for something, in all files that refer to it.</summary>
internal static class RenameCommand
{
    private static readonly (string Word, NameKind Kind, string Description)[] Kinds =
    [
        ("rule", NameKind.Rule, "A rule's id."),
        ("rule-name", NameKind.RuleName, "A rule's name; OLD is its id."),
        ("workflow", NameKind.Workflow, "A workflow and its file."),
        ("policy", NameKind.Policy, "A policy value."),
        ("parameter", NameKind.Parameter, "A global or local parameter."),
        ("fact", NameKind.Fact, "A fact with its path, such as patient.age; NEW is the last part."),
        ("code", NameKind.Code, "A recommendation code."),
        ("group", NameKind.Group, "A group of rules."),
    ];

    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand(
            "rename",
            "Rename something with all references: workflows, pathway.json, schemas, suites, and expressions by meaning.",
            """
            Examples:
              rulewb rename fact block.numbness sensoryLoss --dry-run
              rulewb rename code REPEAT_ULTRASOUND REPEAT_UNDER_ULTRASOUND
              rulewb rename rule FNB-302 FNB-350
            Nothing is changed unless every expression provably means the same afterwards. Releases are never touched.
            """);
        foreach (var (word, kind, description) in Kinds)
            command.Subcommands.Add(Create(terminal, word, kind, description));
        return command;
    }

    private static Command Create(Terminal terminal, string word, NameKind kind, string description)
    {
        var old = new Argument<string>("old") { Description = "The name that it has.", HelpName = "OLD" };
        var now = new Argument<string>("new") { Description = "The name that it gets.", HelpName = "NEW" };
        var pathway = PathwayArguments.PathwayOption();
        var root = PathwayArguments.Root();
        var dryRun = PathwayArguments.DryRun();
        var command = new Command(word, description) { old, now, pathway, root, dryRun };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.NameToEdit(workspace, arguments.GetValue(pathway));
            OpenPathway.Load(workspace, name, terminal);
            var run = new EditRun(workspace, terminal, arguments.GetValue(dryRun));
            return (int)run.Run(run.Load(name), new Rename(name, kind, arguments.GetValue(old)!, arguments.GetValue(now)!));
        });
        return command;
    }
}
