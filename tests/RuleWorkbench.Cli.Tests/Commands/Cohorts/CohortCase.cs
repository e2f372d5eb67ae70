using System.Globalization;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Lines of cohorts for the tiny pathway.</summary>
internal static class CohortCase
{
    public const string SpecFile = "seeds/tiny/cohorts/small.json";

    public const string Spec = """
        { "cohort": "small", "pathway": "tiny", "clock": "2026-03-02", "missing": 0.02, "facts": {
          "patient.age": { "normal": { "mean": 50, "deviation": 20 } }, "patient.name": { "missing": 1 },
          "patient.doses[].amount": { "choose": { "1": 1, "7": 1 } } } }
        """;

    public static string Line(int number, string age = "40") => string.Create(CultureInfo.InvariantCulture, $"{{ \"id\": \"c{number}\", \"facts\": {{ \"patient\": {{ \"age\": {age}, \"allergic\": false, \"doses\": [] }} }} }}");

    /// <summary>A workspace with the tiny pathway and a file of made people.</summary>
    public static async Task<TemporaryWorkspace> PeopleAsync(int count, string file = "people.ndjson")
    {
        var workspace = TemporaryWorkspace.Tiny().Write(SpecFile, Spec);
        (await workspace.RunAsync("cohort", "make", "tiny", "--spec", SpecFile, "--count", count.ToString(CultureInfo.InvariantCulture), "--output", file)).ShouldExitWith(RulewbResult.Clean);
        return workspace;
    }
}
