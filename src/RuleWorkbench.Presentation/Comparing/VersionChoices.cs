using System.Collections.Immutable;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>The versions that can be compared: what is edited, releases, and the commits and branches of git.</summary>
internal static class VersionChoices
{
    private const int MostCommits = 40;

    private const string Other = "another version …";

    /// <summary>Asks for a version.</summary>
    /// <param name="first">What is offered before the others.</param>
    /// <returns>As it is found by; null when the user went away.</returns>
    public static async Task<string?> PickAsync(Workbench w, string pathway, string title, params string[] first)
    {
        var workspace = w.Session.Workspace;
        var found = await w.Jobs.RunAsync("looking for versions", 0, job => Task.Run(() => Find(workspace, pathway)).WaitAsync(job.Cancellation));
        if (found is null)
            return null;
        ImmutableArray<(string Name, string Label)> choices = [.. first.Select(f => (f, f)), .. found.Where(f => !first.Contains(f.Name)), (Other, Other)];
        if (await w.Dialogs.PickAsync(title, [.. choices.Select(c => c.Label)]) is not { } index)
            return null;
        return choices[index].Name != Other ? choices[index].Name
            : await w.Dialogs.AskAsync(title, "A release (pathway@1.0.0), a folder, or a git revision such as HEAD~3 or a branch.") is { Length: > 0 } text ? text : null;
    }

    private static List<(string Name, string Label)> Find(Loading.Workspace workspace, string pathway)
    {
        using var git = GitRevisions.Open(workspace.Root).Value;
        var found = new List<(string Name, string Label)>();
        if (git?.Has("HEAD") == true)
            found.Add(("HEAD", "HEAD  what was committed last"));
        found.AddRange(workspace.ReleasesOf(pathway).Reverse().Select(r => ($"{pathway}@{r}", $"{pathway}@{r}  release")));
        found.Add((OpenVersion.Here, OpenVersion.Here));
        if (git is null)
            return found;
        found.AddRange(git.Branches().Select(b => (b, $"{b}  branch")));
        found.AddRange(git.Log(MostCommits).Select(c => (c.Revision, FormattableString.Invariant($"{c.Revision}  {c.On:yyyy-MM-dd}  {c.Subject}  {c.By}"))));
        return found;
    }
}
