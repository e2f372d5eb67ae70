using System.Collections.Immutable;
using RuleWorkbench.Checking.Checks;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>All checks, and the page of docs of every id that the program reports.</summary>
public static class CheckCatalogue
{
    /// <summary>Checks that a workflow by itself can fail.</summary>
    public static readonly ImmutableArray<Check> OfWorkflows =
    [
        new UnusedParameter(), new ConstantCondition(), new IntegerDivision(), new FloatEquality(), new ClockOrCulture(),
        new WholeNumberOverflow(), new RoundsToEven(), new OrderOfTexts(), new RepeatedCriterion(), new QuotedValue(),
    ];

    /// <summary>Checks of a pathway with all that belongs to it.</summary>
    public static readonly ImmutableArray<Check> OfPathways =
    [
        .. OfWorkflows,
        new SpellingDiffers(), new UnreachableWorkflow(), new UnusedPolicyValue(), new OutsideRange(), new NotAnAllowedText(), new BareFlag(),
        new NegatedUnknown(), new RuleWithoutEvidence(), new SourceNeverCited(), new UnknownSource(), new ReviewDatePast(),
        new CodeNotInCatalogue(), new CodeNeverGiven(), new GroupWithoutChoice(), new GuardCannotAct(), new UntestedRule(),
        new UnknownSeverityWord(), new AmbiguousDate(), new BareMember(), new UnknownPlaceholder(), new PlainEngineDiffers(),
        new UnitsDiffer(), new DivisionByZero(), new WideMessage(), new CaseExpectsNothing(),
    ];

    private const string Folder = "checks/";

    /// <summary>Found by checks, but not a matter of taste: with it a rule does not run, or a fact is not what it seems.</summary>
    private static readonly string[] Fixed =
        [DiagnosticIds.BareFlag, DiagnosticIds.MessageShowsTooMuch, DiagnosticIds.SuppressionWithoutEffect, DiagnosticIds.SuppressionWithoutReason, DiagnosticIds.UnusableCheckSetting];

    private static readonly Lazy<ImmutableSortedDictionary<string, CheckPage>> Pages = new(ReadPages);

    /// <summary>Every page, in the order of ids.</summary>
    public static IEnumerable<CheckPage> All => Pages.Value.Values;

    /// <summary>The page of an id, or null when there is no such id.</summary>
    public static CheckPage? Find(string id) => Pages.Value.GetValueOrDefault(id);

    /// <summary>Whether a pathway may set the severity of this id, or suppress it.</summary>
    public static bool CanBeSet(string id) =>
        (OfPathways.Any(c => c.Id == id) || id == DiagnosticIds.ParameterRedefined) && !Fixed.Contains(id);

    private static ImmutableSortedDictionary<string, CheckPage> ReadPages()
    {
        var assembly = typeof(CheckCatalogue).Assembly;
        var pages = ImmutableSortedDictionary.CreateBuilder<string, CheckPage>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var page = Read(reader.ReadToEnd().ReplaceLineEndings("\n"));
            pages.Add(page.Id, page);
        }

        return pages.ToImmutable();
    }

    /// <summary>A page begins with "# RW006: title", a blank line and "Severity: error."</summary>
    private static CheckPage Read(string text)
    {
        var lines = text.Split('\n');
        var title = lines[0]["# ".Length..].Split(": ", 2);
        var severity = lines[2]["Severity: ".Length..].Split('.', 2)[0];
        return new CheckPage(title[0], title[1], Enum.Parse<DiagnosticSeverity>(severity, ignoreCase: true), text);
    }
}
