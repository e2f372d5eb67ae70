namespace RuleWorkbench.SelfTest;

/// <summary>Random expressions over <see cref="RandomFacts"/>: of every operator, and with many a way to fail.</summary>
/// <param name="askable">Facts whose missingness expressions may ask about.</param>
public sealed class RandomExpressions(Dice dice, IReadOnlySet<string> askable)
{
    private readonly List<string> elements = [];
    private readonly List<string> texts = [];
    private int lambdas;

    /// <summary>Names of parameters that are flags, numbers and texts.</summary>
    public List<string> Flags { get; } = [];

    public List<string> Numbers { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>Nobody writes more lists inside one another.</summary>
    private bool IsDeep => elements.Count + texts.Count >= 3;

    /// <summary>A condition.</summary>
    /// <param name="depth">How deep it may nest.</param>
    public string Condition(int depth)
    {
        if (depth <= 0 || IsDeep)
            return SimpleCondition();
        return dice.Roll(24) switch
        {
            0 or 1 or 2 => $"({Condition(depth - 1)} && {Condition(depth - 1)})",
            3 or 4 or 5 => $"({Condition(depth - 1)} || {Condition(depth - 1)})",
            6 or 7 => $"!({Condition(depth - 1)})",
            8 => $"({Condition(depth - 1)} ? {Condition(depth - 1)} : {Condition(depth - 1)})",
            9 => $"(({Condition(depth - 1)}) {dice.Pick("&", "|")} ({Condition(depth - 1)}))",
            10 => $"(({Flag(depth - 1)} {dice.Pick("&&", "||", "&", "|")} {Flag(depth - 1)}) == {dice.Pick("true", "false")})",
            11 or 12 => Quantifier(depth - 1),
            13 => Asking(depth - 1),
            14 or 15 => Comparison(depth - 1),
            16 => TextCondition(depth - 1),
            17 => $"({Int(depth - 1)} {Comparer()} {dice.Roll(3)})",
            18 or 19 or 20 or 21 => $"({Shielded()} {dice.Pick("||", "&&")} {SimpleCondition()})",
            _ => SimpleCondition(),
        };
    }

    /// <summary>A number that can be null.</summary>
    public string Number(int depth)
    {
        if (depth <= 0 || IsDeep)
            return NumberFact();
        return dice.Roll(12) switch
        {
            0 or 1 or 2 => $"({Number(depth - 1)} {dice.Pick("+", "-", "*", "/", "%")} {dice.Make(() => Number(depth - 1), Literal, () => Int(depth - 1))})",
            3 => $"({Condition(depth - 1)} ? {Number(depth - 1)} : {Number(depth - 1)})",
            4 => $"({Condition(depth - 1)} ? {Number(depth - 1)} : null)",
            5 => Objects(depth - 1) + Aggregate(depth - 1),
            6 => $"{Objects(depth - 1)}.{dice.Pick("First()", "FirstOrDefault()", "Last()", "Single()")}.n",
            7 => Lambda(Objects(depth - 1), dice.Pick("First", "FirstOrDefault"), elements, () => Condition(depth - 1)) + ".n",
            8 => AskingNumber(depth - 1),
            9 => $"(-{Number(depth - 1)})",
            _ => NumberFact(),
        };
    }

    /// <summary>A text.</summary>
    public string Text(int depth)
    {
        if (depth <= 0 || IsDeep)
            return TextFact();
        return dice.Roll(10) switch
        {
            0 => $"{Strings(depth - 1)}.{dice.Pick("First()", "FirstOrDefault()", "LastOrDefault()")}",
            1 => $"{Objects(depth - 1)}.{dice.Pick("First()", "FirstOrDefault()")}.s",
            2 => $"{Text(depth - 1)}.{dice.Pick("ToLower()", "ToUpper()", "Trim()")}",
            3 => $"({Condition(depth - 1)} ? {Text(depth - 1)} : {Text(depth - 1)})",
            4 => $"({Text(depth - 1)} + {Text(depth - 1)})",
            5 when askable.Contains("p.s0") => $"(p.s0 ?? {Text(depth - 1)})",
            6 when askable.Contains("p.o") && askable.Contains("p.o.s") => "np(p.o.s, \"a\")",
            _ => TextFact(),
        };
    }

    /// <summary>A number whose type holds null for sure (<c>x ?? 1.0</c> has one that does not).</summary>
    private string Nullable(int depth) => dice.Roll(6) switch
    {
        0 => Objects(depth - 1) + Lambda("", dice.Pick("Max", "Min"), elements, () => $"{elements[^1]}.n"),
        1 => $"{Objects(depth - 1)}.{dice.Pick("First()", "FirstOrDefault()")}.n",
        2 => $"({Condition(depth - 1)} ? p.n0 : null)",
        3 when elements.Count > 0 => dice.Pick(elements) + ".n",
        4 => "(p.n0 * p.n1)",
        _ => dice.Pick("p.n0", "p.n1", "p.o.n"),
    };

    private string SimpleCondition() => dice.Roll(9) switch
    {
        0 => $"({NumberFact()} {Comparer()} {dice.Make(Literal, NumberFact)})",
        1 => $"({FlagFact()} {dice.Pick("==", "!=")} {dice.Pick("true", "false", FlagFact())})",
        2 => $"({TextFact()} {dice.Pick("==", "!=", "<")} {dice.Make(TextLiteral, TextFact)})",
        3 => $"(p.d0 {Comparer()} p.d1)",
        4 => $"{TextFact()}.{dice.Pick("Contains", "StartsWith")}({TextLiteral()})",
        5 when Flags.Count > 0 => dice.Pick(Flags),
        6 => $"{dice.Pick("p.xs", "p.ts")}.Any()",
        7 => $"p.ts.Contains({dice.Make(TextLiteral, TextFact)})",
        _ => $"({NumberFact()} {Comparer()} {Literal()})",
    };

    /// <summary>What can fail, behind something that may keep it from being looked at.</summary>
    private string Shielded() => dice.Roll(4) switch
    {
        0 => $"({SimpleCondition()} || {Risky()})",
        1 => $"({SimpleCondition()} ? {Risky()} : {SimpleCondition()})",
        _ => $"({SimpleCondition()} && {Risky()})",
    };

    private string Risky()
    {
        if (IsDeep)
            return "(1 / p.ts.Count() > 0)";
        var texts = elements.Count > 0 && dice.Chance(40) ? elements[^1] + ".ts" : "p.ts";
        return dice.Roll(12) switch
        {
            0 => $"(p.xs.{dice.Pick("FirstOrDefault()", "First()", "LastOrDefault()", "Single()")}.n {Comparer()} {Literal()})",
            1 => $"{texts}.{dice.Pick("FirstOrDefault()", "First()")}.Contains(\"a\")",
            2 => $"({Lambda("p.xs", dice.Pick("Max", "Min", "Average"), elements, () => $"{elements[^1]}.n")}{dice.Pick(".Value", "", " / 2")} {Comparer()} {Literal()})",
            3 => $"({dice.Roll(3)} {dice.Pick("/", "%")} {texts}.Count() {Comparer()} 1)",
            4 => Lambda("p.xs", dice.Pick("Any", "All"), elements, Risky),
            5 => Lambda("p.xs", "Where", elements, Risky) + dice.Pick(".Any()", ".Count() > 0", ".ToList().Count > 0"),
            6 => $"({TextFact()}.Substring({dice.Roll(3)}) == {TextLiteral()})",
            7 => $"({Lambda("p.xs", dice.Pick("First", "Single", "FirstOrDefault", "LastOrDefault"), elements, SimpleCondition)}.n {Comparer()} {Literal()})",
            8 => $"({Lambda("p.xs", "Count", elements, Risky)} {Comparer()} {dice.Roll(3)})",
            9 => Lambda(Lambda("p.xs", "Select", elements, () => $"{elements[^1]}.ts.FirstOrDefault()"), "Any", this.texts, () => $"{this.texts[^1]}.Contains({TextLiteral()})"),
            10 => $"((p.d0 - p.d1).Value.TotalDays {Comparer()} 30)",
            _ => $"({Lambda("p.xs", dice.Pick("OrderBy", "TakeWhile", "Where", "Select"), elements, () => $"(1 / {elements[^1]}.ts.Count() > 0)")}.{dice.Pick("Count()", "ToList().Count")} {Comparer()} {dice.Roll(3)})",
        };
    }

    private string Comparison(int depth) => dice.Roll(8) switch
    {
        0 => $"({Nullable(depth)}.Value {Comparer()} {Literal()})",
        1 => $"({Int(depth)} {Comparer()} {Number(depth)})",
        2 => $"((p.d0 - p.d1).Value.TotalDays {Comparer()} {dice.Pick("0", "30", "365")})",
        3 => $"(p.d0.Value.{dice.Pick("AddDays(30)", "AddMonths(-3)", "AddYears(1)", "AddDays(p.n0.Value)")} {Comparer()} p.d1)",
        4 => $"(Math.{dice.Pick("Abs", "Round", "Floor", "Sqrt")}({dice.Pick("double(" + Number(depth) + ")", Nullable(depth) + ".Value")}) {Comparer()} {Literal()})",
        5 => $"(p.d0.Value.Year {Comparer()} 2020)",
        _ => $"({Number(depth)} {Comparer()} {dice.Make(Literal, () => Number(depth))})",
    };

    private string TextCondition(int depth) => dice.Roll(8) switch
    {
        0 => $"{Text(depth)}.{dice.Pick("Contains", "StartsWith", "EndsWith", "Equals")}({Text(depth)})",
        1 => $"string.IsNullOrEmpty({Text(depth)})",
        2 => $"{Text(depth)} in (\"a\", \"b\")",
        3 => $"{Text(depth)}.Any()",
        4 => $"({Text(depth)}.Substring(1) == {TextLiteral()})",
        _ => $"({Text(depth)} {dice.Pick("==", "!=", "<", ">=")} {Text(depth)})",
    };

    private string Quantifier(int depth) => dice.Roll(10) switch
    {
        0 or 1 => Lambda(Objects(depth), dice.Pick("Any", "All"), elements, () => Condition(depth)),
        2 => Lambda(Strings(depth), dice.Pick("Any", "All"), texts, () => Condition(depth)),
        3 => Lambda(Lambda(Objects(depth), "Select", elements, () => Condition(depth)), dice.Pick("Any", "All"), [], () => Condition(0), uses: true),
        4 => $"{Strings(depth)}.Contains({Text(depth)})",
        5 => $"({Objects(depth)}.FirstOrDefault() {dice.Pick("==", "!=")} null)",
        6 => $"({Int(depth)} {Comparer()} {dice.Roll(3)})",
        7 => $"{Objects(depth)}.Any()",
        8 => $"({Lambda(Objects(depth), "Count", elements, () => Condition(depth))} {Comparer()} {dice.Roll(3)})",
        _ => Lambda(Objects(depth), dice.Pick("Any", "All"), elements, () => Condition(depth)),
    };

    private string Int(int depth) => dice.Roll(depth <= 0 ? 4 : 10) switch
    {
        0 => $"{dice.Pick("p.xs", "p.ts")}.Count()",
        1 => $"{Strings(0)}.Count()",
        2 => $"{TextFact()}.Length",
        3 => $"{dice.Pick("p.xs", "p.ts")}.Count",
        4 or 5 => Lambda(Objects(depth - 1), "Count", elements, () => Condition(depth - 1)),
        6 => $"({Int(depth - 1)} {dice.Pick("+", "-", "*")} {Int(depth - 1)})",
        7 => $"({dice.Roll(4)} {dice.Pick("/", "%")} {Int(depth - 1)})",
        8 => $"({Int(depth - 1)} {dice.Pick("/", "%")} {dice.Make(() => Int(depth - 1), () => "2")})",
        _ => $"{Text(depth - 1)}.Length",
    };

    /// <summary>A flag that can be null.</summary>
    private string Flag(int depth) => dice.Roll(depth <= 0 ? 2 : 5) switch
    {
        0 or 1 => FlagFact(),
        2 => $"({Condition(depth - 1)} ? {FlagFact()} : {FlagFact()})",
        3 => $"({Condition(depth - 1)} ? {FlagFact()} : null)",
        _ => $"(!{FlagFact()})",
    };

    private string Objects(int depth)
    {
        if (depth <= 0 || IsDeep)
            return "p.xs";
        return dice.Roll(9) switch
        {
            0 or 1 or 2 => Lambda(Objects(depth - 1), "Where", elements, () => Condition(depth - 1)),
            3 => Lambda(Objects(depth - 1), "OrderBy", elements, () => Number(depth - 1)),
            4 => $"{Objects(depth - 1)}.{dice.Pick("Skip(1)", "Take(1)", "ToList()", "Distinct()")}",
            5 => Lambda(Objects(depth - 1), "TakeWhile", elements, () => Condition(depth - 1)),
            6 when askable.Contains("p.xs") => $"(p.xs ?? {Objects(0)})",
            _ => "p.xs",
        };
    }

    private string Strings(int depth)
    {
        if (depth <= 0 || IsDeep)
            return elements.Count > 0 && dice.Chance(60) ? dice.Pick(elements) + ".ts" : "p.ts";
        return dice.Roll(6) switch
        {
            0 => Lambda(Strings(depth - 1), "Where", texts, () => Condition(depth - 1)),
            1 => Lambda(Objects(depth - 1), "Select", elements, () => Text(depth - 1)),
            2 => Lambda(Objects(depth - 1), "SelectMany", elements, () => $"{elements[^1]}.ts"),
            3 => $"{Strings(depth - 1)}.{dice.Pick("Distinct()", "ToList()", "Skip(1)")}",
            _ => Strings(0),
        };
    }

    private string Aggregate(int depth) =>
        Lambda("", dice.Pick("Sum", "Max", "Min", "Average"), elements, () => Number(depth));

    private string Asking(int depth)
    {
        var choices = new List<string>();
        void Add(string fact, params string[] forms)
        {
            if (askable.Contains(fact))
                choices.AddRange(forms.Select(f => f.Replace("$", fact, StringComparison.Ordinal)));
        }

        foreach (var fact in (string[])["p.n0", "p.f0", "p.d0"])
            Add(fact, "($ == null)", "($ != null)", "$.HasValue", "(null == $)");
        foreach (var fact in (string[])["p.s0", "p.o", "p.xs", "p.ts", "p.o.n"])
            Add(fact, "($ == null)", "($ != null)");
        Add("p.f0", "($ ?? false)", "(($ ?? p.f1) == true)", "(($ ?? p.f1) != true)");
        Add("p.xs", "($ != null && $.Any())", "($ == null || $.All(e => e.n > 1))");
        if (askable.Contains("p.n0"))
            choices.Add($"((p.n0 + {AskableNumber(depth)}) == null)");
        if (askable.Contains("p.n0") && askable.Contains("p.n1"))
            choices.Add($"(({Condition(depth)} ? p.n0 : p.n1) {dice.Pick("==", "!=")} null)");
        if (elements.Count > 0 && askable.Contains("p.xs[].n"))
            choices.Add($"({elements[^1]}.n {dice.Pick("==", "!=")} null)");
        if (elements.Count > 0 && askable.Contains("p.xs[].f"))
            choices.Add($"({elements[^1]}.f ?? {dice.Pick("true", "false")})");
        return choices.Count == 0 ? SimpleCondition() : dice.Pick(choices);
    }

    /// <summary>A number whose missingness may be asked about: only askable facts, and what is never missing.</summary>
    private string AskableNumber(int depth) => dice.Roll(3) switch
    {
        0 when askable.Contains("p.n1") => "p.n1",
        1 => $"({Condition(depth)} ? {Int(depth)} : {dice.Roll(3)})",
        _ => Literal(),
    };

    private string AskingNumber(int depth)
    {
        var choices = new List<string>();
        if (askable.Contains("p.n0"))
            choices.AddRange([$"(p.n0 ?? {Number(depth)})", "isnull(p.n0, 2.5)", $"((p.n0 + {AskableNumber(depth)}) ?? {Number(depth)})"]);
        if (askable.Contains("p.o") && askable.Contains("p.o.n"))
            choices.AddRange(["np(p.o.n, 1.5)", "np(p.o.n)"]);
        if (elements.Count > 0 && askable.Contains("p.xs[].n"))
            choices.Add($"({elements[^1]}.n ?? {dice.Pick(NumberFact(), "1.0")})");
        return choices.Count == 0 ? NumberFact() : dice.Pick(choices);
    }

    private string Lambda(string source, string method, List<string> scope, Func<string> body, bool uses = false)
    {
        var name = $"{(scope == elements ? "e" : scope == texts ? "t" : "b")}{lambdas++}";
        scope.Add(name);
        var text = uses ? dice.Pick(name, $"({name} || {body()})", $"({body()} && {name})") : body();
        scope.RemoveAt(scope.Count - 1);
        return $"{source}.{method}({name} => {text})";
    }

    private string NumberFact() => dice.Roll(6) switch
    {
        0 or 1 or 2 when elements.Count > 0 => dice.Pick(elements) + ".n",
        3 => "p.n1",
        4 => "p.o.n",
        5 when Numbers.Count > 0 => dice.Pick(Numbers),
        _ => "p.n0",
    };

    private string FlagFact() => dice.Roll(5) switch
    {
        0 or 1 when elements.Count > 0 => dice.Pick(elements) + ".f",
        2 => "p.f1",
        3 => "p.o.f",
        _ => "p.f0",
    };

    private string TextFact() => dice.Roll(7) switch
    {
        0 when elements.Count > 0 => dice.Pick(elements) + ".s",
        1 or 2 when texts.Count > 0 => dice.Pick(texts),
        3 => "p.s1",
        4 => "p.o.s",
        5 when Texts.Count > 0 => dice.Pick(Texts),
        _ => "p.s0",
    };

    private string Comparer() => dice.Pick(">", ">=", "<", "<=", "==", "!=");

    private string Literal() => dice.Pick("0", "1", "2", "3", "1.5", "2.5");

    private string TextLiteral() => dice.Pick("\"a\"", "\"b\"", "\"\"", "\"ab\"");
}
