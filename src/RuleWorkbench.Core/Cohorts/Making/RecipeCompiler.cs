using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>Makes recipes ready to run: expressions become delegates, and what a recipe leaves open is filled in from the
/// schema.</summary>
internal sealed class RecipeCompiler(CompiledPathway compiled, CohortSpec spec, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    /// <summary>The name by which recipes for facts of a list's elements read the element itself.</summary>
    public const string Element = "element";

    /// <summary>Elements of a list of which nothing is said.</summary>
    private const int MostElements = 3;

    private const double DaysBack = 3650;

    private readonly Dictionary<string, FactRecipe> recipes = spec.Facts.GroupBy(f => f.Path).ToDictionary(g => g.Key, g => g.First());

    /// <summary>By path of a fact, the paths of facts that its recipes read, and where.</summary>
    public Dictionary<string, List<(string Path, SourcePlace Place)>> Reads { get; } = [];

    public ImmutableArray<CompiledChoice> Compile(string path, FactSchema schema, Type? elementType, bool canBeMissing)
    {
        var choices = ImmutableArray.CreateBuilder<CompiledChoice>();
        foreach (var choice in recipes.GetValueOrDefault(path)?.Choices ?? [])
        {
            var condition = choice.When is { } when ? CompileAs<Func<object[], object?, bool>>(when, path, elementType, typeof(bool)) : null;
            var missing = canBeMissing ? choice.Missing ?? spec.Missing : 0;
            if (choice.Distribution is { } distribution)
                choices.Add(Compile(distribution, condition, missing, path, schema, elementType));
            else if (FromSchema(schema) is { } open)
                choices.Add(open with { When = condition, Missing = missing });
            else if (missing < 1)
                NotDrawn(path, schema, choice.Place);
            else
                choices.Add(new CompiledChoice(condition, 1, new ListedValues(new Weights([1]), [[]], [0]), null));
        }

        if (choices.Count > 0 && choices[^1].When is null)
            return choices.ToImmutable();
        if (FromSchema(schema) is { } plain)
            choices.Add(plain with { Missing = canBeMissing ? spec.Missing : 0 });
        else if (!recipes.ContainsKey(path))
            NotDrawn(path, schema, spec.Place);
        return choices.ToImmutable();
    }

    private void NotDrawn(string path, FactSchema schema, SourcePlace place) => diagnostics.Add(Diagnostic.Warning(
        DiagnosticIds.FactNotDrawn,
        $"`{path}` is missing in all cases: its schema does not say which {(schema.Kind == FactKind.Text ? "texts" : "numbers")} it can take.",
        place,
        schema.Kind == FactKind.Text ? $"Add \"{path}\": {{ \"choose\": {{ \"…\": 1 }} }}, or {{ \"missing\": 1 }}." : $"Add \"{path}\": {{ \"uniform\": {{ \"from\": 0, \"to\": 100 }} }}, or {{ \"missing\": 1 }}."));

    /// <summary>What the schema allows, all of it as likely; null when it does not say.</summary>
    private static CompiledChoice? FromSchema(FactSchema schema)
    {
        if (!schema.AllowedValues.IsEmpty)
            return new CompiledChoice(null, 0, Listed(schema.AllowedValues.Select(v => (v, Json(v), 1.0))), null);
        return schema.Kind switch
        {
            FactKind.Number or FactKind.Integer when schema.Range is { Minimum: { } low, Maximum: { } high } =>
                new CompiledChoice(null, 0, new DrawnNumber(new UniformSource(new(low, null), new(high, null)), NumberGrid.Of(schema), schema.Range), null),
            FactKind.Flag => new CompiledChoice(null, 0, new DrawnFlag(new(0.5, null)), null),
            FactKind.Date => new CompiledChoice(null, 0, new DrawnDate(new UniformSource(new(0, null), new(DaysBack, null))), null),
            FactKind.List => new CompiledChoice(null, 0, null, new UniformSource(new(schema.Length.Least ?? 0, null), new(Math.Min(schema.Length.Most ?? int.MaxValue, Math.Max(schema.Length.Least ?? 0, MostElements)), null))),
            _ => null,
        };
    }

    private CompiledChoice Compile(Distribution distribution, Func<object[], object?, bool>? when, double missing, string path, FactSchema schema, Type? elementType) => distribution switch
    {
        Distribution.Count count => new CompiledChoice(when, missing, null, Numbers(count.Elements, path, elementType)),
        Distribution.DaysBefore before => new CompiledChoice(when, missing, new DrawnDate(Numbers(before.Days, path, elementType)), null),
        Distribution.Chance chance => new CompiledChoice(when, missing, new DrawnFlag(Quantity(chance.Share, path, elementType)), null),
        Distribution.Fixed value => new CompiledChoice(when, missing, Listed([(Value(value.Token, schema), value.Json, 1.0)]), null),
        Distribution.Choose choose => new CompiledChoice(when, missing, Listed(choose.Values.Select(v => (Value(v.Token, schema), v.Json, v.Weight))), null),
        _ => new CompiledChoice(when, missing, new DrawnNumber(Numbers(distribution, path, elementType), NumberGrid.Of(schema), schema.Range), null),
    };

    private NumberSource Numbers(Distribution distribution, string path, Type? elementType) => distribution switch
    {
        Distribution.Uniform uniform => new UniformSource(Quantity(uniform.From, path, elementType), Quantity(uniform.To, path, elementType)),
        Distribution.Normal normal => new NormalSource(Quantity(normal.Mean, path, elementType), Quantity(normal.Deviation, path, elementType)),
        Distribution.Choose choose => new ChosenSource(new Weights(choose.Values.Select(v => v.Weight)), [.. choose.Values.Select(v => (double)v.Token)]),
        Distribution.Fixed value => new ChosenSource(new Weights([1]), [(double)value.Token]),
        _ => throw new ArgumentException("A distribution of numbers is expected.", nameof(distribution)),
    };

    private static ListedValues Listed(IEnumerable<(object Value, string Json, double Weight)> values)
    {
        var all = values.ToList();
        return new ListedValues(new Weights(all.Select(v => v.Weight)), [.. all.Select(v => Encoding.UTF8.GetBytes(v.Json))], [.. all.Select(v => v.Value)]);
    }

    private static object Value(Newtonsoft.Json.Linq.JValue token, FactSchema schema) => schema.Kind switch
    {
        FactKind.Number or FactKind.Integer => (double)token,
        FactKind.Flag => (bool)token,
        FactKind.Date => DateTime.ParseExact((string)token!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)token!,
    };

    private static string Json(object value) => value is string text ? Newtonsoft.Json.JsonConvert.ToString(text) : ((double)value).ToString("R", CultureInfo.InvariantCulture);

    private Quantity Quantity(Amount amount, string path, Type? elementType) => amount.Expression is { } expression
        ? new(0, CompileAs<Func<object[], object?, double?>>(expression, path, elementType, typeof(double?)) ?? ((_, _) => null))
        : new(amount.Number!.Value, null);

    /// <summary>A delegate over the inputs and the element; null with an error in the diagnostics.</summary>
    private TDelegate? CompileAs<TDelegate>(ExpressionText expression, string path, Type? elementType, Type result)
        where TDelegate : Delegate
    {
        var scope = compiled.Inputs;
        if (elementType is not null)
            scope = scope.Add(Expression.Parameter(elementType, Element));
        var (tree, found) = compiled.Parse(expression, scope, result == typeof(bool) ? result : null);
        diagnostics.AddRange(found);
        if (tree is null)
            return null;
        if (result != typeof(bool) && !IsNumber(tree.Type))
        {
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.ExpressionDoesNotParse, "The expression must give a number.", expression.Place));
            return null;
        }

        var reader = new FactReader(compiled.Facts);
        reader.Visit(tree);
        foreach (var read in reader.Paths)
        {
            if (!Reads.TryGetValue(path, out var reads))
                Reads[path] = reads = [];
            reads.Add((read, expression.Place));
        }

        var inputs = Expression.Parameter(typeof(object[]), "inputs");
        var element = Expression.Parameter(typeof(object), "own");
        var used = scope.Where(reader.Variables.Contains).ToList();
        var values = used.Select(v => (Expression)Expression.Assign(
            v, Expression.Convert(v.Name == Element && v.Type == elementType ? element : Expression.ArrayIndex(inputs, Expression.Constant(compiled.Inputs.IndexOf(v))), v.Type)));
        var body = Expression.Block(result, used, [.. values, tree.Type == result ? tree : Expression.Convert(tree, result)]);
        return Expression.Lambda<TDelegate>(body, inputs, element).Compile();
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    /// <summary>Which facts and variables a tree reads.</summary>
    private sealed class FactReader(FactTypes facts) : ExpressionVisitor
    {
        public HashSet<string> Paths { get; } = [];

        public HashSet<ParameterExpression> Variables { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            if (facts.Find(node.Member) is { } fact)
                Paths.Add(fact.Path);
            return base.VisitMember(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Variables.Add(node);
            return node;
        }
    }
}
