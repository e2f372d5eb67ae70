using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>An argument of a function, with its type as a script writes it.</summary>
public sealed record ScriptArgument(string Name, string Type);

/// <summary>An example from a function's documentation comment, such as <c>Relief.Percent(8, 4) = 50</c>.</summary>
public sealed record ScriptExample(string Text, SourcePlace Place);

/// <summary>A function of a library that expressions can call.</summary>
/// <param name="Returns">Type of the result as a script writes it.</param>
/// <param name="Place">Where its name stands.</param>
public sealed record ScriptFunction(string Library, string Name, ImmutableArray<ScriptArgument> Arguments, string Returns, SourcePlace Place)
{
    /// <summary>The documentation comment's summary, in one line.</summary>
    public string? Summary { get; init; }

    /// <summary>What the function does with a missing argument, in the author's words; null when it has no answer then,
    /// so that a call with one is unknown.</summary>
    public string? HandlesMissing { get; init; }

    /// <summary>True when no arguments can make it fail. Found by analysis, not declared.</summary>
    public bool NeverFails { get; init; }

    public ImmutableArray<ScriptExample> Examples { get; init; } = [];

    public string FullName => $"{Library}.{Name}";

    /// <summary>Such as <c>Relief.Percent(double? baseline, double? followUp)</c>.</summary>
    public string Signature => $"{FullName}({string.Join(", ", Arguments.Select(a => $"{a.Type} {a.Name}"))})";

    /// <summary>The same for a compiled method and for this.</summary>
    internal static string Key(string library, string name, IEnumerable<string> types) => $"{library}.{name}({string.Join(",", types)})";
}
