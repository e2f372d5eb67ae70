using System.CommandLine;
using System.Globalization;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The options of commands that look for whom a change touches.</summary>
internal sealed class ImpactArguments
{
    private readonly Option<string[]> suite = new("--suite") { Description = "Only cases of this suite. Repeatable.", HelpName = "suite" };
    private readonly Option<string?> by = new("--by") { Description = "Tell cases apart by this fact: patient.sex, or patient.age:10 for ranges of ten.", HelpName = "fact" };
    private readonly Option<int> witnesses = new("--witnesses") { Description = $"For how many effects to seek the smallest case that shows them. Default: {ImpactSearch.FewWitnesses}.", DefaultValueFactory = _ => ImpactSearch.FewWitnesses };
    private readonly Option<string?> cohort = new("--cohort") { Description = "Run the cases of this file (.ndjson, .csv, .parquet, compressed or not; - for the standard input) in place of the saved ones.", HelpName = "file" };
    private readonly Option<string?> clock = new("--clock") { Description = "Date (YYYY-MM-DD) of the cohort's cases that give none.", HelpName = "date" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[suite, by, witnesses, cohort, clock])
            command.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public ImpactSearch Read(ParseResult arguments, Terminal terminal) =>
        new(terminal, new CaseFilter(arguments.GetValue(suite) ?? [], [], [], null), arguments.GetValue(by), arguments.GetValue(witnesses), arguments.GetValue(cohort), Date(arguments.GetValue(clock)));

    /// <summary>True where an option says that the impact is wanted.</summary>
    public bool IsAskedFor(ParseResult arguments) => arguments.GetValue(by) is not null || arguments.GetValue(cohort) is not null;

    private static DateOnly? Date(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new CommandFailure(ExitCode.CouldNotRun, $"--clock {text} is no date.", "Write YYYY-MM-DD.");
}
