using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class PathwayLoaderTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    /// <summary>Member of pathway.json, the value that it gets, the diagnostic, and a part of message and fix.</summary>
    public static TheoryData<string, string, string, string> Mistakes() => new()
    {
        { "titel", "\"x\"", DiagnosticIds.UnknownMember, "`titel` is not a member of a pathway and would be ignored. Did you mean `title`?" },
        { "pathway", "null", DiagnosticIds.MissingMember, "A pathway needs a `pathway`." },
        { "pathway", "5", DiagnosticIds.WrongJsonType, "`pathway` is a number; a text is expected." },
        { "entry", "null", DiagnosticIds.MissingMember, "A pathway needs a `entry`." },
        { "reviewBy", "\"May 2027\"", DiagnosticIds.WrongJsonType, "a date is written YYYY-MM-DD." },
        { "workflows", "\"first\"", DiagnosticIds.WrongJsonType, "`workflows` is a text; a list in [ ] is expected." },
        { "workflows", "[ \"first\", \"second\", 3 ]", DiagnosticIds.WrongJsonType, "`workflows` holds a number; only texts are expected." },
        { "workflows", "[ \"first\", \"second\", \"first\" ]", DiagnosticIds.DuplicateName, "The workflow `first` is listed twice." },
        { "workflows", "[ \"first\", \"second\", \"\\u0000\" ]", DiagnosticIds.UnusableName, "is not a file of this pathway's folder." },
        { "workflows", "[ \"first\", \"second\", \"../demo2/third\" ]", DiagnosticIds.UnusableName, "`../demo2/third.json` is not a file of this pathway's folder." },
        { "inputs", "[ ]", DiagnosticIds.WrongJsonType, "`inputs` is a list; an object in { } is expected." },
        { "inputs", """{ "patient": { } }""", DiagnosticIds.WrongJsonType, "`patient` is an object; the path of a schema is expected." },
        { "inputs", """{ "patient": "/etc/hostname" }""", DiagnosticIds.UnusableName, "`/etc/hostname` is not a file of this pathway's folder." },
        { "inputs", """{ "patient": "../../secret.json" }""", DiagnosticIds.UnusableName, "is not a file of this pathway's folder." },
        { "inputs", """{ "patient": "" }""", DiagnosticIds.UnusableName, "`` is not a file of this pathway's folder." },
        { "inputs", """{ "patient": "facts" }""", DiagnosticIds.FileNotReadable, "This is a folder, not a file." },
        { "inputs", """{ "patient": "facts/patient.schema.json", "Patient": "facts/patient.schema.json" }""", DiagnosticIds.DuplicateName, "`Patient` is the name of another input too." },
        { "inputs", """{ "patient": "facts/patient.schema.json", "policy": "facts/patient.schema.json" }""", DiagnosticIds.DuplicateName, "`policy` is the name of the policy values too." },
        { "inputs", """{ "patient": "facts/patient.schema.json", "now": "facts/patient.schema.json" }""", DiagnosticIds.DuplicateName, "`now` is the name of the clock too." },
        { "inputs", """{ "patient": "facts/patient.schema.json", "and": "facts/patient.schema.json" }""", DiagnosticIds.UnusableName, "`and` cannot name an input" },
        { "inputs", """{ "patient": "facts/patient.schema.json", "the block": "facts/patient.schema.json" }""", DiagnosticIds.UnusableName, "`the block` cannot name an input" },
        { "clock", "\"policy\"", DiagnosticIds.DuplicateName, "`policy` is the name of the policy values." },
        { "clock", "\"it\"", DiagnosticIds.UnusableName, "`it` cannot name an input" },
        { "clock", "5", DiagnosticIds.WrongJsonType, "`clock` is a number; a text is expected." },
        { "policy", """{ "limit": 5 }""", DiagnosticIds.WrongJsonType, "`limit` is a number; a policy value is an object in { }." },
        { "policy", """{ "limit": { "unit": "mg" } }""", DiagnosticIds.MissingMember, "The policy value `limit` needs a `value`" },
        { "policy", """{ "limit": { "value": { } } }""", DiagnosticIds.WrongJsonType, "The policy value `limit` needs a `value`" },
        { "policy", """{ "limit": { "value": [ ] } }""", DiagnosticIds.WrongJsonType, "The policy value `limit` needs a `value`" },
        { "policy", """{ "limit": { "value": [ 1, "a" ] } }""", DiagnosticIds.WrongJsonType, "The policy value `limit` needs a `value`" },
        { "policy", """{ "limit": { "value": 5, "min": 1 } }""", DiagnosticIds.UnknownMember, "`min` is not a member of a policy value" },
        { "policy", """{ "my limit": { "value": 5 } }""", DiagnosticIds.UnusableName, "`my limit` cannot name a policy value." },
        { "policy", """{ "limit": { "value": 5 }, "Limit": { "value": 6 } }""", DiagnosticIds.UnusableName, "`Limit` and `limit` differ by upper and lower case only" },
        { "groups", """{ "choice": "frist" }""", DiagnosticIds.UnknownHitPolicy, "`frist` is not a hit policy. Did you mean `first`?" },
        { "groups", """{ "choice": "First" }""", DiagnosticIds.UnknownHitPolicy, "`First` is not a hit policy. Did you mean `first`?" },
        { "groups", """{ "choice": 1 }""", DiagnosticIds.UnknownHitPolicy, "is not a hit policy." },
        { "recommendations", """{ "TREAT": "Treat." }""", DiagnosticIds.WrongJsonType, "`TREAT` is a text; a recommendation is an object in { }." },
        { "recommendations", """{ "TREAT": { "category": "x" } }""", DiagnosticIds.MissingMember, "A recommendation needs a `text`." },
        { "recommendations", """{ "TREAT": { "text": "x", "strength": "strong" } }""", DiagnosticIds.UnknownMember, "`strength` is not a member of a recommendation" },
        { "sources", """{ "S1": { "citation": "x" } }""", DiagnosticIds.MissingMember, "A source needs a `title`." },
        { "scripts", "[ \"Relief\" ]", DiagnosticIds.UnknownName, "There is no script library `Relief`: it would be `workflows/demo/scripts/Relief.csx` or `scripts/Relief.csx`." },
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_SoundPathway_HasAllThatItsFilesSay()
    {
        var loaded = folder.Load();
        loaded.Diagnostics.ShouldBeEmpty();
        var pathway = loaded.Value!;
        pathway.Name.ShouldBe("demo");
        pathway.ReviewBy.ShouldBe(new DateOnly(2027, 5, 1));
        pathway.Clock.ShouldBe("now");
        pathway.Entry.ShouldBe("first");
        pathway.Always.ShouldBe(["second"]);
        pathway.Groups["choice"].ShouldBe(HitPolicy.First);
        pathway.Policy.Select(p => p.Value).ShouldBe([5.0, new[] { "a", "b" }]);
        pathway.AllInputs.Select(i => i.Name).ShouldBe(["patient", "policy", "now"]);
        pathway.Workflows.Select(w => w.Name).ShouldBe(["first", "second"]);
        pathway.Workflows[0].Rules[0].Properties.Next.ShouldBe(["second"]);
        pathway.Workflows[0].Rules[0].OnSuccess!.Expression!.Text.ShouldBe("half");
        pathway.Workflows[0].Rules[1].Rules.Select(r => r.Name).ShouldBe(["Smoker", "Pain"]);
        pathway.Workflows[1].Rules[0].IsGuard.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Load_MistakeInThePathwayFile_IsAnErrorThere(string member, string value, string id, string message)
    {
        folder.Edit(PathwayFolder.PathwayFile, p => p[member] = JToken.Parse(value));
        var loaded = folder.Load();
        loaded.Value.ShouldNotBeNull();
        var error = loaded.Diagnostics.FirstOrDefault(d => d.Id == id && $"{d.Message} {d.Fix}".Contains(message, StringComparison.Ordinal))
            .ShouldNotBeNull(string.Join("\n", loaded.Diagnostics));
        error.Severity.ShouldBe(DiagnosticSeverity.Error);
        if (id is not (DiagnosticIds.FileNotReadable or DiagnosticIds.FileNotFound))
            error.Place.ToString().ShouldMatch(@"^workflows/demo/pathway\.json:\d+:\d+$");
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("[ 1, -1e999 ]")]
    public void Load_PolicyNumberThatIsTooLarge_IsAnError(string value)
    {
        folder.Write(PathwayFolder.PathwayFile, PathwayFolder.Files[PathwayFolder.PathwayFile].Replace("\"value\": 5", $"\"value\": {value}", StringComparison.Ordinal));
        folder.Load().Diagnostics.ShouldContain(d => d.Message.StartsWith("The policy value `limit` needs a `value`", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unique", HitPolicy.Unique)]
    [InlineData("any", HitPolicy.Any)]
    [InlineData("first", HitPolicy.First)]
    [InlineData("collect", HitPolicy.Collect)]
    public void Load_HitPolicy_IsRead(string text, HitPolicy policy)
    {
        folder.Edit(PathwayFolder.PathwayFile, p => p["groups"]!["choice"] = text);
        folder.Load().Value!.HitPolicyOf("choice").ShouldBe(policy);
    }

    [Fact]
    public void Load_GroupThatIsNotDeclared_IsUnique() => folder.Load().Value!.HitPolicyOf("other").ShouldBe(HitPolicy.Unique);

    [Theory]
    [InlineData("5", FactKind.Number)]
    [InlineData("true", FactKind.Flag)]
    [InlineData("\"a\"", FactKind.Text)]
    [InlineData("[ 1, 2.5 ]", FactKind.List)]
    [InlineData("[ \"a\" ]", FactKind.List)]
    public void Load_PolicyValue_HasItsKind(string value, FactKind kind)
    {
        folder.Edit(PathwayFolder.PathwayFile, p => p["policy"]!["limit"]!["value"] = JToken.Parse(value));
        folder.Load().Value!.Policy[0].Schema.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData(PathwayFolder.PathwayFile)]
    [InlineData(PathwayFolder.SchemaFile)]
    [InlineData(PathwayFolder.FirstFile)]
    [InlineData(PathwayFolder.SecondFile)]
    public void Load_MissingFile_IsOneError(string file)
    {
        File.Delete(folder[file]);
        var error = folder.Load().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.FileNotFound);
        error.Place.ShouldBe(new SourcePlace(file));
    }

    [Theory]
    [InlineData(PathwayFolder.PathwayFile)]
    [InlineData(PathwayFolder.SchemaFile)]
    [InlineData(PathwayFolder.FirstFile)]
    public void Load_FileThatIsNoJson_IsOneErrorWithPlaceAndRemedy(string file)
    {
        (string What, byte[] Bytes)[] contents =
        [
            ("empty", []),
            ("blank", " \n "u8.ToArray()),
            ("binary", [0x7B, 0, 0x7D]),
            ("Latin-1", Encoding.Latin1.GetBytes("{ \"ä\": 1 }")),
            ("UTF-16", Encoding.Unicode.GetBytes("{ }")),
            ("10,000 lists", Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000))),
            ("10,000 objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))),
            ("list", "[ ]"u8.ToArray()),
            ("text", "\"x\""u8.ToArray()),
        ];
        foreach (var (what, bytes) in contents)
        {
            folder.Write(file, bytes);
            var error = folder.Load().Diagnostics.ShouldHaveSingleItem(what);
            error.Place.File.ShouldBe(file, what);
            error.Message.ShouldNotBeEmpty(what);
            error.Fix.ShouldNotBeNullOrEmpty(what);
        }
    }

    [Fact]
    public void Load_FolderInPlaceOfAFile_IsOneError()
    {
        File.Delete(folder[PathwayFolder.FirstFile]);
        Directory.CreateDirectory(folder[PathwayFolder.FirstFile]);
        folder.Load().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("This is a folder, not a file.");
    }

    [Fact]
    public void Load_FolderThatDoesNotExist_IsOneError()
    {
        var loaded = PathwayLoader.Load(folder["workflows/nowhere"], folder.Root);
        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldHaveSingleItem().Place.File.ShouldBe("workflows/nowhere/pathway.json");
    }

    [Fact]
    public void Load_TwoFilesThatHoldOneWorkflow_AreToldApartByTheirFiles()
    {
        folder.Write(PathwayFolder.SecondFile, PathwayFolder.Files[PathwayFolder.FirstFile].Replace("\"id\": \"R1\", \"next\": \"second\"", "\"id\": \"R2\"", StringComparison.Ordinal));
        var loaded = folder.Load();
        loaded.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The file of the workflow `second` holds a workflow called `first`.");
        loaded.Value!.Workflows.Select(w => w.Name).ShouldBe(["first", "second"]);
    }
}
