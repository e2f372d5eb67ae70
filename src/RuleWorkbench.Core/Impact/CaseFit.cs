using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>A case as a version can take it: facts that the version does not know, or has as another type, are left
/// out.</summary>
/// <param name="Dropped">Paths of what was left out.</param>
public sealed record CaseFit(Case Case, ImmutableArray<string> Dropped)
{
    /// <summary>The facts of a case as a compiled version reads them.</summary>
    public static BoundCase Bind(CompiledPathway version, Case source) => BoundCase.Bind(version.Facts, version.Pathway, To(source, version.Pathway).Case);

    public static CaseFit To(Case source, Pathway pathway)
    {
        var dropped = ImmutableArray.CreateBuilder<string>();
        var facts = (JObject)source.Facts.DeepClone();
        foreach (var input in facts.Properties().ToList())
        {
            if (pathway.Inputs.FirstOrDefault(i => i.Name == input.Name) is not { } known || input.Value is not JObject members)
                Drop(input, input.Name);
            else
                Fit(members, known.Facts, input.Name);
        }

        var policy = (JObject)source.Policy.DeepClone();
        foreach (var value in policy.Properties().ToList())
        {
            if (pathway.Policy.FirstOrDefault(p => p.Name == value.Name) is not { } known || !Fits(value.Value, known.Schema))
                Drop(value, $"{Pathway.PolicyInput}.{value.Name}");
        }

        return new CaseFit(source with { Facts = facts, Policy = policy }, dropped.ToImmutable());

        void Drop(JProperty property, string path)
        {
            if (property.Value.Type != JTokenType.Null)
                dropped.Add(path);
            property.Remove();
        }

        void Fit(JObject members, FactSchema schema, string path)
        {
            foreach (var member in members.Properties().ToList())
            {
                var inner = $"{path}.{member.Name}";
                if (schema.Member(member.Name) is not { } known || !Fits(member.Value, known))
                    Drop(member, inner);
                else if (member.Value is JObject nested)
                    Fit(nested, known, inner);
                else if (member.Value is JArray list && known.Element is { Kind: FactKind.Object } element)
                    list.OfType<JObject>().ToList().ForEach(item => Fit(item, element, inner + "[]"));
            }
        }
    }

    private static bool Fits(JToken value, FactSchema schema) => (value.Type, schema.Kind) switch
    {
        (JTokenType.Null, _) => true,
        (JTokenType.Object, FactKind.Object) => true,
        (JTokenType.Array, FactKind.List) => ((JArray)value).All(item => Fits(item, schema.Element!)),
        (JTokenType.Integer or JTokenType.Float, FactKind.Number or FactKind.Integer) => true,
        (JTokenType.Boolean, FactKind.Flag) => true,
        (JTokenType.String, FactKind.Text) => true,
        (JTokenType.String, FactKind.Date) => DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
        _ => false,
    };
}
