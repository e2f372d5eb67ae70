using System.Collections;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>A batch of cases in columns: only the facts that somebody asked for.</summary>
internal sealed partial class FactColumns
{
    private readonly FactTypes types;
    private readonly Dictionary<FactObject, FactTable> tables;
    private readonly Dictionary<int, FactTable> elements;
    private readonly Dictionary<int, FactColumn> columns = [];
    private readonly List<FactTable> lists;
    private readonly int[] noted;
    private readonly Dictionary<int, FactColumn> elementColumns = [];

    private int batch;

    public FactColumns(FactTypes types)
    {
        (this.types, tables, elements, Cases, Texts) = (types, new(ReferenceEqualityComparer.Instance), [], new(null, 0), new(null));
        foreach (var root in types.Roots)
            AddTables(root, Cases);
        lists = [.. elements.Values];
        noted = new int[lists.Count];
    }

    /// <summary>The table whose rows are the cases.</summary>
    public FactTable Cases { get; }

    public TextPool Texts { get; }

    /// <summary>Counts batches, so that nodes know what they have computed already.</summary>
    public int Batch => rows?.Batch ?? batch;

    /// <summary>The table whose rows hold the facts of an object.</summary>
    public FactTable TableOf(FactObject owner) => tables[owner];

    /// <summary>The table of the elements of a list.</summary>
    public FactTable ElementsOf(FactProperty list) => elements[list.Index];

    /// <summary>The column of a fact, filled from the next batch on.</summary>
    public FactColumn Column(FactProperty fact, FactObject owner)
    {
        if (rows is not null && !IsGiven(fact))
            return rows.Column(fact, owner);
        if (!columns.TryGetValue(fact.Index, out var column))
            columns[fact.Index] = column = new FactColumn(tables[owner], fact.Schema.Kind);
        return column;
    }

    /// <summary>Makes columns of facts, so that it can be told who lacks them, and rows can be made cases again.</summary>
    public void AskFor(FactSet facts)
    {
        foreach (var owner in tables.Keys)
        {
            foreach (var fact in owner.Properties.Where(f => facts.Contains(f.Index)))
            {
                Column(fact, owner);
                if (fact.Schema is { Kind: FactKind.List, Element.Kind: not FactKind.Object })
                    ElementColumn(fact);
            }
        }
    }

    /// <summary>The column of the elements of a list of numbers, texts, flags or dates.</summary>
    public FactColumn ElementColumn(FactProperty list)
    {
        if (rows is not null && !IsGiven(list))
            return rows.ElementColumn(list);
        if (!elementColumns.TryGetValue(list.Index, out var column))
            elementColumns[list.Index] = column = new FactColumn(elements[list.Index], list.Schema.Element!.Kind);
        return column;
    }

    /// <summary>The column of a fact, or null when nobody asked for it.</summary>
    public FactColumn? Find(FactProperty fact) => columns.GetValueOrDefault(fact.Index) ?? (IsGiven(fact) ? null : rows?.Find(fact));

    /// <summary>The column of a list's elements, or null.</summary>
    public FactColumn? FindElements(FactProperty list) => elementColumns.GetValueOrDefault(list.Index) ?? (IsGiven(list) ? null : rows?.FindElements(list));

    /// <summary>The cases of the batch that lack a fact, themselves or in an element of a list; null where none does, or
    /// nobody asked for the fact.</summary>
    public ulong[]? CasesLacking(FactProperty fact) => Find(fact) is { Missing: { } missing } column ? column.Table.CasesOf(missing) : null;

    /// <summary>Begins a batch without any rows.</summary>
    public void Begin()
    {
        if (rows is not null)
        {
            rows.Begin();
            RestoreGiven();
            return;
        }

        batch++;
        Cases.Clear();
        foreach (var table in elements.Values)
            table.Clear();
        foreach (var column in columns.Values.Concat(elementColumns.Values))
            column.Clear();
    }

    /// <summary>Notes how many elements there are, in case the row that is being read must be read anew.</summary>
    public void Note()
    {
        for (var i = 0; i < lists.Count; i++)
            noted[i] = lists[i].Rows;
    }

    /// <summary>Takes back the elements that came since.</summary>
    public void Forget()
    {
        for (var i = 0; i < lists.Count; i++)
            lists[i].CutTo(noted[i]);
    }

    /// <summary>Ends a batch whose rows have all been added.</summary>
    public void End()
    {
        if (rows is not null)
        {
            rows.End();
            Give(Cases.Rows);
            return;
        }

        foreach (var column in columns.Values.Concat(elementColumns.Values))
            column.Complete();
    }

    /// <summary>Fills the columns with these cases.</summary>
    public void Load(ReadOnlySpan<BoundCase> cases)
    {
        Begin();
        foreach (var source in cases)
        {
            var row = Cases.Add(0);
            for (var i = 0; i < types.Roots.Length; i++)
                Load(types.Roots[i], source.Values[i], row);
        }

        End();
    }

    private void AddTables(FactObject owner, FactTable table)
    {
        tables[owner] = table;
        foreach (var fact in owner.Properties)
        {
            var inner = table;
            if (fact.Schema.Kind == FactKind.List)
                elements[fact.Index] = inner = new FactTable(table, elements.Count + 1);
            if (fact.Object is not null)
                AddTables(fact.Object, inner);
        }
    }

    /// <param name="facts">Null where the object itself is missing: then so is all that is in it.</param>
    private void Load(FactObject type, object? facts, int row)
    {
        foreach (var fact in type.Properties)
        {
            var value = facts is null ? null : type.Access.Get(facts, fact.Slot);
            if (columns.TryGetValue(fact.Index, out var column))
            {
                if (value is null)
                    column.SetMissing(row);
                else
                    column.Set(row, value, Texts);
            }

            if (fact.Schema.Kind == FactKind.List)
                LoadElements(fact, (IList?)value, row);
            else if (fact.Object is not null)
                Load(fact.Object, value, row);
        }
    }

    private void LoadElements(FactProperty list, IList? values, int owner)
    {
        var table = elements[list.Index];
        table.Begin(owner);
        if (values is null)
            return;
        var column = elementColumns.GetValueOrDefault(list.Index);
        foreach (var value in values)
        {
            var row = table.Add(owner);
            if (list.Object is not null)
                Load(list.Object, value, row);
            else if (value is null)
                column?.SetMissing(row);
            else
                column?.Set(row, value, Texts);
        }
    }
}
