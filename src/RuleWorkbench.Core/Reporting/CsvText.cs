namespace RuleWorkbench.Reporting;

/// <summary>Fields of CSV files.</summary>
internal static class CsvText
{
    /// <summary>A field as RFC 4180 has it; one that a spreadsheet would take for a formula is kept from being one.</summary>
    public static string Field(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal))
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
