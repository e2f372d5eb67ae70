using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RuleWorkbench.Cli.Commands;

/// <summary>A command whose help ends with examples and, where they matter, exit codes.</summary>
internal sealed class DocumentedCommand(string name, string description, string examples) : Command(name, description)
{
    private readonly string examples = examples;

    /// <summary>Makes <c>--help</c> print the examples of the command that it is asked of.</summary>
    public static void ShowExamplesInHelp(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExamplesAction((HelpAction)help.Action!);
    }

    private sealed class ExamplesAction(HelpAction plain) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = plain.Invoke(parseResult);
            if (parseResult.CommandResult.Command is DocumentedCommand command)
                parseResult.InvocationConfiguration.Output.WriteLine(command.examples);
            return code;
        }
    }
}
