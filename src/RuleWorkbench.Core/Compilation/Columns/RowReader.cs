namespace RuleWorkbench.Compilation.Columns;

/// <summary>Values of one row, as a function of a script takes them.</summary>
internal static class RowReader
{
    public static double? Number(NumberNode node, int row) => Mask.Has(node.Null, row) ? null : node.Values[row];

    public static bool? Flag(FlagNode node, int row) => Mask.Has(node.Null, row) ? null : Mask.Has(node.True, row);

    public static string? Text(TextNode node, int row, TextPool texts) => Mask.Has(node.Null, row) ? null : texts[node.Values[row]];

    public static DateTime? Date(TicksNode node, int row) => Mask.Has(node.Null, row) ? null : new DateTime(node.Values[row]);

    public static List<double?> Numbers(ListSource list, int row)
    {
        var (values, number) = (new List<double?>(), (NumberNode)list.Element);
        for (var e = list.Elements.Offsets[row]; e < list.Elements.Offsets[row + 1]; e++)
        {
            if (list.Belongs is null || Mask.Has(list.Belongs.True, e))
                values.Add(number is ConstantNumber constant ? constant.Value : Number(number, e));
        }

        return values;
    }

    public static List<string?> Texts(ListSource list, int row, TextPool texts)
    {
        var (values, text) = (new List<string?>(), (TextNode)list.Element);
        for (var e = list.Elements.Offsets[row]; e < list.Elements.Offsets[row + 1]; e++)
        {
            if (list.Belongs is null || Mask.Has(list.Belongs.True, e))
                values.Add(text is ConstantText constant ? texts[constant.Code] : Text(text, e, texts));
        }

        return values;
    }
}
