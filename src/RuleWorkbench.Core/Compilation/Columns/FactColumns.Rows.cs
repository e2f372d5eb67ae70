using System.Collections;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <content>One row as a case.</content>
internal sealed partial class FactColumns
{
    /// <summary>The case of a row, with those of its facts that somebody asked for.</summary>
    public BoundCase Bind(int row)
    {
        var missing = new FactSet(types.Count);
        return BoundCase.Of(types, [.. types.Roots.Select(r => Bind(r, row, missing))], missing);
    }

    private object Bind(FactObject type, int row, FactSet missing)
    {
        var made = type.Access.Create();
        foreach (var fact in type.Properties)
        {
            if (Find(fact) is not { } column)
                continue;
            if (Mask.Has(column.Missing, row))
                missing.Add(fact.Index);
            else
                type.Access.Set(made, fact.Slot, Bind(fact, column, row, missing));
        }

        return made;
    }

    private object Bind(FactProperty fact, FactColumn column, int row, FactSet missing)
    {
        if (fact.Schema.Kind == FactKind.Object)
            return Bind(fact.Object!, row, missing);
        if (fact.Schema.Kind != FactKind.List)
            return Value(column, row);
        var list = (IList)Activator.CreateInstance(fact.Property.PropertyType)!;
        var (table, values) = (elements[fact.Index], FindElements(fact));
        for (var e = table.Offsets[row]; e < table.Offsets[row + 1]; e++)
        {
            if (fact.Object is not null)
                list.Add(Bind(fact.Object, e, missing));
            else if (values is not null)
                list.Add(Value(values, e));
        }

        return list;
    }

    private object Value(FactColumn column, int row) => column.Kind switch
    {
        FactKind.Text => Texts[column.Codes[row]],
        FactKind.Flag => Mask.Has(column.Flags, row),
        FactKind.Date => new DateTime(column.Ticks[row]),
        _ => column.Numbers[row],
    };
}
