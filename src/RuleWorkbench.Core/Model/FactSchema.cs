using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>The kinds of fact. Every fact may be missing; missing is null.</summary>
public enum FactKind
{
    /// <summary><c>double?</c> in expressions.</summary>
    Number,

    /// <summary>A whole number; <c>double?</c> in expressions, so that a division never loses a fraction.</summary>
    Integer,

    /// <summary><c>bool?</c></summary>
    Flag,

    /// <summary><c>string</c></summary>
    Text,

    /// <summary>A calendar date without time or time zone; <c>DateTime?</c> at midnight.</summary>
    Date,

    /// <summary>A list of texts, numbers or objects.</summary>
    List,

    /// <summary>A group of facts.</summary>
    Object,
}

/// <summary>What a clinical terminology calls a fact.</summary>
/// <param name="System">URI of the code system, e.g. <c>http://loinc.org</c> or <c>http://snomed.info/sct</c>.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">The terminology's own name for it.</param>
public sealed record TerminologyCode(string System, string Code, string? Display);

/// <summary>A range of numbers; a null bound is open.</summary>
public sealed record NumberRange(double? Minimum, double? Maximum, bool ExcludesMinimum, bool ExcludesMaximum)
{
    public bool Contains(double value) =>
        (Minimum is not { } low || (ExcludesMinimum ? value > low : value >= low))
        && (Maximum is not { } high || (ExcludesMaximum ? value < high : value <= high));

    public override string ToString()
    {
        var low = Minimum is { } l ? $"{(ExcludesMinimum ? "more than" : "at least")} {Figures.Number(l)}" : null;
        var high = Maximum is { } h ? $"{(ExcludesMaximum ? "less than" : "at most")} {Figures.Number(h)}" : null;
        return string.Join(" and ", new[] { low, high }.Where(t => t is not null));
    }
}

/// <summary>One fact of an input: its name, type, unit, range, allowed values and code, from its JSON Schema.</summary>
public sealed record FactSchema(string Name, FactKind Kind, SourcePlace Place)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>UCUM code of the unit, for numbers.</summary>
    public string? Unit { get; init; }

    public TerminologyCode? Code { get; init; }

    public NumberRange? Range { get; init; }

    /// <summary>Numbers are multiples of this (JSON Schema's <c>multipleOf</c>).</summary>
    public double? Step { get; init; }

    /// <summary>Allowed values (texts or numbers); empty when any value is allowed.</summary>
    public ImmutableArray<object> AllowedValues { get; init; } = [];

    /// <summary>For texts: least and greatest number of characters. For lists: of elements.</summary>
    public (int? Least, int? Most) Length { get; init; }

    /// <summary>For objects: the facts in it, in declared order.</summary>
    public ImmutableArray<FactSchema> Members { get; init; } = [];

    /// <summary>For lists: what each element is.</summary>
    public FactSchema? Element { get; init; }

    /// <summary>The member of that name, compared exactly, or null.</summary>
    public FactSchema? Member(string name) => Members.FirstOrDefault(m => m.Name == name);
}
