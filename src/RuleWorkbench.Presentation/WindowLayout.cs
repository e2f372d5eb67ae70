using System.Text.Json;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation;

/// <summary>How the user has arranged the window: kept from one start to the next.</summary>
/// <param name="Theme">Name of a theme; null for the one that fits the terminal.</param>
/// <param name="Outline">Columns of the tree; 0 for what fits.</param>
/// <param name="Bottom">Rows of the lower panes; 0 for what fits.</param>
/// <param name="HidesLower">Whether the tabs have the whole height; a lower pane is seen as long as somebody is in it.</param>
public sealed record WindowLayout(string? Theme = null, int Outline = 0, int Bottom = 0, bool RunsOnSave = false, bool HidesLower = false)
{
    private const string FileName = "layout.json";

    /// <summary>The layout that was kept; the usual one where there is none that can be read.</summary>
    public static WindowLayout Load(StateFolder state)
    {
        try
        {
            return JsonSerializer.Deserialize<WindowLayout>(File.ReadAllBytes(Path.Combine(state.Path, FileName))) ?? new WindowLayout();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new WindowLayout();
        }
    }

    /// <summary>Keeps the layout; where the folder cannot be written, the next start has the usual one.</summary>
    public void Save(StateFolder state)
    {
        try
        {
            state.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(this));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost that the user would miss.
        }
    }
}
