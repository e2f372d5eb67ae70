namespace RuleWorkbench.Reporting.Review;

/// <summary>The formats of a review, as users name them.</summary>
public static class ReviewFormat
{
    public const string Html = "html";
    public const string Markdown = "md";
    public const string Json = "json";

    /// <summary>The format of a file by its name: a page, unless it says otherwise.</summary>
    public static string Of(string? file) => Path.GetExtension(file)?.ToLowerInvariant() switch { ".md" => Markdown, ".json" => Json, _ => Html };

    /// <param name="page">For Markdown: the address of the page, or null where there is none to link to.</param>
    public static string Write(ReviewReport report, string format, string? page) =>
        format switch { Json => ReviewJson.Write(report), Markdown => ReviewMarkdown.Write(report, page), _ => ReviewPage.Write(report) };
}
