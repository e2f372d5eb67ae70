using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the spec of a cohort and checks it against the facts of a pathway.</summary>
public static class CohortSpecReader
{
    private static readonly string[] Notes = ["$schema", "notes", "source", "licence"];

    /// <summary>Reads a file.</summary>
    public static Loaded<CohortSpec> Read(string path, string displayPath, Pathway pathway)
    {
        var file = JsonFile.Read(path, displayPath);
        if (file.Value is null)
            return new(null, file.Diagnostics);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(file.Diagnostics);
        var spec = Read(new JsonObjectReader(file.Value, file.Value.Root, "a cohort", diagnostics), pathway, diagnostics);
        return new(spec, diagnostics.ToImmutable());
    }

    private static CohortSpec Read(JsonObjectReader reader, Pathway pathway, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var note in Notes)
            reader.Ignore(note);
        var name = reader.RequiredText("cohort");
        var of = reader.RequiredText("pathway");
        if (of.Length > 0 && of != pathway.Name)
        {
            reader.Error(
                DiagnosticIds.OtherPathway, $"The cohort is for the pathway `{of}`, not for `{pathway.Name}`.", reader.Node["pathway"]!, $"Name `{pathway.Name}`, or make people for `{of}`.");
        }

        var spec = new CohortSpec(name, reader.Place, [])
        {
            Description = reader.Text("description"),
            Clock = ReadClock(reader),
            Missing = RecipeReader.Share(reader, "missing") ?? 0,
        };
        var facts = ReadFacts(reader, pathway, diagnostics);
        if (spec.Clock is null && reader.Any("clock") is null && (pathway.Clock is not null || FactPaths.Of(pathway).Any(f => f.Schema.Kind == FactKind.Date)))
            reader.Error(DiagnosticIds.MissingMember, "A cohort of a pathway with dates needs a `clock`.", reader.Node, "Add \"clock\": \"2026-03-02\", or { \"from\": …, \"to\": … }.");
        reader.Finish();
        return spec with { Facts = facts };
    }

    private static (DateOnly First, DateOnly Last)? ReadClock(JsonObjectReader reader)
    {
        if (reader.Any("clock") is not JObject)
            return reader.Date("clock") is { } day ? (day, day) : null;
        var span = reader.Object("clock", "a span of dates")!;
        var (first, last) = (span.Date("from"), span.Date("to"));
        span.Finish();
        if (first is null || last is null || last < first)
        {
            reader.Error(DiagnosticIds.RecipeShape, "`clock` needs a `from` and a `to` that is not before it.", span.Node, "Write { \"from\": \"2025-01-01\", \"to\": \"2025-12-31\" }.");
            return null;
        }

        return (first.Value, last.Value);
    }

    private static ImmutableArray<FactRecipe> ReadFacts(JsonObjectReader reader, Pathway pathway, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var known = FactPaths.Of(pathway).ToDictionary(f => f.Path, f => f.Schema);
        var facts = ImmutableArray.CreateBuilder<FactRecipe>();
        foreach (var member in reader.NamedValues("facts"))
        {
            if (known.TryGetValue(member.Name, out var schema))
            {
                facts.Add(new FactRecipe(member.Name, schema, reader.File.PlaceOf(member), ReadChoices(reader, member, schema, diagnostics)));
                continue;
            }

            var inside = known.Keys.Where(k => k.StartsWith(member.Name + ".", StringComparison.Ordinal) || k.StartsWith(member.Name + "[]", StringComparison.Ordinal)).ToList();
            reader.Error(
                DiagnosticIds.UnknownFact,
                inside.Count > 0 ? $"`{member.Name}` is a group of facts." : $"There is no fact `{member.Name}`.",
                member,
                inside.Count > 0 ? $"Name its facts, such as `{inside[0]}`." : NearestName.Hint(member.Name, known.Keys) ?? "`rulewb show` lists the facts.");
        }

        return facts.ToImmutable();
    }

    private static ImmutableArray<RecipeChoice> ReadChoices(JsonObjectReader reader, JProperty member, FactSchema schema, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var choices = ImmutableArray.CreateBuilder<RecipeChoice>();
        foreach (var token in member.Value is JArray list ? [.. list] : new[] { member.Value })
        {
            if (token is JObject node)
                choices.Add(new RecipeReader(new JsonObjectReader(reader.File, node, "a recipe", diagnostics), schema, member.Name).Read());
            else
                reader.Error(DiagnosticIds.WrongJsonType, $"`{member.Name}` is {JsonFile.Describe(token)}; a recipe is an object in {{ }}.", token);
        }

        foreach (var never in choices.SkipWhile(c => c.When is not null).Skip(1))
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.RecipeShape, "This recipe is never taken: one before it has no `when`.", never.Place, "Put the one without `when` last."));
        return choices.ToImmutable();
    }
}
