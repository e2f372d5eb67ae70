// Morphine milligram equivalents (MME) of opioid prescriptions.
// The factors stand in tables beside this script, one version beside another; a version is named by its set.

/// <summary>A factor from daily dose in mg to MME. Where a form or a range of daily doses is given, it holds for these
/// only. A factor with a frequency is for that frequency: at another one it grows or shrinks with it.</summary>
record Conversion(string Set, string Ingredient, string? Form, double? FromPerDay, double? ToPerDay, double Factor, double? AtTimesPerDay);

/// <summary>A factor per unit of strength as printed on a product. A form stands for all that begin with it.</summary>
record ProductRow(string Version, string Drug, string? Form, string? Unit, string? Product, double? Factor);

record DrugClassRow(string Drug, string Class);

record UnitRow(string Source, string Ucum);

/// <table>conversion-factors.csv</table>
static readonly IReadOnlyList<Conversion> Conversions;

/// <table>product-factors.csv</table>
static readonly IReadOnlyList<ProductRow> Products;

/// <table>drug-classes.csv</table>
static readonly IReadOnlyList<DrugClassRow> DrugClasses;

/// <table>units.csv</table>
static readonly IReadOnlyList<UnitRow> Units;

/// <summary>How often a day, cut to 8 decimals as published values are; no answer for an unknown unit.</summary>
/// <example>Mme.TimesPerDay(2, 4, "h") = 12</example>
/// <example>Mme.TimesPerDay(1, 3, "d") = 0.33333333</example>
/// <example>Mme.TimesPerDay(1, 3, "fortnight") = null</example>
double? TimesPerDay(double? times, double? period, string periodUnit)
{
    if (times is not { } count || period is not > 0)
        return null;
    double? days = periodUnit switch
    {
        "s" => 1.0 / 86400,
        "min" => 1.0 / 1440,
        "h" => 1.0 / 24,
        "d" => 1,
        "wk" => 7,
        "mo" => 30,
        "a" => 365,
        _ => null,
    };

    // A quotient that is whole but for its last binary digit is not to be cut to the number below.
    return days == null ? null : Math.Floor(count / (period.Value * days.Value) * 1e8 + 1e-6) / 1e8;
}

/// <summary>How often a day a drug is taken by what a prescription says.</summary>
/// <missing>Without a timing the number of listed times of day counts; without these, once.</missing>
/// <example>Mme.OrderTimesPerDay(1, 12, "h", null) = 2</example>
/// <example>Mme.OrderTimesPerDay(null, null, null, 3) = 3</example>
/// <example>Mme.OrderTimesPerDay(null, null, null, null) = 1</example>
double? OrderTimesPerDay(double? times, double? period, string periodUnit, double? timesOfDay) =>
    period == null && periodUnit == null ? times ?? timesOfDay ?? 1 : TimesPerDay(times ?? 1, period, periodUnit);

/// <summary>The larger bound of a range, of a dose or a frequency.</summary>
/// <missing>With one bound given it is that one.</missing>
/// <example>Mme.Larger(1, 2) = 2</example>
/// <example>Mme.Larger(1, null) = 1</example>
double? Larger(double? low, double? high) => low > high ? low : high ?? low;

/// <summary>The UCUM code of a unit as drug catalogues write it; no answer for an unknown one.</summary>
/// <example>Mme.UcumUnit("MG/HR") = "mg/h"</example>
/// <example>Mme.UcumUnit("spoon") = null</example>
string? UcumUnit(string unit) => Units.FirstOrDefault(u => Same(u.Source, unit))?.Ucum;

/// <summary>A unit without its last denominator.</summary>
/// <missing>Of no unit there is none left.</missing>
/// <example>Mme.DropLastDenominator("mg/h/h") = "mg/h"</example>
/// <example>Mme.DropLastDenominator("mg") = "mg"</example>
string? DropLastDenominator(string unit) => unit != null && unit.LastIndexOf('/') is >= 0 and var slash ? unit.Substring(0, slash) : unit;

/// <summary>The dose of a day in mg; of patches mg/h times the patches of a day. A patch or a count of tablets, sprays and
/// the like is multiplied by the strength, a volume by the strength per mL.</summary>
/// <missing>A dose in mg or µg needs no strength; otherwise there is no answer without one.</missing>
/// <example>Mme.DailyDose(2, 10, "mg", null, null) = 20</example>
/// <example>Mme.DailyDose(4, 1, "{tab}", 10, "MG") = 40</example>
/// <example>Mme.DailyDose(2, 5, "mL", 2, "MG/ML") = 20</example>
/// <example>Mme.DailyDose(2, 200, "ug", null, null) = 0.4</example>
/// <example>Mme.DailyDose(2, 5, "mL", 2, "MG") = null</example>
double? DailyDose(double? timesPerDay, double? dose, string doseUnit, double? strength, string strengthUnit)
{
    if (Milligrams(doseUnit) is { } perUnit)
        return timesPerDay * dose * perUnit;
    var ucum = UcumUnit(strengthUnit) ?? strengthUnit;
    var isVolume = Same(doseUnit, "mL");
    if (doseUnit == null || ucum == null || isVolume != ucum.EndsWith("/mL", StringComparison.Ordinal))
        return null;
    return timesPerDay * dose * strength * Milligrams(ucum.Split('/')[0]);
}

/// <summary>The factor from daily dose to MME; no answer where the set has none.</summary>
/// <missing>The frequency matters only where the factor depends on it, the daily dose only where it has ranges.</missing>
/// <example>Mme.Factor("clinical2016", "Oxycodone", "Oral Tablet", 40, null) = 1.5</example>
/// <example>Mme.Factor("clinical2016", "Methadone", "Oral Tablet", 30, null) = 8</example>
/// <example>Mme.Factor("clinical2016", "Methadone", "Oral Tablet", 20.5, null) = null</example>
/// <example>Mme.Factor("clinical2016", "Fentanyl", "Transdermal System", 0.025, 0.33333333) = 7200</example>
/// <example>Mme.Factor("clinical2016", "Fentanyl", "Buccal Tablet", 0.4, 4) = null</example>
double? Factor(string set, string ingredient, string form, double? dailyDose, double? timesPerDay)
{
    var row = Conversions.FirstOrDefault(c => c.Set == set && Same(c.Ingredient, ingredient)
        && (c.Form == null || Same(c.Form, form))
        && (c.FromPerDay == null || dailyDose >= c.FromPerDay)
        && (c.ToPerDay == null || dailyDose <= c.ToPerDay));
    return row?.AtTimesPerDay is { } at ? timesPerDay > 0 ? at / timesPerDay * row.Factor : null : row?.Factor;
}

/// <summary>Whether a set of factors has one for an ingredient in this form, at some dose at least.</summary>
/// <example>Mme.HasFactor("clinical2016", "Methadone", "Oral Tablet") = true</example>
/// <example>Mme.HasFactor("clinical2016", "Fentanyl", "Buccal Tablet") = false</example>
bool HasFactor(string set, string ingredient, string form) =>
    Conversions.Any(c => c.Set == set && Same(c.Ingredient, ingredient) && (c.Form == null || Same(c.Form, form)));

/// <summary>The ingredient of that name as the tables write it; no answer for what no set has a factor for.</summary>
/// <example>Mme.Ingredient("MORPHINE") = "Morphine"</example>
/// <example>Mme.Ingredient("Water") = null</example>
string? Ingredient(string name) => Conversions.FirstOrDefault(c => Same(c.Ingredient, name))?.Ingredient;

/// <summary>MME a day of one ingredient, before rounding; no answer where the set has no factor for it.</summary>
/// <missing>What the dose and the factor do not depend on may be missing.</missing>
/// <example>Mme.Exact("clinical2016-fixed-patch", "Fentanyl", "Transdermal System", 0.075, "MG/HR", 1, "patch", 0.33333333) = 179.9999982</example>
double? Exact(string set, string ingredient, string form, double? strength, string strengthUnit, double? dose, string doseUnit, double? timesPerDay)
{
    var daily = DailyDose(timesPerDay, dose, doseUnit, strength, strengthUnit);
    return daily * Factor(set, ingredient, form, daily, timesPerDay);
}

/// <summary>MME a day of one ingredient, to one decimal; no answer where the set has no factor for it.</summary>
/// <missing>What the dose and the factor do not depend on may be missing.</missing>
/// <example>Mme.PerDay("clinical2016", "Oxycodone", "Oral Tablet", 10, "MG", 1, "{tab}", 4) = 60</example>
/// <example>Mme.PerDay("clinical2016", "Fentanyl", "Transdermal System", 0.075, "MG/HR", 1, "{patch}", 0.33333333) = 180</example>
/// <example>Mme.PerDay("clinical2022", "Tramadol", "Oral Tablet", 50, "MG", 1, "{tab}", 4) = 40</example>
/// <example>Mme.PerDay("clinical2016", "Tramadol", "Oral Tablet", 50, "MG", 1, "{tab}", 4) = null</example>
double? PerDay(string set, string ingredient, string form, double? strength, string strengthUnit, double? dose, string doseUnit, double? timesPerDay) =>
    Exact(set, ingredient, form, strength, strengthUnit, dose, doseUnit, timesPerDay) is { } mme ? Math.Round(mme, 1, MidpointRounding.AwayFromZero) : null;

/// <summary>The sum of equivalents; no answer when one of them is not known, rather than a sum that is too low.</summary>
/// <example>Mme.Sum(new [] { double?(60), double?(22.5) }) = 82.5</example>
/// <example>Mme.Sum(new [] { double?(60), double?(null) }) = null</example>
double? Sum(IReadOnlyList<double?> equivalents) =>
    equivalents == null || equivalents.Any(e => e == null) ? null : equivalents.Sum();

/// <summary>The factor of a product per unit of its printed strength; no answer where the version has none.</summary>
/// <missing>Most factors hold for every product of a drug and form.</missing>
/// <example>Mme.ProductFactor("2016", "Fentanyl SA", "Spray", "MCG/SPRAY", "LAZANDA") = 0.16</example>
/// <example>Mme.ProductFactor("2016", "Buprenorphine", "Film", "MCG", null) = 0.03</example>
/// <example>Mme.ProductFactor("2018", "Buprenorphine", "Tablet", "MG", null) = null</example>
double? ProductFactor(string version, string drug, string form, string unit, string product) =>
    Products.FirstOrDefault(r => r.Version == version && Same(r.Drug, WithoutActing(drug))
        && (r.Form == null || (form != null && form.StartsWith(r.Form, StringComparison.OrdinalIgnoreCase)))
        && (r.Unit == null || Same(r.Unit, unit))
        && (r.Product == null || Same(r.Product, product)))?.Factor;

/// <summary>MME a day of a dispensed product.</summary>
/// <example>Mme.OfProduct(10, 120, 30, 1.5) = 60</example>
double? OfProduct(double? strength, double? quantity, double? daysSupply, double? factor) =>
    daysSupply > 0 ? strength * quantity / daysSupply * factor : null;

/// <summary>Opioid, Benzo, Muscle Relaxant, Stimulant or Misc; no answer for a drug that is not in the table.</summary>
/// <example>Mme.DrugClass("Oxycodone LA") = "Opioid"</example>
/// <example>Mme.DrugClass("Water") = null</example>
string? DrugClass(string drug) => DrugClasses.FirstOrDefault(c => Same(c.Drug, WithoutActing(drug)))?.Class;

/// <summary>A bound of a range as factor tables write it; no answer for <c>*</c>, which is open.</summary>
/// <example>Mme.RangeBound("0.15") = 0.15</example>
/// <example>Mme.RangeBound("*") = null</example>
double? RangeBound(string text) =>
    double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var bound) ? bound : null;

/// <summary>Whether a text is a range of doses with a factor, such as <c>1-20:4</c>.</summary>
/// <example>Mme.IsDoseRange("1-*:12") = true</example>
/// <example>Mme.IsDoseRange("foo") = false</example>
bool IsDoseRange(string text) => RangeParts(text) != null;

/// <summary>The lower bound of a range of doses; no answer when it is open.</summary>
/// <example>Mme.RangeLow("1-2:12") = 1</example>
double? RangeLow(string text) => RangeBound(RangeParts(text)?[0] ?? "");

/// <summary>The upper bound of a range of doses; no answer when it is open.</summary>
/// <example>Mme.RangeHigh("1-*:12") = null</example>
double? RangeHigh(string text) => RangeBound(RangeParts(text)?[1] ?? "");

/// <summary>The factor of a range of doses.</summary>
/// <example>Mme.RangeFactor("1-2:12") = 12</example>
double? RangeFactor(string text) => RangeBound(RangeParts(text)?[2] ?? "");

/// <summary>The dose form of a text such as <c>316987:7200@0.33333333</c>; without a colon all of it.</summary>
/// <example>Mme.FormOf("12345:12") = "12345"</example>
string? FormOf(string text) => text == null ? null : text.Split(':')[0];

/// <summary>The factor of a text such as <c>12345:12</c> or, at the frequency behind the sign, <c>12345:12@0.5</c>.</summary>
/// <missing>The frequency matters only where the text names one.</missing>
/// <example>Mme.FormFactor("12345:12", null) = 12</example>
/// <example>Mme.FormFactor("12345:12@0.5", 0.25) = 24</example>
/// <example>Mme.FormFactor("foo", null) = null</example>
double? FormFactor(string text, double? timesPerDay)
{
    if (text == null || text.Split(':') is not [_, var factor])
        return null;
    return factor.Split('@') is [var flat, var at] ? RangeBound(at) / timesPerDay * RangeBound(flat) : RangeBound(factor);
}

private string[]? RangeParts(string text)
{
    if (text == null || text.Split(':') is not [var range, var factor] || range.Split('-') is not [var low, var high])
        return null;
    return [low, high, factor];
}

private bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

/// <summary>A drug without the mark for long or short acting behind its name.</summary>
private string? WithoutActing(string? drug) =>
    drug != null && (drug.EndsWith(" LA", StringComparison.Ordinal) || drug.EndsWith(" SA", StringComparison.Ordinal)) ? drug.Substring(0, drug.Length - 3) : drug;

private double? Milligrams(string? unit) => unit switch { "mg" or "MG" => 1, "ug" or "mcg" or "MCG" => 0.001, _ => null };
