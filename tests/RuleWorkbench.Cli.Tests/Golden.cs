using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;

namespace RuleWorkbench.Cli;

/// <summary>Compares output with a file in <c>Golden/</c>; RULEWB_ACCEPT_GOLDEN=1 writes the file instead.</summary>
internal static partial class Golden
{
    public static void ShouldMatchGolden(this string actual, string name, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        var path = Path.Combine(RepositoryRoot.Folder, "tests", "RuleWorkbench.Cli.Tests", "Golden", name + ".verified.txt");
        var normalised = Seconds().Replace(actual.ReplaceLineEndings("\n"), "(0.00 s)");
        if (Environment.GetEnvironmentVariable("RULEWB_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, normalised);
        }

        File.Exists(path).ShouldBeTrue($"There is no {path}; run once with RULEWB_ACCEPT_GOLDEN=1 and read what it wrote.");
        normalised.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"{what} differs from {path}");
    }

    [GeneratedRegex(@"\(\d+\.\d\d s\)")]
    private static partial Regex Seconds();
}
