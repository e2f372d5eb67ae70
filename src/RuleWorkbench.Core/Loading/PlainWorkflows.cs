using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads files of plain RulesEngine workflows that belong to no pathway: one workflow a file, or a list of them.
/// What RulesEngine's own model has no member for is a note of its author's and welcome; what looks like a slip is not.
/// </summary>
public static class PlainWorkflows
{
    private static readonly string[] EngineMembers =
    [
        "WorkflowName", "WorkflowsToInject", "RuleExpressionType", "GlobalParams", "Rules", "RuleName", "Properties", "Operator", "ErrorMessage",
        "Enabled", "LocalParams", "Expression", "Actions", "SuccessEvent", "OnSuccess", "OnFailure", "Name", "Context",
    ];

    /// <summary>The workflows of some files as a pathway without inputs.</summary>
    /// <param name="files">Paths, and how messages name them.</param>
    public static LoadedPathway Load(IEnumerable<(string Path, string Display)> files)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var workflows = ImmutableArray.CreateBuilder<Workflow>();
        var read = new List<JsonFile>();
        foreach (var (path, display) in files)
        {
            var source = SourceFile.Read(path, display);
            diagnostics.AddRange(source.Diagnostics);
            if (source.Value is null)
                continue;
            var (parts, broken) = JsonFile.ParseList(source.Value);
            diagnostics.AddRange(broken);
            read.AddRange(parts);
            var names = new HashSet<string>();
            foreach (var part in parts)
            {
                var found = ImmutableArray.CreateBuilder<Diagnostic>();
                var workflow = new WorkflowReader(part, found).Read();
                diagnostics.AddRange(found.Select(Judge).OfType<Diagnostic>());
                if (workflow.Name.Length > 0 && !names.Add(workflow.Name))
                    diagnostics.Add(Diagnostic.Error(DiagnosticIds.DuplicateName, $"Another workflow of this file is called `{workflow.Name}` too; RulesEngine would keep one of them.", part.PlaceOf(part.Root["WorkflowName"]!), "Rename one of them."));

                // Two files may hold workflows of one name; ours are told apart by their places.
                workflows.Add(workflow with { Name = $"{workflow.Place}" });
            }
        }

        return new LoadedPathway(new Pathway("", new SourcePlace("")) { Workflows = workflows.ToImmutable() }, diagnostics.ToImmutable(), new PathwayFiles(read));
    }

    /// <summary>The files of a folder, and of those in it, that hold workflows or were meant to; hidden folders aside.
    /// </summary>
    public static ImmutableArray<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden }).Where(HoldsWorkflows).Order(StringComparer.Ordinal)];

    private static bool HoldsWorkflows(string path)
    {
        if (SourceFile.Read(path, path).Value is not { } source || !source.Text.Contains($"\"{EngineMembers[0]}\"", StringComparison.OrdinalIgnoreCase))
            return false;
        var (parts, broken) = JsonFile.ParseList(source);
        return broken.Length > 0 || parts.Any(p => p.Root.GetValue(EngineMembers[0], StringComparison.OrdinalIgnoreCase) is not null);
    }

    /// <summary>What a finding about a workflow of a pathway is about a plain one; null when it is none.</summary>
    private static Diagnostic? Judge(Diagnostic found)
    {
        // Properties are free, and actions can be registered by the program that runs the workflow.
        if (found.Place.Path.Contains(".Properties", StringComparison.Ordinal) || found.Id == DiagnosticIds.UnknownAction)
            return null;
        if (found.Id != DiagnosticIds.UnknownMember)
            return found;
        var member = found.Place.Path[(found.Place.Path.LastIndexOf('.') + 1)..];
        return NearestName.Find(member, EngineMembers) is { } meant && meant != member
            ? found with { Severity = DiagnosticSeverity.Warning, Message = $"RulesEngine's JSON reader knows no `{member}` and drops it.", Fix = $"Did you mean `{meant}`?" }
            : null;
    }
}
