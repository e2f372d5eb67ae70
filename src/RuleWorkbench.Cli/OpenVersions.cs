using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Cli;

/// <summary>The two versions that a command compares.</summary>
internal sealed record OpenVersions(VersionTree Baseline, VersionTree Candidate, ImmutableArray<string> Wanted) : IDisposable
{
    /// <summary>Finds the versions that the words of a command line name: a range and pathways, two versions, one version
    /// or pathway to compare with the default, or nothing.</summary>
    public static OpenVersions Find(string? root, ImmutableArray<string> words)
    {
        var folder = root ?? Directory.GetCurrentDirectory();
        if (!Directory.Exists(folder))
            throw new CommandFailure(ExitCode.CouldNotRun, $"The folder `{root}` does not exist.");
        var workspace = Workspace.Find(folder);
        using var finder = new VersionFinder(workspace, folder);
        if (words.Length > 0 && VersionRange.TryParse(words[0]) is { } range)
        {
            var baseline = range.Baseline.Length == 0 ? Default(finder, workspace) : Need(range.FromMergeBase ? finder.FindMergeBase(range.Baseline, range.Candidate.Length == 0 ? "HEAD" : range.Candidate) : finder.Find(range.Baseline));
            return Beside(baseline, () => range.Candidate.Length == 0 ? finder.FindWorkingTree() : finder.Find(range.Candidate), words[1..]);
        }

        // A word that names a pathway says which one to compare; anything else is a version.
        if (words.All(w => workspace?.Pathways.Contains(w) == true))
            return Beside(Default(finder, workspace), finder.FindWorkingTree, words);
        var first = finder.Find(words[0]);
        if (first.Value is null && OfOldNames(finder, workspace, words) is { } before)
            return Beside(before, finder.FindWorkingTree, words);
        return words.Length == 1
            ? Beside(Need(first), finder.FindWorkingTree, [])
            : Beside(Need(first), () => finder.Find(words[1]), words[2..]);
    }

    /// <summary>HEAD, where every word names a pathway of it or of the working tree: one that was renamed or deleted since. Null
    /// where a word names something else.</summary>
    private static VersionTree? OfOldNames(VersionFinder finder, Workspace? workspace, ImmutableArray<string> words)
    {
        if (workspace is null || !finder.HasHead)
            return null;
        var head = Need(finder.Find("HEAD"));
        if (words.All(w => workspace.Pathways.Contains(w) || head.Pathways.Any(p => p.Name == w)))
            return head;
        head.Dispose();
        return null;
    }

    private static OpenVersions Beside(VersionTree baseline, Func<Loaded<VersionTree>> candidate, ImmutableArray<string> wanted)
    {
        try
        {
            return new OpenVersions(baseline, Need(candidate()), wanted);
        }
        catch
        {
            // The baseline may be a copy that nobody else would delete.
            baseline.Dispose();
            throw;
        }
    }

    /// <summary>The pathways to compare, with their names in both versions. One that is named differently but has most of
    /// its rules in common was renamed.</summary>
    public IEnumerable<(string Baseline, string Candidate)> Pairs()
    {
        var (olds, news) = (Baseline.Pathways.Select(p => p.Name).ToList(), Candidate.Pathways.Select(p => p.Name).ToList());
        if (Baseline.IsOnePathway && Candidate.IsOnePathway)
            return [(olds[0], news[0])];
        var names = olds.Union(news).ToList();
        foreach (var unknown in Wanted.Where(w => !names.Contains(w)))
            throw new CommandFailure(ExitCode.CouldNotRun, $"Neither `{Baseline.Label}` nor `{Candidate.Label}` has a pathway `{unknown}`.", NearestName.Hint(unknown, names));
        var renamed = Renamed();
        return names.Where(n => !renamed.ContainsValue(n)).Select(n => (Old: n, New: renamed.GetValueOrDefault(n, n)))
            .Where(p => !Baseline.IsOnePathway || p.Old == olds[0]).Where(p => !Candidate.IsOnePathway || p.New == news[0])
            .Where(p => Wanted.IsEmpty || Wanted.Contains(p.Old) || Wanted.Contains(p.New));
    }

    /// <summary>Names that only the baseline has, to those that only the candidate has: the two that have most rules in common.</summary>
    private Dictionary<string, string> Renamed()
    {
        var renamed = new Dictionary<string, string>();
        var added = Candidate.Pathways.Where(n => Baseline.Pathways.All(o => o.Name != n.Name)).Select(n => (n.Name, Rules: RulesOf(n))).ToList();
        foreach (var gone in added.Count == 0 ? [] : Baseline.Pathways.Where(o => Candidate.Pathways.All(n => n.Name != o.Name)))
        {
            var rules = RulesOf(gone);
            var likest = added.Where(a => !renamed.ContainsValue(a.Name)).Select(a => (a.Name, Shared: a.Rules.Intersect(rules).Count(), Most: Math.Max(a.Rules.Count, rules.Count))).OrderByDescending(a => a.Shared).FirstOrDefault();
            if (likest.Shared * 2 > likest.Most)
                renamed[gone.Name] = likest.Name;
        }

        return renamed;

        static HashSet<string> RulesOf(PathwayLocation pathway) => [.. PathwayLoader.Load(pathway.Folder, pathway.Root).Value?.Workflows.SelectMany(w => w.Rules).Select(r => r.Id) ?? []];
    }

    public void Dispose()
    {
        Baseline.Dispose();
        Candidate.Dispose();
    }

    private static VersionTree Default(VersionFinder finder, Workspace? workspace) =>
        Need(finder.HasHead || workspace is null ? finder.Find("HEAD") : finder.FindLatestReleases(workspace.Pathways));

    private static VersionTree Need(Loaded<VersionTree> found)
    {
        if (found.Value is not null)
            return found.Value;
        var why = found.Diagnostics[0];
        var isFile = why.Place.File.Length > 0;
        throw new CommandFailure(isFile ? ExitCode.Invalid : ExitCode.CouldNotRun, isFile ? $"{why.Place}: {why.Message}" : why.Message, why.Fix);
    }
}
