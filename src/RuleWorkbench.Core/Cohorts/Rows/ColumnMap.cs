using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>Which column of a table is which fact.</summary>
public sealed partial record ColumnMap(ImmutableArray<MappedColumn> Columns)
{
    private const string Id = "id";
    private const string Clock = "clock";

    /// <summary>Columns that are no fact.</summary>
    public IEnumerable<string> Unused => Columns.Where(c => c.Target is null).Select(c => c.Name);

    /// <summary>Guesses by names: <c>patient.age</c>, <c>Patient_Age</c>, <c>patient.drugs[0].dose</c>, <c>patient_drugs_0_dose</c>,
    /// or <c>age</c> where only one input has it. A fact is taken by the first column that names it.</summary>
    public static ColumnMap Guess(ImmutableArray<string> columns, Pathway pathway)
    {
        var facts = FactPaths.Of(pathway).ToList();
        var elements = facts.Where(f => f.Path.Contains("[]", StringComparison.Ordinal)).GroupBy(f => Plain(f.Path)).ToDictionary(g => g.Key, g => g.First());
        var byName = facts.Where(f => !f.Path.Contains("[]", StringComparison.Ordinal)).GroupBy(f => Plain(f.Path)).ToDictionary(g => g.Key, g => g.First());
        var byLast = facts.Where(f => !f.Path.Contains("[]", StringComparison.Ordinal)).GroupBy(f => Plain(f.Path[(f.Path.LastIndexOf('.') + 1)..])).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single());
        var taken = new HashSet<string>();
        return new ColumnMap([.. columns.Select(name =>
        {
            var plain = Plain(name);
            var position = Position().Match(name);
            var general = position.Success ? Plain(name[..position.Index]) + Plain(position.Groups[2].Value) : plain;
            var found = plain is Id or Clock ? new MappedColumn(name, plain, null)
                : position.Success && elements.TryGetValue(general, out var element) ? new MappedColumn(name, element.Path.Replace("[]", $"[{position.Groups[1].Value}]", StringComparison.Ordinal), element.Schema)
                : byName.TryGetValue(plain, out var exact) ? new MappedColumn(name, exact.Path, exact.Schema)
                : byLast.TryGetValue(plain, out var last) ? new MappedColumn(name, last.Path, last.Schema)
                : new MappedColumn(name, null, null);
            return found.Target is null || taken.Add(found.Target) ? found : new MappedColumn(name, null, null);
        })]);
    }

    /// <summary>Reads a mapping <c>{ "column": "patient.age", "other": null }</c>. Columns that it does not name are not used.</summary>
    public static Loaded<ColumnMap> Read(string path, string displayPath, ImmutableArray<string> columns, Pathway pathway)
    {
        var loaded = JsonFile.Read(path, displayPath);
        if (loaded.Value is not { } file)
            return new(null, loaded.Diagnostics);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var facts = FactPaths.Of(pathway).ToDictionary(f => f.Path, f => f.Schema);
        var targets = new Dictionary<string, MappedColumn>();
        var taken = new HashSet<string>();
        foreach (var member in file.Root.Properties())
        {
            if (!columns.Contains(member.Name))
                Add(DiagnosticIds.UnknownName, $"The table has no column `{member.Name}`.", member, NearestName.Hint(member.Name, columns));
            else if (member.Value.Type == JTokenType.Null)
                targets[member.Name] = new MappedColumn(member.Name, null, null);
            else if (member.Value.Type != JTokenType.String)
                Add(DiagnosticIds.WrongJsonType, $"`{member.Name}` is {JsonFile.Describe(member.Value)}; the path of a fact is expected.", member.Value, "Write e.g. \"patient.age\".");
            else if (!taken.Add((string)member.Value!))
                Add(DiagnosticIds.DuplicateName, $"Another column is `{(string)member.Value!}` too.", member.Value, "Leave out one of them.");
            else if ((string)member.Value! is var target && (target is Id or Clock || Find(target) is not null))
                targets[member.Name] = new MappedColumn(member.Name, target, Find(target));
            else
                Add(DiagnosticIds.UnknownFact, $"There is no fact `{target}`.", member.Value, NearestName.Hint(target, facts.Keys.Append(Id).Append(Clock)));
        }

        return new(new ColumnMap([.. columns.Select(c => targets.GetValueOrDefault(c) ?? new MappedColumn(c, null, null))]), diagnostics.ToImmutable());

        FactSchema? Find(string target) => target.Contains("[]", StringComparison.Ordinal) ? null : facts.GetValueOrDefault(AnyPosition().Replace(target, "[]"));

        void Add(string id, string message, JToken at, string? fix) => diagnostics.Add(Diagnostic.Error(id, message, file.PlaceOf(at), fix));
    }

    /// <summary>A name without what people write differently.</summary>
    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>A position in a list: <c>[0]</c>, <c>_0_</c>, <c>.0.</c></summary>
    [GeneratedRegex(@"[\[_.\- ](\d{1,4})(?:\]?[_.\- ](.+)|\]?)$")]
    private static partial Regex Position();

    [GeneratedRegex(@"\[\d{1,4}\]")]
    private static partial Regex AnyPosition();
}
