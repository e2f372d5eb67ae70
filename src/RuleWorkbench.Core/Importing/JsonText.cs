using System.Globalization;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>Values as texts.</summary>
internal static class JsonText
{
    public static string Of(JToken value) => value.Type switch
    {
        JTokenType.String => (string)value!,
        JTokenType.Boolean => (bool)value ? "true" : "false",
        JTokenType.Integer or JTokenType.Float => ((IFormattable)((JValue)value).Value!).ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };

    /// <summary>A text that is short enough for a report.</summary>
    public static string Short(JToken value) => Of(value) is { Length: > 60 } text ? text[..57] + "…" : Of(value);
}
