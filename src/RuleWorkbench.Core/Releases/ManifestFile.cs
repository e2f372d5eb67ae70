using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>Reads and writes manifests. A manifest ends with a seal: a hash of all else that it says.</summary>
internal static class ManifestFile
{
    public const string Seal = "seal";

    /// <summary>The manifest, or what is wrong with its file. A seal that does not fit is an error; the manifest is read
    /// all the same.</summary>
    public static Loaded<Manifest> Read(JsonFile file)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var reader = new JsonObjectReader(file, file.Root, "a manifest", diagnostics);
        var released = reader.Object("released", "who released it and when");
        if (released is null)
            reader.Error(DiagnosticIds.MissingMember, "A manifest needs a `released`.", file.Root);
        var manifest = new Manifest(
            reader.RequiredText("pathway"),
            reader.RequiredText("version"),
            released?.RequiredText("by") ?? "",
            released is null ? default : SignOffList.ReadTime(released, "at"),
            reader.RequiredText("engine"),
            reader.RequiredText("meaning"),
            reader.Count("warnings") ?? 0,
            [.. reader.NamedValues("files").Select(f => new FrozenFile(f.Name, f.Value.Type == JTokenType.String ? (string)f.Value! : ""))],
            [.. reader.NamedObjects("suites", "a suite").Select(ReadSuite)],
            SignOffList.Read(reader));
        released?.Finish();
        var seal = reader.RequiredText(Seal);
        reader.Finish();
        if (diagnostics.Count == 0 && seal != SealOf(file.Root))
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.ManifestBroken,
                "The manifest was edited since it was sealed.",
                file.PlaceOf(file.Root[Seal]!),
                "Restore it from where the release was made; `rulewb approve` is the way to sign a release."));
        }

        return new(manifest, diagnostics.ToImmutable());
    }

    /// <summary>The text of a manifest, sealed.</summary>
    public static string Write(Manifest manifest)
    {
        var json = new JObject
        {
            ["pathway"] = manifest.Pathway,
            ["version"] = manifest.Version,
            ["released"] = new JObject { ["by"] = manifest.By, ["at"] = SignOffList.Time(manifest.At) },
            ["engine"] = manifest.Engine,
            ["meaning"] = manifest.Meaning,
            ["warnings"] = manifest.Warnings,
            ["files"] = new JObject(manifest.Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new JProperty(f.Path, f.Hash))),
            ["suites"] = new JObject(manifest.Suites.Select(s => new JProperty(s.Suite, new JObject { ["cases"] = s.Cases, ["passed"] = s.Cases, ["sha256"] = s.Hash }))),
            [SignOffList.Member] = new JArray(manifest.SignOffs.All.Select(SignOffList.Write)),
        };
        json[Seal] = SealOf(json);
        return JsonFormatter.Format(json.ToString(Formatting.None));
    }

    /// <summary>The hash of all that a manifest says, its seal aside; layout does not count.</summary>
    public static string SealOf(JObject manifest)
    {
        var said = (JObject)manifest.DeepClone();
        said.Remove(Seal);
        return HashOf(Encoding.UTF8.GetBytes(said.ToString(Formatting.None)));
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static SuiteRecord ReadSuite((string Name, JsonObjectReader Value) suite)
    {
        var (name, reader) = suite;
        var record = new SuiteRecord(name, reader.Count("cases") ?? 0, reader.RequiredText("sha256"));
        if (reader.Count("passed") is var passed && passed != record.Cases)
            reader.Error(DiagnosticIds.ManifestBroken, string.Create(CultureInfo.InvariantCulture, $"Of `{name}`, {passed ?? 0} of {record.Cases} cases passed; a release has none that did not."), reader.Node);
        reader.Finish();
        return record;
    }
}
