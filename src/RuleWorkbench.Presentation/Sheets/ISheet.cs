using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>Something that is edited like a spreadsheet: rows of cells. What is changed goes as an edit onto the session's undo
/// stack; what is returned says why it was refused, and is empty when it was done.</summary>
public interface ISheet
{
    /// <summary>What a row is: "policy value".</summary>
    string Thing { get; }

    /// <summary>What is to be known of all rows; empty for nothing.</summary>
    string About { get; }

    /// <summary>What stands where there are no rows.</summary>
    string Placeholder { get; }

    /// <summary>The first one holds the name of the row.</summary>
    ImmutableArray<SheetColumn> Columns { get; }

    /// <summary>As the files are now; each has as many cells as there are columns.</summary>
    ImmutableArray<SheetRow> Rows { get; }

    /// <summary>What can be chosen for a cell; empty where it is written by hand.</summary>
    ImmutableArray<string> Choices(SheetRow row, int column);

    /// <summary>What Enter on the name opens; null where it asks for another name.</summary>
    Target? Opens(SheetRow row);

    /// <summary>Where a row is named: labels of rules.</summary>
    IEnumerable<string> Uses(SheetRow row);

    Task<ImmutableArray<Diagnostic>> SetAsync(SheetRow row, int column, string text);

    Task<ImmutableArray<Diagnostic>> AddAsync(string name);

    Task<ImmutableArray<Diagnostic>> RemoveAsync(SheetRow row);
}
