using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>Sign-offs in the order in which they were given, as <c>approvals.json</c> and manifests hold them.</summary>
public sealed record SignOffList(ImmutableArray<SignOff> All)
{
    /// <summary>The file beside pathway.json with the sign-offs of the working tree.</summary>
    public const string FileName = "approvals.json";

    /// <summary>The member that holds them.</summary>
    internal const string Member = "signOffs";

    private const int MostCharactersOfAName = 200;

    public static readonly SignOffList Empty = new([]);

    /// <summary>What a person's name is here.</summary>
    public static string NameRule => string.Create(CultureInfo.InvariantCulture, $"A name has at most {MostCharactersOfAName} characters, and none that a terminal would act on.");

    /// <summary>The last word of each person.</summary>
    public IEnumerable<SignOff> Current => All.GroupBy(s => s.By).Select(g => g.Last());

    /// <summary>Who stands by a meaning, or against it.</summary>
    public IEnumerable<SignOff> On(string meaning) => Current.Where(s => s.Meaning == meaning);

    /// <summary>Last words on another meaning: an edit of logic has voided them.</summary>
    public IEnumerable<SignOff> Void(string meaning) => Current.Where(s => s.Meaning != meaning);

    /// <summary>Whether a text can be the name of a person.</summary>
    public static bool IsName(string text) => text.Trim().Length > 0 && text == text.Trim() && text.Length <= MostCharactersOfAName && !text.Any(char.IsControl);

    /// <summary>The sign-offs of a pathway's working tree; none where there is no file.</summary>
    public static Loaded<SignOffList> Load(string folder, string root)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new(Empty, []);
        var file = JsonFile.Read(path, Path.GetRelativePath(root, path).Replace('\\', '/'));
        if (file.Value is null)
            return new(null, file.Diagnostics);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var reader = new JsonObjectReader(file.Value, file.Value.Root, "a list of sign-offs", diagnostics);
        reader.Ignore("$schema");
        var list = Read(reader);
        reader.Finish();
        return new(list, diagnostics.ToImmutable());
    }

    internal static SignOffList Read(JsonObjectReader owner) => new([.. owner.Objects(Member, "a sign-off").Select(ReadOne)]);

    internal static JObject Write(SignOff signOff)
    {
        var json = new JObject
        {
            ["by"] = signOff.By,
            ["decision"] = signOff.Decision.ToString().ToLowerInvariant(),
            ["at"] = Time(signOff.At),
            ["meaning"] = signOff.Meaning,
        };
        if (signOff.Note is not null)
            json["note"] = signOff.Note;
        return json;
    }

    internal static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static DateTimeOffset ReadTime(JsonObjectReader reader, string name)
    {
        var text = reader.RequiredText(name);
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        if (text.Length > 0)
            reader.Error(DiagnosticIds.WrongJsonType, $"`{name}` is \"{text}\"; a time is written YYYY-MM-DDTHH:MM:SSZ.", reader.Node[name]!);
        return default;
    }

    private static SignOff ReadOne(JsonObjectReader reader)
    {
        var decision = reader.RequiredText("decision");
        var known = Enum.GetNames<SignOffDecision>().Select(n => n.ToLowerInvariant()).ToArray();
        if (decision.Length > 0 && !known.Contains(decision))
            reader.Error(DiagnosticIds.UnknownName, $"`{decision}` is not a decision.", reader.Node["decision"]!, NearestName.Hint(decision, known));
        var by = reader.RequiredText("by");
        if (by.Length > 0 && !IsName(by))
            reader.Error(DiagnosticIds.UnusableName, "This cannot be the name of a person.", reader.Node["by"]!, NameRule);
        var read = new SignOff(
            by,
            decision == known[0] ? SignOffDecision.Approved : SignOffDecision.Rejected,
            reader.RequiredText("meaning"),
            ReadTime(reader, "at"),
            reader.Text("note"),
            reader.Place);
        reader.Finish();
        return read;
    }
}
