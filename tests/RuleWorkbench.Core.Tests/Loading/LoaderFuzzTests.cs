using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
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
    public void Load_FilesWithChangedStructure_NeverThrows() => Fuzz(ChangeStructure, 2000);

    [Fact]
    public void Load_FilesWithChangedBytes_NeverThrows() => Fuzz(ChangeBytes, 1000);

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

    private static byte[] ChangeBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.InsertRange(at, "{}[],:\"\\"u8.ToArray().OrderBy(_ => random.Next()).Take(random.Next(1, 4)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] ChangeStructure(string text, Random random)
    {
        var root = JsonText.Sound(text).Root;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var members = root.Descendants().OfType<JProperty>().ToList();
            var values = root.Descendants().Where(t => t is not JProperty).ToList();
            if (values.Count == 0)
                break;
            var value = values[random.Next(values.Count)];
            var member = members[random.Next(members.Count)];
            switch (random.Next(8))
            {
                case 0:
                    member.Remove();
                    break;
                case 1:
                    Rename(member, members[random.Next(members.Count)].Name);
                    break;
                case 2:
                    Rename(member, member.Name + (char)random.Next('a', 'z'));
                    break;
                case 3:
                    value.Replace(values[random.Next(values.Count)].DeepClone());
                    break;
                case 4:
                    value.Replace(new JArray(value.DeepClone(), value.DeepClone()));
                    break;
                case 5:
                    value.Replace(new JObject { ["$ref"] = "#/$defs/dose" });
                    break;
                case 6 when value is JValue { Type: JTokenType.String }:
                    string[] texts = ["", " ", "\0", "/", "..", "#/$defs/", "first", "second", "policy", "and", "R1", "TREAT", "EvaluateRule", "small/old", "old", "young", "2026-01-01", "\n", new string('x', 300), "😀"];
                    value.Replace(texts[random.Next(texts.Length)]);
                    break;
                default:
                    value.Replace(Foreign(random));
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(root.ToString());
    }

    private static void Rename(JProperty member, string name)
    {
        if (member.Parent is JObject owner && !owner.ContainsKey(name))
            member.Replace(new JProperty(name, member.Value.DeepClone()));
    }

    private static JToken Foreign(Random random)
    {
        var nested = new JArray();
        for (var i = random.Next(70); i > 0; i--)
            nested = [nested];
        JToken[] values = [JValue.CreateNull(), true, 0, -1, 1.5, long.MaxValue, double.MaxValue, 1e-320, "", "text", new JArray(), new JObject(), new JArray(1, "a", JValue.CreateNull()), nested];
        return values[random.Next(values.Length)];
    }
}
