using System.CommandLine;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The arguments that several commands take.</summary>
internal static class PathwayArguments
{
    public static Option<string?> Root() => new("--root")
    {
        Description = "Folder with workflows/ and seeds/. Default: the current folder or the nearest above it.",
        HelpName = "folder",
    };

    public static Argument<string> Pathway()
    {
        var argument = new Argument<string>("pathway") { Description = "Name of a pathway, or name@version for a release.", HelpName = "pathway" };
        argument.CompletionSources.Add(_ => Names());
        RefuseOptions(argument);
        return argument;
    }

    public static Argument<string?> OptionalPathway()
    {
        var argument = new Argument<string?>("pathway")
        {
            Description = "Name of a pathway, or name@version for a release. Default: all pathways.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "pathway",
        };
        argument.CompletionSources.Add(_ => Names());
        RefuseOptions(argument);
        return argument;
    }

    /// <summary>An option that nobody knows would pass for the name of a pathway.</summary>
    public static void RefuseOptions(Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
            result.AddError($"There is no option `{token.Value}`.");
    });

    private static IEnumerable<string> Names() => Workspace.Find(Directory.GetCurrentDirectory())?.Pathways ?? [];
}
