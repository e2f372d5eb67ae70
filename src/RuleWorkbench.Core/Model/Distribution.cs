using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Model;

/// <summary>Where values come from.</summary>
public abstract record Distribution
{
    private Distribution()
    {
    }

    /// <summary>Always the same value.</summary>
    /// <param name="Json">As the spec has it.</param>
    public sealed record Fixed(JValue Token, string Json) : Distribution;

    /// <summary>Every number from one to the other is as likely as the others.</summary>
    public sealed record Uniform(Amount From, Amount To) : Distribution;

    /// <summary>Numbers around a mean.</summary>
    public sealed record Normal(Amount Mean, Amount Deviation) : Distribution;

    /// <summary>One of several values, each as likely as its weight says.</summary>
    public sealed record Choose(ImmutableArray<(JValue Token, string Json, double Weight)> Values) : Distribution;

    /// <summary>True in this share of cases, 0 to 1.</summary>
    public sealed record Chance(Amount Share) : Distribution;

    /// <summary>A date that many days before the case's.</summary>
    public sealed record DaysBefore(Distribution Days) : Distribution;

    /// <summary>A list of that many elements.</summary>
    public sealed record Count(Distribution Elements) : Distribution;
}

/// <summary>A number, or an expression over facts that gives one.</summary>
public sealed record Amount(double? Number, ExpressionText? Expression);
