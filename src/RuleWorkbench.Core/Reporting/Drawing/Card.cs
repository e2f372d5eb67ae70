using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A workflow in a drawing.</summary>
/// <param name="Header">The upper part of <paramref name="Box"/>, with the name and the global parameters.</param>
/// <param name="IsAlways">True for a workflow that is evaluated for every case.</param>
public sealed record Card(
    string Workflow,
    Box Box,
    Box Header,
    bool IsAlways,
    ImmutableArray<PlacedText> Texts,
    ImmutableArray<CardRow> Rows,
    ImmutableArray<GroupBracket> Brackets)
{
    internal Card Moved(double x, double y) => this with
    {
        Box = Box.Moved(x, y),
        Header = Header.Moved(x, y),
        Texts = [.. Texts.Select(t => t.Moved(x, y))],
        Rows = [.. Rows.Select(r => r.Moved(x, y))],
        Brackets = [.. Brackets.Select(b => b.Moved(x, y))],
    };
}
