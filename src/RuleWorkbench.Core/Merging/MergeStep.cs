using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Merging;

/// <summary>A member by its name, or an item of a list by what it is called.</summary>
/// <param name="KeyOf">What items of the list are called; null for a member of an object.</param>
internal sealed record MergeStep(string Name, Func<JToken, string?>? KeyOf);
