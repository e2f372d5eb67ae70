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

    // Edits
    public const string FileChangedOnDisk = "RW044";
    public const string RenameNotProven = "RW045";
    public const string EditDoesNotFit = "RW046";
    public const string SaveInterrupted = "RW047";

    // Specs of cohorts
    public const string RecipeShape = "RW130";
    public const string RecipeCycle = "RW131";
    public const string FactNotDrawn = "RW132";

    // Checks: names
    public const string SpellingDiffers = "RW050";
    public const string UnreachableWorkflow = "RW051";
    public const string UnusedPolicyValue = "RW052";
    public const string UnusedParameter = "RW053";

    // Checks: conditions
    public const string ConstantCondition = "RW054";
    public const string OutsideRange = "RW055";
    public const string NotAnAllowedText = "RW056";
    public const string BareFlag = "RW057";
    public const string IntegerDivision = "RW058";
    public const string FloatEquality = "RW059";
    public const string NegatedUnknown = "RW060";
    public const string ClockOrCulture = "RW061";

    // Checks: evidence, catalogue, groups, guards, cases
    public const string RuleWithoutEvidence = "RW062";
    public const string SourceNeverCited = "RW063";
    public const string UnknownSource = "RW064";
    public const string ReviewDatePast = "RW065";
    public const string CodeNotInCatalogue = "RW066";
    public const string CodeNeverGiven = "RW067";
    public const string GroupWithoutChoice = "RW068";
    public const string GuardCannotAct = "RW069";
    public const string UntestedRule = "RW070";
    public const string UnknownSeverityWord = "RW071";

    // Checks: values
    public const string WholeNumberOverflow = "RW072";
    public const string RoundsToEven = "RW073";
    public const string AmbiguousDate = "RW074";
    public const string OrderOfTexts = "RW075";
    public const string BareMember = "RW076";
    public const string UnknownPlaceholder = "RW077";
    public const string PlainEngineDiffers = "RW078";
    public const string UnitsDiffer = "RW079";
    public const string DivisionByZero = "RW080";
    public const string RepeatedCriterion = "RW081";
    public const string QuotedValue = "RW082";

    // Checks: suites
    public const string CaseExpectsNothing = "RW083";

    // Settings of checks
    public const string SuppressionWithoutEffect = "RW090";
    public const string SuppressionWithoutReason = "RW091";
    public const string UnusableCheckSetting = "RW092";

    // Scripts
    public const string ScriptDoesNotCompile = "RW100";
    public const string ScriptWarning = "RW101";
    public const string ScriptShape = "RW102";
    public const string ScriptNotAllowed = "RW103";
    public const string ScriptTable = "RW104";
    public const string ScriptCall = "RW105";

    // What expressions may do
    public const string ExpressionNotAllowed = "RW110";
    public const string ExpressionRunsOn = "RW111";
    public const string MessageShowsTooMuch = "RW112";

    // Versions
    public const string UnknownVersion = "RW120";
    public const string NotInVersion = "RW121";
    public const string VersionNotReadable = "RW122";

    // Releases, sign-offs, merges
    public const string ReleaseDiffers = "RW126";
    public const string ManifestBroken = "RW127";
    public const string SignOffVoid = "RW128";
    public const string MergeConflict = "RW129";
}
