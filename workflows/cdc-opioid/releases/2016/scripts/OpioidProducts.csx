// What an order of an opioid amounts to, from its product.

/// <summary>One ingredient of a product, with its strength.</summary>
record Product(string RxNorm, string Ingredient, string Form, double Strength, string Unit);

/// <table>products.csv</table>
static readonly ILookup<string, Product> Products;

/// <summary>MME a day of an order, in milligrams of oral morphine; 0 for what the set of factors leaves out. A product that
/// the table does not have is read from its name.</summary>
/// <missing>Without a timing an order is taken once a day; a dose is not needed where the set has no factor. Without code
/// and name, or without a dose that is needed, there is no answer.</missing>
/// <example>OpioidProducts.MmePerDay("clinical2016", "1049502", null, 1, "{tablet}", 3, 1, "d") = 45</example>
/// <example>OpioidProducts.MmePerDay("clinical2016", "197696", null, 1, "{patch}", 1, 3, "d") = 180</example>
/// <example>OpioidProducts.MmePerDay("clinical2016", "1010600", null, 1, "film", 1, 1, "d") = 0</example>
/// <example>OpioidProducts.MmePerDay("clinical2016", "1049502", null, null, "{tablet}", 3, 1, "d") = null</example>
/// <example>OpioidProducts.MmePerDay("clinical2016", "0", "Morphine Sulfate 10 MG [Kadian]", 1, "TAB", 1, 1, "d") = 10</example>
/// <example>OpioidProducts.MmePerDay("clinical2016", null, null, 1, "TAB", 1, 1, "d") = null</example>
double? MmePerDay(string set, string rxNorm, string name, double? dose, string doseUnit, double? times, double? period, string periodUnit)
{
    if (set == null || (rxNorm == null && name == null))
        return null;
    double sum = 0;
    foreach (var product in Find(rxNorm, name))
    {
        if (!Mme.HasFactor(set, product.Ingredient, product.Form))
            continue;
        if (dose == null || doseUnit == null)
            return null;
        sum += Mme.PerDay(set, product.Ingredient, product.Form, product.Strength, product.Unit, dose, Plain(doseUnit), Mme.OrderTimesPerDay(times, period, periodUnit, null)) ?? 0;
    }

    return sum;
}

/// <summary>Whether the set of factors leaves an opioid product out, so that a total with it is too low.</summary>
/// <missing>A product that is not named at all is not known to be left out.</missing>
/// <example>OpioidProducts.IsLeftOut("clinical2016", "1010600", null) = true</example>
/// <example>OpioidProducts.IsLeftOut("clinical2016", "1049502", null) = false</example>
bool? IsLeftOut(string set, string rxNorm, string name)
{
    if (set == null || (rxNorm == null && name == null))
        return null;
    var found = Find(rxNorm, name);
    return found.Count == 0 || found.Any(p => !Mme.HasFactor(set, p.Ingredient, p.Form));
}

/// <summary>The ingredient that urine is tested for, in lower case; of a product with several the first.</summary>
/// <missing>A code or a name is enough.</missing>
/// <example>OpioidProducts.Substance("1049502", null) = "oxycodone"</example>
string? Substance(string rxNorm, string name) => Find(rxNorm, name).FirstOrDefault()?.Ingredient.ToLowerInvariant();

private IReadOnlyList<Product> Find(string? rxNorm, string? name)
{
    if (rxNorm != null && Products.Contains(rxNorm))
        return Products[rxNorm].ToList();
    var read = FromName(name);
    return read == null ? new List<Product>() : new List<Product> { read };
}

/// <summary>Reads names such as <c>72 HR Fentanyl 0.075 MG/HR Transdermal System</c>: the strength is the first number
/// behind the ingredient.</summary>
private Product? FromName(string? name)
{
    if (name == null)
        return null;
    var words = name.Split(' ');
    for (var i = 0; i < words.Length; i++)
    {
        var ingredient = Mme.Ingredient(words[i]);
        if (ingredient == null)
            continue;
        for (var j = i + 1; j + 1 < words.Length; j++)
        {
            if (Mme.RangeBound(words[j]) is { } strength && Mme.UcumUnit(words[j + 1]) != null)
                return new Product("", ingredient, name.Contains("Transdermal", StringComparison.OrdinalIgnoreCase) ? "Transdermal System" : "", strength, words[j + 1].ToUpperInvariant());
        }
    }

    return null;
}

/// <summary>A unit without the braces of UCUM's annotations: {mL} is written for mL.</summary>
private string Plain(string unit) => unit == "{mL}" ? "mL" : unit;
