using System.Collections;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <content>An input whose values are the same for all cases: they are set once, and stay from batch to batch.</content>
internal sealed partial class FactColumns
{
    private readonly FactColumns? rows;
    private readonly Dictionary<int, (FactProperty Fact, object Value)> given = [];
    private int givenRows;
    private bool isSpoilt;

    /// <summary>The columns of others, who are read into, and the policy values of a pathway. Of several over the same columns
    /// each has values of its own.</summary>
    public FactColumns(FactColumns rows, Pathway pathway)
    {
        (types, tables, lists, noted, Cases, Texts, this.rows) = (rows.types, rows.tables, rows.lists, rows.noted, rows.Cases, rows.Texts, rows);
        elements = new(rows.elements);
        var at = types.Inputs.ToList().FindIndex(i => i.Name == Pathway.PolicyInput);
        foreach (var fact in at < 0 || pathway.Policy.IsEmpty ? [] : types.Roots[at].Properties)
        {
            given[fact.Index] = (fact, pathway.Policy.First(p => p.Name == fact.Schema.Name).Value);
            if (fact.Schema.Kind == FactKind.List)
                elements[fact.Index] = new FactTable(Cases, rows.elements[fact.Index].Number);
        }
    }

    /// <summary>Whether all cases have the same value of a fact, unless they say otherwise.</summary>
    public bool IsGiven(FactProperty fact) => given.ContainsKey(fact.Index);

    /// <summary>Makes the given values be there for so many rows.</summary>
    public void Give(int count)
    {
        foreach (var (fact, value) in given.Values)
        {
            if (columns.TryGetValue(fact.Index, out var column) && (givenRows < count || isSpoilt))
            {
                for (var row = givenRows; row < count; row++)
                    column.Set(row, value, Texts);
                column.Complete();
            }

            if (fact.Schema.Kind == FactKind.List)
                GiveElements(fact, [.. ((IEnumerable)value).Cast<object>()], count);
        }

        givenRows = Math.Max(givenRows, count);
    }

    /// <summary>Notes that a row of the batch got other values, which the next batch must not have.</summary>
    public void Spoil() => isSpoilt = true;

    private void GiveElements(FactProperty list, object[] values, int count)
    {
        var table = elements[list.Index];
        var column = elementColumns.GetValueOrDefault(list.Index);
        table.CutTo(givenRows * values.Length);
        for (var row = givenRows; row < count; row++)
        {
            table.Begin(row);
            foreach (var value in values)
            {
                var element = table.Add(row);
                column?.Set(element, value, Texts);
            }
        }

        // A batch may have fewer rows than one before it.
        table.CutTo(count * values.Length);
        column?.Complete();
    }

    private void RestoreGiven()
    {
        if (!isSpoilt)
            return;
        (isSpoilt, givenRows) = (false, 0);
        foreach (var fact in given.Keys)
        {
            if (columns.TryGetValue(fact, out var column))
                column.Clear();
            if (elements.TryGetValue(fact, out var table))
                table.Clear();
        }
    }
}
