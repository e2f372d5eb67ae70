namespace RuleWorkbench.Model;

/// <summary>The ids of diagnostics. An id is never reused for something else.</summary>
public static class DiagnosticIds
{
    // Files and JSON
    public const string FileNotFound = "RW001";
    public const string FileNotReadable = "RW002";
    public const string FileTooLarge = "RW003";
    public const string FileNotText = "RW004";
    public const string JsonBroken = "RW005";
    public const string UnknownMember = "RW006";
    public const string MissingMember = "RW007";
    public const string WrongJsonType = "RW008";
    public const string DuplicateMember = "RW009";

    // Pathways
    public const string DuplicateName = "RW010";
    public const string UnknownName = "RW011";
    public const string WorkflowCycle = "RW012";
    public const string UnusableName = "RW013";
    public const string UnknownHitPolicy = "RW014";
    public const string RuleShape = "RW015";
    public const string UnknownAction = "RW016";
    public const string ParameterRedefined = "RW017";

    // Facts
    public const string UnsupportedKeyword = "RW020";
    public const string UnknownFact = "RW021";
    public const string WrongFactType = "RW022";
    public const string FactOutOfRange = "RW023";
    public const string FactNotAllowed = "RW024";
    public const string TooManyFacts = "RW025";

    // Expressions
    public const string ExpressionDoesNotParse = "RW030";
    public const string ExpressionTooLarge = "RW031";
    public const string FigureIsNoValue = "RW032";

    // Suites
    public const string OtherPathway = "RW040";
    public const string UnknownCase = "RW041";
    public const string CaseCycle = "RW042";
    public const string UnknownExpectation = "RW043";

    // Versions
    public const string UnknownVersion = "RW060";
    public const string NotInVersion = "RW061";
    public const string VersionNotReadable = "RW062";
}
