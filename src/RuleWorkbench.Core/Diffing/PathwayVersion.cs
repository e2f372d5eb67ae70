using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>One version of a pathway, read as far as it can be.</summary>
/// <param name="Label">As the user named it: <c>HEAD~3</c>, <c>failed-nerve-block@1.0.0</c>, <c>working tree</c>.</param>
/// <param name="Compiled">Null when the version does not have the pathway, or its pathway.json cannot be read.</param>
/// <param name="Diagnostics">All that is wrong with it.</param>
public sealed record PathwayVersion(string Label, CompiledPathway? Compiled, ImmutableSuites Suites, ImmutableArray<Diagnostic> Diagnostics)
{
    private VersionTrees? trees;

    private ImmutableArray<LibraryMember>? members;
    private bool hasMembers;

    /// <summary>The members of its script libraries; null where they cannot be taken apart. Read when they are asked for: it
    /// takes the C# parser.</summary>
    public ImmutableArray<LibraryMember>? Members
    {
        get
        {
            if (!hasMembers)
                (members, hasMembers) = (Pathway is { Scripts.IsEmpty: false } pathway ? LibraryMembers.Read(pathway.Scripts) : [], true);
            return members;
        }

        init => (members, hasMembers) = (value, true);
    }

    public Pathway? Pathway => Compiled?.Pathway;

    /// <summary>Name of the folder of a workspace that it lies in, or null.</summary>
    public string? Folder { get; init; }

    public ImmutableArray<Diagnostic> Errors => [.. Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>The canonical trees of its expressions.</summary>
    internal VersionTrees Trees => trees ??= new VersionTrees(Compiled!);

    /// <summary>A version that does not have the pathway: everything of the other one is new.</summary>
    public static PathwayVersion Without(string label) => new(label, null, new ImmutableSuites([]), []);

    /// <summary>Reads a version from its folders.</summary>
    /// <param name="suites">Folder of its suites; it need not exist.</param>
    /// <param name="root">What file names in messages are relative to.</param>
    /// <param name="scripts">Where its scripts are compiled and run.</param>
    public static PathwayVersion Open(string label, string folder, string suites, string root, IScriptHost scripts, CancellationToken cancellation)
    {
        var loaded = PathwayLoader.Load(folder, root);
        if (loaded.Value is not { } pathway)
            return new PathwayVersion(label, null, new ImmutableSuites([]), loaded.Diagnostics);
        var compiled = CompiledPathway.Compile(pathway, [], scripts, null, cancellation);
        var cases = SuiteLoader.Load(suites, root, pathway);
        return new PathwayVersion(label, compiled, cases.Value!, [.. loaded.Diagnostics, .. compiled.Diagnostics, .. cases.Diagnostics]);
    }
}
