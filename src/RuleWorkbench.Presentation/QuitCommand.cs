namespace RuleWorkbench.Presentation;

/// <summary>Ends the workbench; asks first when something is not saved.</summary>
internal static class QuitCommand
{
    public static async Task RunAsync(Workbench w)
    {
        var unsaved = w.Session.Unsaved;
        if (!unsaved.IsEmpty)
        {
            var files = string.Join("\n", unsaved.Select(c => c.File));
            switch (await w.Dialogs.ChooseAsync("Not saved", $"{files}\n\nhave edits that are not saved.", "Save and quit", "Quit without saving", "Stay"))
            {
                case 0:
                    var refused = await w.Session.SaveAsync();
                    if (!refused.IsEmpty)
                    {
                        await w.TellAsync("Nothing was saved", refused);
                        return;
                    }

                    break;
                case 1:
                    break;
                default:
                    return;
            }
        }

        w.End();
    }
}
