using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>Says what is wrong with a call of a script function that RulesEngine's parser finds no function for.</summary>
/// <param name="typeOf">The type of an argument's text, or null when it does not parse by itself.</param>
internal sealed class ScriptCall(LoadedScripts scripts, Func<string, Type?> typeOf)
{
    /// <summary>The diagnostic, at the argument that does not fit where that can be told; null when it is no function of a
    /// script.</summary>
    public Diagnostic? Explain(ExpressionText expression, string library, string name)
    {
        var known = scripts.Functions.Where(f => f.Library == library).ToList();
        if (known.Count == 0)
            return null;
        var start = CallOf(expression.Text, library, name) ?? 0;
        Diagnostic At(int index, string message, string? fix) => Diagnostic.Error(DiagnosticIds.ScriptCall, message, expression.PlaceAt(index), fix);
        var functions = known.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (functions.Count == 0)
            return At(start, $"There is no function `{library}.{name}`.", NearestName.Hint(name, known.Select(f => f.Name).Distinct()));
        var signatures = string.Join(" or ", functions.Select(f => $"`{f.Signature}`"));
        var arguments = Arguments(expression.Text, start);
        if (functions.All(f => f.Arguments.Length != arguments.Count))
            return At(start, $"`{library}.{name}` is called with {arguments.Count} {(arguments.Count == 1 ? "argument" : "arguments")}; it is {signatures}.", null);
        if (functions is [var function])
        {
            foreach (var (argument, (at, text)) in function.Arguments.Zip(arguments))
            {
                if (typeOf(text) is { } type && !Fits(type, argument.Type))
                    return At(at, $"`{text}` is {InWords(ScriptTypes.Name(type))}; the argument `{argument.Name}` of `{function.FullName}` is {InWords(argument.Type)}.", null);
            }
        }

        return At(start, $"`{library}.{name}` does not take these arguments; it is {signatures}.", null);
    }

    /// <summary>Whether a value surely does not fit is what matters here: the parser has the last word.</summary>
    private static bool Fits(Type type, string expected)
    {
        var (given, wanted) = (ScriptTypes.Name(type), expected);
        return type == typeof(object) || given == wanted || given + "?" == wanted
            || (given is "int" && wanted is "double" or "double?") || (given is "int?" && wanted == "double?")
            || (given.StartsWith("List<", StringComparison.Ordinal) && wanted.EndsWith(given[given.IndexOf('<')..], StringComparison.Ordinal));
    }

    private static string InWords(string type)
    {
        if (type.IndexOf('<') is > 0 and var open)
            return $"a list (`{type[(open + 1)..^1]}`)";
        var missing = type.EndsWith('?') ? " that may be missing" : "";
        return type.TrimEnd('?') switch
        {
            "double" => "a number" + missing,
            "int" => "a whole number" + missing,
            "bool" => "a flag" + missing,
            "string" => "a text",
            "DateTime" => "a date" + missing,
            var other => $"`{other}`",
        };
    }

    /// <summary>Where <c>library.name(</c> stands: the index of the library's name.</summary>
    private static int? CallOf(string text, string library, string name)
    {
        var from = 0;
        while (ExpressionLexer.FirstUse(text[from..], library) is { } found)
        {
            var at = from + found;
            var rest = text[(at + library.Length)..].TrimStart();
            if (rest.StartsWith('.') && rest[1..].TrimStart().StartsWith(name, StringComparison.Ordinal))
                return at;
            from = at + library.Length;
        }

        return null;
    }

    /// <summary>The arguments of the first call from <paramref name="start"/> on, each with where it begins.</summary>
    private static List<(int At, string Text)> Arguments(string text, int start)
    {
        var arguments = new List<(int, string)>();
        var open = text.IndexOf('(', start);
        if (open < 0)
            return arguments;
        var (depth, begin) = (0, open + 1);
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] is '"' or '\'')
            {
                i = ExpressionParser.EndOfString(text, i);
            }
            else if (text[i] is '(' or '[' or '{')
            {
                depth++;
            }
            else if (depth == 0 && text[i] is ',' or ')')
            {
                var argument = text[begin..i];
                if (argument.Trim().Length > 0)
                    arguments.Add((begin + argument.Length - argument.TrimStart().Length, argument.Trim()));
                begin = i + 1;
                if (text[i] == ')')
                    break;
            }
            else if (text[i] is ')' or ']' or '}')
            {
                depth--;
            }
        }

        return arguments;
    }
}
