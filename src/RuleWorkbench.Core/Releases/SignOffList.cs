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

    /// <summary>The member that holds what was said of single changes.</summary>
    internal const string RemarksMember = "remarks";

    private const int MostCharactersOfAName = 200;

    public static readonly SignOffList Empty = new([]);

    /// <summary>What a person's name is here.</summary>
    public static string NameRule => string.Create(CultureInfo.InvariantCulture, $"A name has at most {MostCharactersOfAName} characters, and none that a terminal would act on.");

    /// <summary>What reviewers said of single changes, in the order in which they said it.</summary>
    public ImmutableArray<Remark> Remarks { get; init; } = [];

    /// <summary>The last word of each person.</summary>
    public IEnumerable<SignOff> Current => All.GroupBy(s => s.By).Select(g => g.Last());

    /// <summary>Who stands by a meaning, or against it.</summary>
    public IEnumerable<SignOff> On(string meaning) => Current.Where(s => s.Meaning == meaning);

    /// <summary>Last words on another meaning: an edit of logic has voided them.</summary>
    public IEnumerable<SignOff> Void(string meaning) => Current.Where(s => s.Meaning != meaning);

    /// <summary>What was said of a change, or of an earlier edit of the same thing.</summary>
    public IEnumerable<Remark> On(Diffing.Change change) => Remarks.Where(r => r.On == Remark.OnOf(change));

    /// <summary>Whether somebody takes the change as it is.</summary>
    public bool HasAccepted(Diffing.Change change) => On(change).Any(r => r.IsAccepted && r.IsOf(change));

    /// <summary>Whether a text can be the name of a person.</summary>
    public static bool IsName(string text) => text.Trim().Length > 0 && text == text.Trim() && text.Length <= MostCharactersOfAName && !text.Any(char.IsControl);

    /// <summary>The sign-offs of a pathway's working tree; none where there is no file.</summary>
    public static Loaded<SignOffList> Load(string folder, string root)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new(Empty, []);
        var file = JsonFile.Read(path, Path.GetRelativePath(root, path).Replace('\\', '/'));
        return file.Value is null ? new(null, file.Diagnostics) : Read(file.Value);
    }

    /// <summary>The sign-offs of a file that has been read.</summary>
    public static Loaded<SignOffList> Read(JsonFile file)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var reader = new JsonObjectReader(file, file.Root, "a list of sign-offs", diagnostics);
        reader.Ignore("$schema");
        var list = Read(reader) with { Remarks = [.. reader.Objects(RemarksMember, "a remark").Select(ReadRemark)] };
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

    internal static JObject Write(Remark remark)
    {
        var json = new JObject { ["on"] = remark.On, ["change"] = remark.Change, ["by"] = remark.By, ["at"] = Time(remark.At), ["accepted"] = remark.IsAccepted };
        if (remark.Note is not null)
            json["note"] = remark.Note;
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
        var by = ReadName(reader);
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

    private static Remark ReadRemark(JsonObjectReader reader)
    {
        var read = new Remark(reader.RequiredText("on"), reader.RequiredText("change"), ReadName(reader), ReadTime(reader, "at"), reader.Flag("accepted") ?? false, reader.Text("note"));
        reader.Finish();
        return read;
    }

    private static string ReadName(JsonObjectReader reader)
    {
        var by = reader.RequiredText("by");
        if (by.Length > 0 && !IsName(by))
            reader.Error(DiagnosticIds.UnusableName, "This cannot be the name of a person.", reader.Node["by"]!, NameRule);
        return by;
    }
}
