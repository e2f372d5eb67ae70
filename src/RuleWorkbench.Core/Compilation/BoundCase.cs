using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RulesEngine.Models;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>The facts of one case as objects that expressions read. Inputs are always there; what they lack is null.</summary>
public sealed class BoundCase
{
    private readonly FactTypes types;
    private RuleParameter[]? parameters;

    private BoundCase(ImmutableArray<object> values, FactSet missing, FactTypes types)
    {
        Values = values;
        Missing = missing;
        this.types = types;
    }

    /// <summary>One object an input, in the order of <see cref="FactTypes.Inputs"/>.</summary>
    public ImmutableArray<object> Values { get; }

    /// <summary>Facts that are missing somewhere in the case.</summary>
    public FactSet Missing { get; }

    /// <summary>The same for RulesEngine.</summary>
    internal RuleParameter[] Parameters => parameters ??= [.. types.Inputs.Select((input, i) => new RuleParameter(input.Name, Values[i]))];

    /// <summary>A case of facts that are objects already.</summary>
    internal static BoundCase Of(FactTypes types, ImmutableArray<object> values, FactSet missing) => new(values, missing, types);

    /// <summary>Binds a case whose facts have been checked against the schemas.</summary>
    public static BoundCase Bind(FactTypes types, Pathway pathway, Case source) =>
        Bind(types, pathway, source.Facts, source.Policy, source.Clock);

    /// <summary>Binds checked facts.</summary>
    /// <param name="facts">Input name to facts.</param>
    /// <param name="policy">Policy values that replace the pathway's own.</param>
    /// <param name="clock">Date of the case, or null.</param>
    public static BoundCase Bind(FactTypes types, Pathway pathway, JObject facts, JObject policy, DateOnly? clock)
    {
        var missing = new FactSet(types.Count);
        var values = types.Roots.Select((root, i) =>
        {
            var name = types.Inputs[i].Name;
            return name == Pathway.PolicyInput && !pathway.Policy.IsEmpty ? BindPolicy(root, pathway, policy, missing)
                : name == pathway.Clock ? BindClock(root, clock, missing)
                : BindObject(root, facts[name] as JObject, missing);
        });
        return new BoundCase([.. values], missing, types);
    }

    private static object BindObject(FactObject type, JObject? facts, FactSet missing)
    {
        var instance = type.Access.Create();
        foreach (var fact in type.Properties)
        {
            var token = facts?[fact.Schema.Name];
            if (token is null || token.Type == JTokenType.Null)
                missing.Add(fact.Index);
            else
                type.Access.Set(instance, fact.Slot, BindValue(token, fact.Schema, fact, missing));
        }

        return instance;
    }

    private static object BindValue(JToken token, FactSchema schema, FactProperty fact, FactSet missing)
    {
        switch (schema.Kind)
        {
            case FactKind.Number or FactKind.Integer:
                return (double)token;
            case FactKind.Flag:
                return (bool)token;
            case FactKind.Text:
                return (string)token!;
            case FactKind.Date:
                return DateTime.ParseExact((string)token!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            case FactKind.Object:
                return BindObject(fact.Object!, (JObject)token, missing);
            default:
                var list = (IList)Activator.CreateInstance(fact.Property.PropertyType)!;
                foreach (var item in (JArray)token)
                    list.Add(BindValue(item, schema.Element!, fact, missing));
                return list;
        }
    }

    private static object BindPolicy(FactObject type, Pathway pathway, JObject overrides, FactSet missing)
    {
        var instance = type.Access.Create();
        foreach (var fact in type.Properties)
        {
            var value = pathway.Policy.First(p => p.Name == fact.Schema.Name).Value;
            if (overrides.TryGetValue(fact.Schema.Name, StringComparison.Ordinal, out var token))
            {
                if (token.Type == JTokenType.Null)
                {
                    missing.Add(fact.Index);
                    continue;
                }

                value = BindValue(token, fact.Schema, fact, missing);
            }
            else if (value is string[] texts)
            {
                value = texts.ToList();
            }
            else if (value is double[] numbers)
            {
                value = numbers.Select(n => (double?)n).ToList();
            }

            type.Access.Set(instance, fact.Slot, value);
        }

        return instance;
    }

    private static object BindClock(FactObject type, DateOnly? clock, FactSet missing)
    {
        var instance = type.Access.Create();
        var fact = type.Properties[0];
        if (clock is { } date)
            type.Access.Set(instance, fact.Slot, date.ToDateTime(TimeOnly.MinValue));
        else
            missing.Add(fact.Index);
        return instance;
    }
}
