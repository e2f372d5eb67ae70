using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>A row of a table of values.</summary>
/// <param name="Foreign">As the foreign case writes it; <c>*</c> stands for anything, and case does not matter.</param>
/// <param name="Ours">What it means here; JSON null for nothing.</param>
public sealed record TranslatedValue(string Foreign, JToken Ours)
{
    public bool Fits(string text) => Glob.Fits(Foreign, text);
}
