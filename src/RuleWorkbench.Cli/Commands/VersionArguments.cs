using System.CommandLine;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The versions that a command compares, as words of the command line.</summary>
internal static class VersionArguments
{
    public static Argument<string[]> Words()
    {
        var words = new Argument<string[]>("versions") { Description = "BASELINE..CANDIDATE [PATHWAY…], or two versions, or nothing: the working tree against HEAD (without git, against the latest release).", HelpName = "versions" };
        words.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
                result.AddError($"There is no option `{token.Value}`.");
        });
        return words;
    }
}
