using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Batches that are kept.</content>
internal sealed partial class FactColumns
{
    /// <summary>Columns whose texts have the numbers that a pool gave them.</summary>
    /// <param name="known">Is only read.</param>
    public FactColumns(FactTypes types, TextPool known)
        : this(types) => Texts = new TextPool(known);

    /// <summary>Makes columns of all facts of an input.</summary>
    public void AskFor(FactObject owner)
    {
        foreach (var fact in owner.Properties)
        {
            Column(fact, owner);
            if (fact.Schema is { Kind: FactKind.List, Element.Kind: not FactKind.Object })
                ElementColumn(fact);
            if (fact.Object is not null)
                AskFor(fact.Object);
        }
    }

    /// <summary>Keeps what the columns hold.</summary>
    /// <param name="codes">The number of each text in the pool that is kept.</param>
    public KeptColumns Keep(ReadOnlySpan<int> codes)
    {
        if (rows is not null)
            return rows.Keep(codes);
        var (lists, facts, values) = (new Dictionary<string, int[]>(), new Dictionary<string, KeptColumn>(), new Dictionary<string, KeptColumn>());
        foreach (var fact in types.All)
        {
            if (!columns.TryGetValue(fact.Index, out var column))
                continue;
            facts[fact.Path] = column.Keep(codes);
            if (fact.Schema.Kind == FactKind.List)
                lists[fact.Path] = elements[fact.Index].Keep();
            if (elementColumns.TryGetValue(fact.Index, out var own))
                values[fact.Path] = own.Keep(codes);
        }

        return new KeptColumns(Cases.Rows, lists, facts, values);
    }

    /// <summary>Shows a batch that was kept in the columns that somebody asked for.</summary>
    public void Show(KeptColumns kept)
    {
        if (rows is not null)
        {
            rows.Show(kept);
            Give(Cases.Rows);
            return;
        }

        batch++;
        Cases.Show(kept.Cases);

        // A column is as long as its table.
        foreach (var fact in types.All)
        {
            if (fact.Schema.Kind == FactKind.List && kept.Lists.TryGetValue(fact.Path, out var list))
                elements[fact.Index].Show(list);
        }

        foreach (var fact in types.All)
        {
            if (columns.TryGetValue(fact.Index, out var column))
                column.Show(kept.Facts[fact.Path]);
            if (elementColumns.TryGetValue(fact.Index, out var values) && kept.Elements.TryGetValue(fact.Path, out var own))
                values.Show(own);
        }
    }
}
