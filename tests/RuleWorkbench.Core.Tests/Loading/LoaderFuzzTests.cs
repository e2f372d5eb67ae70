using CsCheck;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

/// <summary>Whatever the files hold, loading says what is wrong and never throws. A failure prints the seed.</summary>
public sealed class LoaderFuzzTests : IDisposable
{
    private static readonly string[] Paths = [.. PathwayFolder.Files.Keys];

    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_FilesWithChangedStructure_NeverThrows() => Fuzz(MutatedFile.ChangeStructure, 2000);

    [Fact]
    public void Load_FilesWithChangedBytes_NeverThrows() => Fuzz(MutatedFile.ChangeBytes, 1000);

    [Fact]
    public void Apply_AnyEdit_NeverThrows()
    {
        var pathway = folder.Load().Value!;
        var source = folder.LoadSuites().Value!.Suites[0].Cases[0];
        string[] parts = ["patient", "policy", "now", "date", "clock", "age", "drugs", "pain", "limit", ".", ".", "[", "0", "]", "=", "=", "null", "{", "}", "\"", "1e999", "NaN", "\ud83d", "/*", "1,", new string('[', 70) + new string(']', 70), new string('[', 61) + new string(']', 61), "2026-01-01", " ", "'a'"];
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var edit = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => parts[random.Next(parts.Length)]));
                CaseEdits.Apply(source, [edit], pathway).ShouldNotBeNull();
                CaseEdits.Apply(source, ["patient." + edit], pathway).ShouldNotBeNull();
            },
            iter: 2000,
            threads: 1);
    }

    private void Fuzz(Func<string, Random, byte[]> change, int iterations)
    {
        var sound = folder.Load().Value!;
        var suites = Path.Combine(folder.Root, "seeds", "demo", "suites");
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var changed = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Paths[random.Next(Paths.Length)]).Distinct().ToList();
                foreach (var path in changed)
                    folder.Write(path, change(PathwayFolder.Files[path], random));
                var loaded = folder.Load();
                (loaded.Value is not null || !loaded.IsUsable).ShouldBeTrue();
                var cases = SuiteLoader.Load(suites, folder.Root, loaded.Value ?? sound);
                foreach (var diagnostic in loaded.Diagnostics.AddRange(cases.Diagnostics).AddRange(cases.Value!.Cases.SelectMany(c => c.Diagnostics)))
                {
                    diagnostic.Message.ShouldNotBeNullOrWhiteSpace();
                    diagnostic.Place.File.ShouldNotBeNullOrWhiteSpace();
                }

                foreach (var path in changed)
                    folder.Write(path, PathwayFolder.Files[path]);
            },
            iter: iterations,
            threads: 1);
    }
}
