using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>The facts of a case as rows of a form, and changes of them as edits of its suite.</summary>
public static class CaseFacts
{
    /// <summary>Every fact that the pathway declares, missing ones too, with the elements of lists, in declared order; then the
    /// clock and the policy values.</summary>
    /// <param name="tried">The case with what-if changes.</param>
    /// <param name="whatIf">The what-if changes.</param>
    public static ImmutableArray<FactRow> Rows(Pathway pathway, Case tried, ImmutableArray<string> whatIf)
    {
        bool IsTried(string path) => whatIf.Any(w => w.StartsWith(path + "=", StringComparison.Ordinal));
        var rows = ImmutableArray.CreateBuilder<FactRow>();
        foreach (var input in pathway.Inputs)
            Add(input.Facts, input.Name, tried.Facts[input.Name], isRoot: true);
        if (pathway.Clock is not null)
            rows.Add(new FactRow("clock", null, tried.Clock is { } date ? new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null, IsTried("clock")));
        foreach (var value in pathway.Policy)
        {
            var path = $"{Pathway.PolicyInput}.{value.Name}";
            var own = tried.Policy[value.Name];
            rows.Add(new FactRow(path, value.Schema, own ?? JToken.FromObject(value.Value), IsTried(path), own is null));
        }

        return rows.ToImmutable();

        void Add(FactSchema schema, string path, JToken? value, bool isRoot = false)
        {
            if (schema.Kind == FactKind.Object)
            {
                if (!isRoot && value is null or { Type: JTokenType.Null })
                    rows.Add(new FactRow(path, schema, null, IsTried(path)));
                foreach (var member in schema.Members)
                    Add(member, $"{path}.{member.Name}", (value as JObject)?[member.Name]);
                return;
            }

            rows.Add(new FactRow(path, schema, value, IsTried(path)));
            if (schema.Element is not { } element || value is not JArray list)
                return;
            for (var i = 0; i < list.Count; i++)
                Add(element, $"{path}[{i}]", list[i], isRoot: true);
        }
    }

    /// <summary>The edit that writes what-if changes into the case's own facts, policy values and clock; null when the case is
    /// not where it was.</summary>
    /// <param name="tried">The case with the changes.</param>
    public static Edit? Keep(DocumentSet documents, Case tried, IEnumerable<string> whatIf)
    {
        var file = tried.Place.File;
        var edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (var path in whatIf.Select(w => Whole(w.Split('=', 2)[0])).Distinct())
        {
            if (documents.Find(file)?.Json.Value?.Root["cases"] is not JArray cases || cases.OfType<JObject>().FirstOrDefault(c => c["id"] is JValue { Value: string id } && id == tried.Id) is not { } found)
                return null;
            var (member, value) = path == "clock"
                ? (new[] { "clock" }, tried.Clock is { } date ? (JToken)new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : JValue.CreateNull())
                : path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal)
                    ? (path.Split('.'), At(tried.Policy, path.Split('.')[1..]))
                    : ([.. new[] { "facts" }, .. path.Split('.')], At(tried.Facts, path.Split('.')));
            var edit = Put(file, JsonPointer.Of(found), found, member, value);
            if (edit.Apply(documents).Value is not { } edited)
                return null;
            documents = edited.Documents;
            edits.Add(edit);
        }

        return new Several(edits.ToImmutable());
    }

    /// <summary>A fact in a list is written with its whole list, since a case takes lists over as a whole.</summary>
    private static string Whole(string path) => path.Split('[', 2)[0];

    private static JToken At(JObject root, string[] steps)
    {
        JToken? at = root;
        foreach (var step in steps)
            at = (at as JObject)?[step];
        return at ?? JValue.CreateNull();
    }

    /// <summary>Sets a member of members; those above it are made where they are not there yet.</summary>
    private static Edit Put(string file, string pointer, JObject owner, ReadOnlySpan<string> steps, JToken value)
    {
        var name = steps[0];
        var rest = steps[1..];
        if (!rest.IsEmpty && owner[name] is JObject inner)
            return Put(file, JsonPointer.Append(pointer, name), inner, rest, value);
        var made = value;
        for (var i = rest.Length - 1; i >= 0; i--)
            made = new JObject { [rest[i]] = made };
        return owner.ContainsKey(name) ? new SetValue(file, JsonPointer.Append(pointer, name), Json(made)) : new AddMember(file, pointer, name, Json(made));
    }

    private static string Json(JToken value) => value.ToString(Newtonsoft.Json.Formatting.None);
}
