namespace RuleWorkbench.Reporting.Drawing;

/// <summary>What a drawing says of something that changed.</summary>
public enum ChangeMarkKind
{
    Added,
    Removed,

    /// <summary>Its logic is another.</summary>
    Logic,

    /// <summary>It could not be compared: nobody knows.</summary>
    Unknown,

    /// <summary>Its logic is the same; evidence, texts or names are not.</summary>
    Other,

    /// <summary>It was not edited, but reads something that was.</summary>
    Reached,
}

/// <summary>The mark of a change.</summary>
/// <param name="Words">What a pointer over it shows.</param>
/// <param name="Link">Where the change is told of, or null.</param>
internal sealed record ChangeMark(ChangeMarkKind Kind, string Words, string? Link)
{
    /// <summary>Dark enough for a white sign on it.</summary>
    public string Colour => ColourOf(Kind);

    public string Tint => Kind switch
    {
        ChangeMarkKind.Added => "#e3f5e8",
        ChangeMarkKind.Removed => "#fbe6e8",
        ChangeMarkKind.Logic => "#fdf0d9",
        ChangeMarkKind.Unknown => "#eceef1",
        ChangeMarkKind.Other => "#e8f0fa",
        _ => "#f2ebfa",
    };

    public string Sign => SignOf(Kind);

    /// <summary>The kinds in the order of a legend, with what they mean.</summary>
    public static IEnumerable<(ChangeMarkKind Kind, string Words)> Legend =>
    [
        (ChangeMarkKind.Added, "added"), (ChangeMarkKind.Removed, "removed"), (ChangeMarkKind.Logic, "other logic"),
        (ChangeMarkKind.Unknown, "could not be compared"),
        (ChangeMarkKind.Other, "same logic, other texts or evidence"), (ChangeMarkKind.Reached, "not edited, but reached by a change"),
    ];

    public static string ColourOf(ChangeMarkKind kind) => kind switch
    {
        ChangeMarkKind.Added => "#1a7f37",
        ChangeMarkKind.Removed => "#b42336",
        ChangeMarkKind.Logic => "#a15c00",
        ChangeMarkKind.Unknown => "#3d4652",
        ChangeMarkKind.Other => "#1f5fa6",
        _ => "#6b3fa0",
    };

    public static string SignOf(ChangeMarkKind kind) => kind switch
    {
        ChangeMarkKind.Added => "+",
        ChangeMarkKind.Removed => "−",
        ChangeMarkKind.Logic => "≠",
        ChangeMarkKind.Unknown => "?",
        ChangeMarkKind.Other => "=",
        _ => "→",
    };
}
