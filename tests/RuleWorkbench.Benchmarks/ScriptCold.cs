using System.Globalization;
using System.Text.RegularExpressions;

namespace RuleWorkbench.Benchmarks;

/// <summary>Whole processes from cold: <c>rulewb simulate</c> on the shipped pathway, whose scripts come from a warm cache,
/// in turn with the same pathway with its scripts written out as plain expressions; then the same with one edit of the
/// script, which the compiler has to be loaded for.</summary>
internal static partial class ScriptCold
{
    private const int Runs = 15;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-scripts").FullName;
        try
        {
            var program = ColdStart.PublishProgram(folder);
            var with = Copy(Path.Combine(folder, "with"));
            var without = Copy(Path.Combine(folder, "without"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(without, "workflows"), "*.json", SearchOption.AllDirectories))
                File.WriteAllText(file, WithoutScripts(File.ReadAllText(file)));
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(folder, "cache"));

            var (scripts, plain) = (new List<double>(), new List<double>());
            for (var i = 0; i <= Runs; i++)
            {
                var a = ColdStart.Execute(program, Arguments(with));
                var b = ColdStart.Execute(program, Arguments(without));
                if (i == 0)
                    continue; // the first round fills the caches
                scripts.Add(a);
                plain.Add(b);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with scripts {ColdStart.Median(scripts):0} ms, without {ColdStart.Median(plain):0} ms, ratio {ColdStart.Ratio(scripts, plain):0.00}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Arguments(string root) => ["simulate", ShippedPathway.Name, "--root", root, "--suite", "classify-failure", "--suite", "drug-therapy", "--suite", "safety-guards"];

    private static string WithoutScripts(string json) => OpioidSum().Replace(
        json.Replace("Relief.Percent(block.painBefore, block.painAfter)", "(block.painBefore - block.painAfter) * 100 / block.painBefore", StringComparison.Ordinal)
            .Replace("\"scripts\": [ \"Relief\", \"Mme\" ],", "", StringComparison.Ordinal),
        "treatment.mmePerDay\"");

    private static string Copy(string to)
    {
        foreach (var part in (string[])[$"workflows/{ShippedPathway.Name}", $"seeds/{ShippedPathway.Name}", "scripts"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(ShippedPathway.Root, part), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(ShippedPathway.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        return to;
    }

    [GeneratedRegex("treatment\\.mmePerDay \\?\\? \\(treatment\\.opioids == null[^\"]*\"")]
    private static partial Regex OpioidSum();
}
