using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>Rows of a batch of columns as cases of a workflow, each judged once.</summary>
/// <param name="workflow">The workflow's name.</param>
internal sealed class RowBatch(RowForms forms, string workflow, FactColumns columns)
{
    private readonly List<RowCase> made = [];
    private RowCase?[] byRow = [];
    private int batch, used;

    /// <summary>The case of a row; null as long as the walker is faster.</summary>
    public RowCase? At(int row)
    {
        if (batch != columns.Batch)
        {
            (batch, used) = (columns.Batch, 0);
            Array.Clear(byRow);
        }

        if (row >= byRow.Length)
            Array.Resize(ref byRow, columns.Cases.Rows);
        if (byRow[row] is { } known)
            return known;
        if (forms.WhenItPays(workflow) is not { } form)
            return null;
        if (used == made.Count)
            made.Add(form.NewCase());
        var judged = byRow[row] = made[used++];
        judged.Take(columns.Bind(row));
        return judged;
    }
}
