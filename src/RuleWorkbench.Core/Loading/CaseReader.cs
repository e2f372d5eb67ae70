using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>A case as it stands in its file, before it takes over anything.</summary>
internal sealed record CaseDraft(string Id, SourcePlace Place)
{
    public string? Why { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public string? NotCounted { get; init; }

    public Expected<string>? From { get; init; }

    public DateOnly? Clock { get; init; }

    public DateOnly? SuiteClock { get; init; }

    /// <summary>The case as it stands in the file, without layout.</summary>
    public string Content { get; init; } = "";

    public JObject Facts { get; init; } = [];

    public JObject Policy { get; init; } = [];

    public Expectation Expectation { get; init; } = new();

    public ImmutableArray<Diagnostic>.Builder Diagnostics { get; init; } = ImmutableArray.CreateBuilder<Diagnostic>();
}

/// <summary>Reads one case of a suite and checks it against the pathway.</summary>
internal sealed class CaseReader
{
    private readonly JsonFile file;
    private readonly Pathway pathway;
    private readonly ExpectableNames names;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    private CaseReader(JsonFile file, Pathway pathway, ExpectableNames names)
    {
        this.file = file;
        this.pathway = pathway;
        this.names = names;
    }

    public static CaseDraft Read(
        JsonObjectReader outer, JsonFile file, DateOnly? suiteClock, Pathway pathway, ExpectableNames names) =>
        new CaseReader(file, pathway, names).Read(outer.Node, suiteClock);

    private CaseDraft Read(JObject node, DateOnly? suiteClock)
    {
        var reader = new JsonObjectReader(file, node, "a case", diagnostics);
        foreach (var note in (string[])["source", "notes"])
            reader.Ignore(note);
        var facts = reader.Object("facts", "the facts of a case")?.Node ?? [];
        var policy = reader.Object("policy", "the policy values of a case")?.Node ?? [];
        diagnostics.AddRange(FactChecker.Check(file, facts, pathway.Inputs));
        if (policy.Count > 0)
        {
            // Checked under the name `policy`, so that messages read `policy.name`.
            var inputs = pathway.AllInputs.Where(i => i.Name == Pathway.PolicyInput).ToImmutableArray();
            diagnostics.AddRange(FactChecker.CheckInput(file, policy, inputs.IsEmpty ? new Input(Pathway.PolicyInput, new FactSchema(Pathway.PolicyInput, FactKind.Object, pathway.Place)) : inputs[0]));
        }

        var draft = new CaseDraft(reader.RequiredText("id"), reader.Place)
        {
            Why = reader.Text("why"),
            Tags = reader.Texts("tags"),
            NotCounted = reader.Text("notCounted"),
            From = reader.Text("from") is { } from ? new Expected<string>(from, file.PlaceOf(node["from"]!)) : null,
            Clock = reader.Date("clock"),
            SuiteClock = suiteClock,
            Content = node.ToString(Newtonsoft.Json.Formatting.None),
            Facts = facts,
            Policy = policy,
            Expectation = reader.Object("expect", "an expectation") is { } expect ? ReadExpectation(expect) : new Expectation(),
            Diagnostics = diagnostics,
        };
        reader.Finish();
        return draft;
    }

    private Expectation ReadExpectation(JsonObjectReader reader)
    {
        var rules = new Dictionary<string, Expected<RuleExpectation>>();
        if (reader.Object("rules", "the expected rules") is { } ruleReader)
        {
            foreach (var kind in Enum.GetValues<RuleExpectation>())
            {
                foreach (var token in Known(ruleReader, CamelCase(kind.ToString()), names.Rules, "rule"))
                    Expect(rules, (string)token!, kind, token);
            }

            ruleReader.Finish();
        }

        var recommendations = new Dictionary<string, Expected<RecommendationStatus>>();
        var complete = false;
        if (reader.Object("recommendations", "the expected recommendations") is { } statusReader)
        {
            complete = statusReader.Flag("exact") ?? false;
            foreach (var status in Enum.GetValues<RecommendationStatus>())
            {
                foreach (var token in Known(statusReader, CamelCase(status.ToString()), names.Recommendations, "recommendation"))
                    Expect(recommendations, (string)token!, status, token);
            }

            statusReader.Finish();
        }

        var vetoes = new Dictionary<string, Expected<ImmutableArray<string>>>();
        if (reader.Object("vetoes", "the expected vetoes") is { } vetoReader)
        {
            foreach (var member in vetoReader.Node.Properties())
            {
                CheckKnown(member.Name, names.Recommendations, "recommendation", file.PlaceOf(member));
                vetoes[member.Name] = new([.. Known(vetoReader, member.Name, names.Rules, "rule").Select(t => (string)t!)], file.PlaceOf(member));
            }
        }

        var expectation = new Expectation
        {
            Rules = rules,
            Recommendations = recommendations,
            RecommendationsAreComplete = complete,
            Vetoes = vetoes,
            Walk = reader.Any("walk") is { } walk
                ? new([.. Known(reader, "walk", names.Workflows, "workflow").Select(t => (string)t!)], file.PlaceOf(walk))
                : null,
            Figures = ReadFigures(reader.Object("figures", "the expected figures")),
            Errors = [.. Known(reader, "errors", names.RulesAndGroups, "rule or group").Select(t => new Expected<string>((string)t!, file.PlaceOf(t)))],
        };
        reader.Finish();
        return expectation;
    }

    private Dictionary<string, ImmutableArray<FigureExpectation>> ReadFigures(JsonObjectReader? reader)
    {
        var figures = new Dictionary<string, ImmutableArray<FigureExpectation>>();
        foreach (var member in reader?.Node.Properties() ?? [])
        {
            CheckKnown(member.Name, names.Rules, "rule", file.PlaceOf(member));
            figures[member.Name] = member.Value is JObject named && !IsToleranced(named)
                ? [.. named.Properties().Select(p => ReadFigure(p.Name, p.Value))]
                : [ReadFigure(null, member.Value)];
        }

        return figures;
    }

    private static bool IsToleranced(JObject value) => value.ContainsKey("value") && value.ContainsKey("tolerance");

    private FigureExpectation ReadFigure(string? name, JToken value)
    {
        var place = file.PlaceOf(value);
        if (value is JObject toleranced && IsToleranced(toleranced))
        {
            var reader = new JsonObjectReader(file, toleranced, "a figure", diagnostics);
            var figure = new FigureExpectation(name, reader.Number("value"), reader.Number("tolerance") ?? 0, place);
            reader.Finish();
            if (figure.Tolerance < 0)
                reader.Error(DiagnosticIds.WrongJsonType, "A tolerance below 0 lets no figure pass.", toleranced["tolerance"]!, "Make it 0 or more.");
            return figure;
        }

        object? simple = value.Type switch
        {
            JTokenType.Integer or JTokenType.Float => (double)value,
            JTokenType.Boolean => (bool)value,
            JTokenType.String => (string)value!,
            _ => null,
        };
        if (simple is null && value.Type != JTokenType.Null)
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.WrongJsonType, $"A figure cannot be {JsonFile.Describe(value)}.", place));
        return new FigureExpectation(name, simple, 0, place);
    }

    private ImmutableArray<JToken> Known(JsonObjectReader reader, string member, HashSet<string> known, string what)
    {
        var tokens = reader.TextTokens(member);
        foreach (var token in tokens)
            CheckKnown((string)token!, known, what, file.PlaceOf(token));
        return tokens;
    }

    private void CheckKnown(string name, HashSet<string> known, string what, SourcePlace place)
    {
        if (!known.Contains(name))
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.UnknownExpectation, $"There is no {what} `{name}`.", place, NearestName.Hint(name, known)));
    }

    private void Expect<T>(Dictionary<string, Expected<T>> expected, string name, T value, JToken at)
    {
        if (expected.TryGetValue(name, out var other))
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.UnknownExpectation, $"`{name}` is expected to be two things here: {other.Value} and {value}.", file.PlaceOf(at), "Keep one of them."));
        expected[name] = new Expected<T>(value, file.PlaceOf(at));
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
