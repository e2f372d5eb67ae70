using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Which cases of a simulation are meant; what is not given does not narrow.</summary>
internal sealed record CaseFilter(IReadOnlyList<string> Suites, IReadOnlyList<string> Cases, IReadOnlyList<string> Tags, Regex? Run)
{
    public bool Matches(Case source) =>
        (Suites.Count == 0 || Suites.Contains(source.Suite))
        && (Cases.Count == 0 || Cases.Contains(source.Id) || Cases.Contains(source.FullId))
        && (Tags.Count == 0 || source.Tags.Any(Tags.Contains))
        && (Run is null || IsMatch(Run, source.FullId));

    public override string ToString() => string.Join(' ', Suites.Select(s => $"--suite {s}")
        .Concat(Cases.Select(c => $"--case {c}")).Concat(Tags.Select(t => $"--tag {t}"))
        .Concat(Run is null ? [] : [$"--run {Run}"]));

    private static bool IsMatch(Regex run, string id)
    {
        try
        {
            return run.IsMatch(id);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"--run {run} takes too long to match `{id}`.", "Avoid repetitions inside repetitions, such as (a+)+.");
        }
    }
}
