using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>What a message may show: RulesEngine writes all that an object holds into it, and takes minutes over thousands
/// of placeholders.</summary>
internal static partial class MessageGate
{
    private const int MostPlaceholders = 50;

    /// <param name="scope">What placeholders can name: inputs and parameters.</param>
    public static Diagnostic? Check(Rule rule, ImmutableArray<ParameterExpression> scope, FactTypes facts)
    {
        if (rule.ErrorMessage is not { } message)
            return null;
        if (message.Length > ExpressionParser.MostCharacters)
            return Refuse($"The message has {message.Length} characters; at most {ExpressionParser.MostCharacters} are allowed.", "Shorten it.");
        if (message.Split("$(").Length > MostPlaceholders + 1)
            return Refuse($"The message has more than {MostPlaceholders} placeholders.", "Show less.");
        return Placeholder().Matches(message).FirstOrDefault(m => ShowsAll(m.Groups[1].Value.Split('.'), scope, facts)) is { } wide
            ? Refuse($"`{wide.Value}` would show all that is in it.", "Name one fact, such as `$(patient.age)`.")
            : null;

        Diagnostic Refuse(string text, string fix) => Diagnostic.Error(DiagnosticIds.MessageShowsTooMuch, text, rule.Place, fix);
    }

    /// <summary>Whether a path ends at an object or a list.</summary>
    private static bool ShowsAll(string[] path, ImmutableArray<ParameterExpression> scope, FactTypes facts)
    {
        var type = scope.FirstOrDefault(p => p.Name == path[0])?.Type;
        foreach (var step in path.Skip(1))
            type = type is null ? null : facts.Find(type)?.Properties.FirstOrDefault(p => p.Schema.Name == step)?.Property.PropertyType;
        return type is not null && type != typeof(string) && Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) == TypeCode.Object;
    }

    [GeneratedRegex(@"\$\(([^)]*)\)")]
    private static partial Regex Placeholder();
}
