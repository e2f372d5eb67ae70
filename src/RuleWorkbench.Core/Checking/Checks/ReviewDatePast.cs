using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A pathway whose review is due.</summary>
internal sealed class ReviewDatePast : Check
{
    public override string Id => DiagnosticIds.ReviewDatePast;

    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        context.Pathway.ReviewBy is { } due && due < context.Today
            ? [Found($"The pathway was to be reviewed by {due:yyyy-MM-dd}.", context.Files.PlaceOf(context.Pathway.Place, "reviewBy"), "Review it, and set the date of the next review.")]
            : [];
}
