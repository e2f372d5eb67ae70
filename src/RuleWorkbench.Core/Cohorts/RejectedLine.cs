using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A line of a cohort that is no case, with the reason, as a line of JSON.</summary>
internal static class RejectedLine
{
    private const int MostCharacters = 10_000;

    public static byte[] Write(Case source, Diagnostic reason, ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        var rejected = new JObject
        {
            ["line"] = reason.Place.Line,
            ["column"] = reason.Place.Column,
            ["path"] = reason.Place.Path,
            ["id"] = source.Id,
            ["check"] = reason.Id,
            ["reason"] = reason.Fix is null ? reason.Message : $"{reason.Message} {reason.Fix}",
            ["text"] = text.Length > MostCharacters ? text[..MostCharacters] : text,
        };
        return Encoding.UTF8.GetBytes(rejected.ToString(Formatting.None) + "\n");
    }
}
