using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using RulesEngine.Models;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>What RulesEngine's parser has to say, in the user's words.</summary>
/// <param name="typeOf">The type of a part of the expression, or null when it does not parse by itself.</param>
/// <param name="scope">The names that the expression can read.</param>
internal sealed partial class ParserMessage(FactTypes facts, LoadedScripts scripts, ReSettings settings, Func<string, Type?> typeOf, ImmutableArray<ParameterExpression> scope)
{
    /// <summary>The error at the place of the mistake, which the parser tells only for some.</summary>
    /// <param name="position">Where the parser gave up, from the start of the expression.</param>
    public Diagnostic Explain(ExpressionText expression, string message, int position)
    {
        if (UnfitCall().Match(message) is { Success: true } call
            && new ScriptCall(scripts, typeOf).Explain(expression, call.Groups[2].Value, call.Groups[1].Value) is { } unfit)
        {
            return unfit;
        }

        var (text, fix) = InTheUsersWords(message);

        // Of an unknown name before a dot, the parser tells the place where it gave up.
        var name = UnknownName().Match(message) is { Success: true } unknown ? unknown.Groups[1].Value : null;
        var at = name is not null ? ExpressionLexer.FirstUse(expression.Text, name)
            : BadValue().Match(message) is { Success: true } value ? IndexOf($"\"{value.Groups[1].Value}\"")
            : message.Contains("null propagating", StringComparison.Ordinal) ? IndexOf("?.")
            : null;
        return Diagnostic.Error(DiagnosticIds.ExpressionDoesNotParse, text, expression.PlaceAt(at ?? position), fix ?? Slip.WhatToDo(expression.Text, position)) with
        {
            UnknownName = name,
            IsConsequence = name is not null && scripts.IsBroken(name),
        };

        // Of other mistakes the parser does not tell the place at all.
        int? IndexOf(string part) => expression.Text.IndexOf(part, StringComparison.Ordinal) is >= 0 and var index ? index : null;
    }

    private (string Message, string? Fix) InTheUsersWords(string message)
    {
        if (UnknownMember().Match(message) is { Success: true } member)
        {
            var name = member.Groups[1].Value;
            var owner = facts.FindType(member.Groups[2].Value);
            return owner is null
                ? ($"There is no `{name}` here.", null)
                : ($"There is no fact `{owner.Path}.{name}`.", NearestName.Hint(name, owner.Properties.Select(p => p.Schema.Name)));
        }

        if (UnknownName().Match(message) is { Success: true } unknown)
        {
            var name = unknown.Groups[1].Value;
            if (scripts.IsBroken(name))
                return ($"The script library `{name}` cannot be used as it stands.", "Mend it first.");
            var functions = settings.CustomTypes.Where(t => facts.Find(t) is null).Select(t => t.Name);
            return ($"There is no input, parameter or function `{name}`.", NearestName.Hint(name, scope.Select(p => p.Name!).Concat(functions).Concat(scripts.Libraries).Distinct()));
        }

        if (message.Contains("null propagating", StringComparison.Ordinal))
            return ("Expressions have no `?.`.", "Write `np(a.b.c)`.");
        if (message.Contains("'Boolean' expected", StringComparison.Ordinal))
            return ("The expression must be true or false.", "A flag that may be missing is compared: `== true` or `== false`.");

        // The parser keeps classes of `new (…)` for ever, and finds one by the names of its types: those of a pathway that is gone too.
        if (message.StartsWith("Could not load type", StringComparison.Ordinal))
            return ("An object of facts cannot be a part of `new (…)`.", "Name one fact of it.");
        if (BadValue().Match(message) is { Success: true } value)
            return ($"`{value.Groups[1].Value}` is not a {UsersType(value.Groups[2].Value)}.", null);
        if (WrongOperands().Match(message) is { Success: true } operands)
            return ($"These do not go together here: {Operand(operands.Groups[1].Value)} and {Operand(operands.Groups[2].Value)}.", null);
        return (TypeName().Replace(message, m => "`" + UsersType(m.Groups[1].Value) + "`"), null);
    }

    private string Operand(string clrName) => facts.FindType(clrName) is { } owner ? $"`{owner.Path}`" : "a " + UsersType(clrName);

    private string UsersType(string clrName)
    {
        var name = clrName.Replace("System.", "", StringComparison.Ordinal).TrimEnd('?');
        if (name.StartsWith("Nullable`1[", StringComparison.Ordinal))
            name = name["Nullable`1[".Length..^1];
        return name switch
        {
            "Double" or "Single" or "Int32" or "Int64" or "Decimal" => "number",
            "Boolean" => "flag",
            "String" => "text",
            "DateTime" => "date",
            _ when name.Contains("List`1", StringComparison.Ordinal) => "list",
            _ => facts.FindType(name)?.Path ?? name,
        };
    }

    [GeneratedRegex("No property or field '([^']*)' exists in type '([^']*)'")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("^(?:Unknown identifier|Type) '([^'.]*)'(?: not found)?$")]
    private static partial Regex UnknownName();

    [GeneratedRegex("^(?:No applicable method|Ambiguous invocation of method) '([^']*)' (?:exists )?in type '([^']*)'")]
    private static partial Regex UnfitCall();

    [GeneratedRegex("^(.*) is not a valid value for ([A-Za-z0-9]+)\\.")]
    private static partial Regex BadValue();

    [GeneratedRegex("^(?:Operator|The binary operator|Method 'Compare') .* types? '([^']*)' (?:and|or) '([^']*)'")]
    private static partial Regex WrongOperands();

    [GeneratedRegex("'([A-Za-z_][A-Za-z0-9_.`]*(?:\\[[^']*\\])?\\??)'")]
    private static partial Regex TypeName();
}
