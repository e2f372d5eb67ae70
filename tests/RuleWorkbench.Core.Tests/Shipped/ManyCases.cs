using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Shipped;

/// <summary>Random cases of a pathway, drawn from its schemas.</summary>
internal static class ManyCases
{
    /// <summary>Cases in the shape of a cohort's lines.</summary>
    /// <param name="missing">The chance of each fact to be missing.</param>
    public static IEnumerable<JObject> Of(Pathway pathway, int count, int seed, double missing)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return new JObject
            {
                ["id"] = $"p{i}",
                ["clock"] = "2026-03-02",
                ["facts"] = new JObject(pathway.Inputs.Select(input => new JProperty(input.Name, Make(input.Facts)))),
            };
        }

        JToken Make(FactSchema schema) => schema.Kind switch
        {
            FactKind.Object => new JObject(schema.Members.Where(_ => random.NextDouble() >= missing).Select(m => new JProperty(m.Name, Make(m)))),
            FactKind.List => new JArray(Enumerable.Range(0, Math.Max(schema.Length.Least ?? 0, random.Next(4) - 1)).Select(_ => Make(schema.Element!))),
            FactKind.Flag => random.Next(3) == 0,
            FactKind.Date => new DateOnly(2026, 3, 2).AddDays(-random.Next(900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when !schema.AllowedValues.IsEmpty => JToken.FromObject(schema.AllowedValues[random.Next(schema.AllowedValues.Length)]),
            FactKind.Text => random.Next(2) == 0 ? "a" : "b",
            _ => Number(schema),
        };

        double Number(FactSchema schema)
        {
            var (low, high) = (schema.Range?.Minimum ?? 0, Math.Min(schema.Range?.Maximum ?? 100, (schema.Range?.Minimum ?? 0) + 200));
            var step = schema.Step ?? (schema.Kind == FactKind.Integer ? 1 : 0.5);
            return (double)((decimal)low + ((decimal)step * random.Next((int)((high - low) / step) + 1)));
        }
    }
}
