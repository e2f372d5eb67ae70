using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads one line of a cohort: a case in the shape of suites, without expectations.</summary>
public static class CohortLine
{
    /// <summary>The case, with what is wrong with it.</summary>
    /// <param name="number">1-based number of the line; also the id of a case that gives none.</param>
    public static Case Read(string text, string displayPath, long number, Pathway pathway, DateOnly? clock)
    {
        var place = new SourcePlace(displayPath, (int)Math.Min(number, int.MaxValue), 1);
        var fallback = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var loaded = JsonFile.Parse(new SourceFile(displayPath, text, ""));
        if (loaded.Value is not { } file)
            return new Case("", fallback, place, [], [], null) { Diagnostics = [.. loaded.Diagnostics.Select(d => d with { Place = place with { Column = d.Place.Column } })] };
        var id = file.Root["id"] is { Type: Newtonsoft.Json.Linq.JTokenType.String } given ? (string)given! : fallback;
        if (file.Root["id"] is null)
            file.Root["id"] = fallback;
        var diagnostics = System.Collections.Immutable.ImmutableArray.CreateBuilder<Diagnostic>();
        var draft = CaseReader.Read(new JsonObjectReader(file, file.Root, "a case", diagnostics), file, clock, pathway, ExpectableNames.Of(pathway));
        if (draft.From is not null)
            draft.Diagnostics.Add(Diagnostic.Error(DiagnosticIds.UnknownMember, "A case of a cohort cannot take over another one (`from`).", place, "Write all its facts."));
        return new Case("", id, place, draft.Facts, draft.Policy, draft.Clock ?? clock)
        {
            Diagnostics = [.. draft.Diagnostics.Select(d => d with { Place = place with { Column = d.Place.Column, Path = d.Place.Path } })],
        };
    }
}
