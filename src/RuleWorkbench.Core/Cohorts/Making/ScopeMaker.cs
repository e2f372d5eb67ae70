using System.Buffers;
using System.Collections;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>Makes the facts of a person, or of an element of a list; each thread has its own.</summary>
internal sealed class ScopeMaker
{
    /// <summary>So often is drawn again an element that the list already holds.</summary>
    private const int MostDraws = 16;

    private readonly ScopePlan plan;
    private readonly (int Start, int Length)[] made;
    private readonly ScopeMaker?[] elements;
    private readonly object[] objects;
    private readonly ArrayBufferWriter<byte> texts = new();
    private readonly List<object> distinct = [];

    public ScopeMaker(ScopePlan plan)
    {
        this.plan = plan;
        made = new (int, int)[plan.Facts.Length];
        elements = [.. plan.Facts.Select(f => f.Element is null ? null : new ScopeMaker(f.Element))];
        objects = new object[plan.Objects.Length];
    }

    /// <summary>Makes all facts.</summary>
    /// <param name="seed">Of the person, or of the element.</param>
    /// <param name="roots">The objects that stand for inputs, or the element.</param>
    public void Make(ulong seed, ReadOnlySpan<object> roots, PersonFacts facts)
    {
        texts.ResetWrittenCount();
        for (var i = 0; i < objects.Length; i++)
        {
            var plan = this.plan.Objects[i];
            objects[i] = plan.Parent < 0 ? roots[i] : plan.Type.Access.Create();
            if (plan.Parent >= 0)
                this.plan.Objects[plan.Parent].Type.Access.Set(objects[plan.Parent], plan.Fact!.Slot, objects[i]);
        }

        foreach (var position in plan.Order)
        {
            var fact = plan.Facts[position];
            var start = texts.WrittenCount;
            var value = MakeFact(fact, elements[position], PersonRandom.Derive(seed, fact.Hash), facts);
            made[position] = (start, texts.WrittenCount - start);
            if (fact is { IsRead: true, Fact: { } property })
                plan.Objects[fact.Owner].Type.Access.Set(objects[fact.Owner], property.Slot, value);
        }
    }

    /// <summary>Writes what was made as JSON; what is missing is left out.</summary>
    public void Write(int position, ArrayBufferWriter<byte> into)
    {
        var isFirst = true;
        into.Write("{"u8);
        foreach (var (isObject, member) in plan.Objects[position].Members)
        {
            if (!isObject && made[member].Length == 0)
                continue;
            if (!isFirst)
                into.Write(","u8);
            isFirst = false;
            into.Write(isObject ? plan.Objects[member].Name : plan.Facts[member].Name);
            if (isObject)
                Write(member, into);
            else
                into.Write(texts.WrittenSpan.Slice(made[member].Start, made[member].Length));
        }

        into.Write("}"u8);
    }

    private object? MakeFact(FactPlan fact, ScopeMaker? element, ulong seed, PersonFacts facts)
    {
        foreach (var choice in fact.Choices)
        {
            if (choice.When is not null && !Holds(choice.When, facts))
                continue;
            var random = new PersonRandom(seed);
            if (random.NextShare() < choice.Missing)
                return null;
            if (choice.Elements is null)
                return choice.Values!.Draw(ref random, facts, texts);
            return choice.Elements.Draw(ref random, facts, NumberGrid.Whole) is { } count
                ? MakeList(fact, element!, random.Next(), Math.Clamp(count, fact.Schema.Length.Least ?? 0, fact.Schema.Length.Most ?? long.MaxValue), facts)
                : null;
        }

        return null;
    }

    private IList? MakeList(FactPlan fact, ScopeMaker element, ulong seed, long count, PersonFacts facts)
    {
        var list = fact.IsRead ? (IList)Activator.CreateInstance(fact.Fact!.Property.PropertyType)! : null;
        texts.Write("["u8);
        distinct.Clear();
        for (var i = 0; i < count; i++)
        {
            var own = PersonRandom.Derive(seed, (ulong)i);
            if (!(element.plan.Objects.IsEmpty ? TryMakeValue(element, own, facts, list) : MakeObject(element, own, facts, list)))
                break;
            if (i > 0)
                texts.Write(","u8);
            if (element.plan.Objects.IsEmpty)
                texts.Write(element.texts.WrittenSpan);
            else
                element.Write(0, texts);
        }

        texts.Write("]"u8);
        return list;
    }

    private static bool MakeObject(ScopeMaker element, ulong seed, PersonFacts facts, IList? list)
    {
        var made = element.plan.Objects[0].Type.Access.Create();
        var outer = facts.Element;
        facts.Element = made;
        element.Make(seed, [made], facts);
        facts.Element = outer;
        list?.Add(made);
        return true;
    }

    /// <summary>Makes an element that is a value; false where the list holds all that can be drawn. No list of allowed
    /// values holds one twice: nobody has an allergy two times.</summary>
    private bool TryMakeValue(ScopeMaker element, ulong seed, PersonFacts facts, IList? list)
    {
        var isListed = !element.plan.Facts[0].Schema.AllowedValues.IsEmpty;
        for (var i = 0; i < MostDraws; i++)
        {
            element.texts.ResetWrittenCount();
            if (element.MakeFact(element.plan.Facts[0], null, PersonRandom.Derive(seed, (ulong)i), facts) is not { } value)
                return false;
            if (isListed && distinct.Contains(value))
                continue;
            distinct.Add(value);
            list?.Add(value);
            return true;
        }

        return false;
    }

    private static bool Holds(Func<object[], object?, bool> condition, PersonFacts facts)
    {
        try
        {
            return condition(facts.Inputs, facts.Element);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As in rules, a condition that fails on what is missing does not hold.
            return false;
        }
    }
}
