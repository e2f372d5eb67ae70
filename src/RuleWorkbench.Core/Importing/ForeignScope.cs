using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>What paths begin at.</summary>
/// <param name="Current">The case, or an element of one of its lists.</param>
/// <param name="File">What stands around the cases; null where there is nothing.</param>
internal sealed record ForeignScope(JToken Current, JObject Case, JObject? File);
