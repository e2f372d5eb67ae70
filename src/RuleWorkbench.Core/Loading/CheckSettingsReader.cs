using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads what a pathway says of checks: their severities and where they are suppressed.</summary>
internal static class CheckSettingsReader
{
    private static readonly string[] Levels = ["off", "information", "warning", "error"];

    public static ImmutableArray<CheckLevel> ReadLevels(JsonObjectReader reader)
    {
        var levels = ImmutableArray.CreateBuilder<CheckLevel>();
        foreach (var member in reader.NamedValues("checks"))
        {
            var text = member.Value.Type == JTokenType.String ? (string)member.Value! : "";
            if (Levels.Contains(text))
                levels.Add(new CheckLevel(member.Name, text == "off" ? null : Enum.Parse<DiagnosticSeverity>(text, ignoreCase: true), reader.File.PlaceOf(member)));
            else
                reader.Error(DiagnosticIds.UnusableCheckSetting, $"`{text}` is not a severity.", member.Value, NearestName.Hint(text, Levels));
        }

        return levels.ToImmutable();
    }

    public static ImmutableArray<Suppression> ReadSuppressions(JsonObjectReader reader)
    {
        var suppressions = ImmutableArray.CreateBuilder<Suppression>();
        foreach (var item in reader.Objects("suppressions", "a suppression"))
        {
            var suppression = new Suppression(item.RequiredText("check"), item.RequiredText("at"), item.Text("reason")?.Trim() ?? "", item.Place);
            item.Finish();
            if (suppression.Reason.Length == 0)
                item.Error(DiagnosticIds.SuppressionWithoutReason, $"`{suppression.Check}` is suppressed at `{suppression.At}` without a reason.", item.Node, "Add \"reason\": \"…\": why the check is wrong here.");
            suppressions.Add(suppression);
        }

        return suppressions.ToImmutable();
    }
}
