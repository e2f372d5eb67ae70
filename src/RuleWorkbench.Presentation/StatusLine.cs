using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation;

/// <summary>The last line of the window: what runs or was done last, and commands with their keys.</summary>
public static class StatusLine
{
    private const int BarColumns = 12;

    public static Line Message(Workbench workbench)
    {
        var session = workbench.Session;
        return workbench.Jobs.Running is [var job, ..] ? Line.Of($"{job.Title}  ", Tone.Accent).And(Progress(job), Tone.Accent).And("  Ctrl+K stops ", Tone.Quiet)
            : session.IsBusy ? Line.Of("checking … ", Tone.Quiet)
            : session.Message.Length > 0 ? Line.Of(session.Message + " ")
            : session.Unsaved.Length is > 0 and var unsaved ? Line.Of(unsaved == 1 ? "● 1 file is not saved " : $"● {unsaved} files are not saved ", Tone.Warning)
            : Line.Empty;
    }

    /// <summary>As many commands as there is room for, those with function keys first.</summary>
    /// <param name="room">In columns.</param>
    public static ImmutableArray<(Line Line, WorkbenchCommand Command)> Commands(Workbench workbench, int room)
    {
        var shown = ImmutableArray.CreateBuilder<(Line, WorkbenchCommand)>();
        foreach (var command in workbench.Commands.All.Where(c => c.StatusTitle is not null).OrderBy(c => c.Key!.StartsWith('F') ? -1 : c.StatusPlace).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            var line = Line.Of($" {command.Key}", Tone.Accent).And($" {command.StatusTitle} ", Tone.Quiet);
            room -= Columns.Of(line.Text);
            if (room >= 0)
                shown.Add((line, command));
        }

        return shown.ToImmutable();
    }

    private static string Progress(Simulation.Job job)
    {
        if (job.Total <= 0)
            return job.Done > 0 ? $"{Figures.Number(job.Done)} …" : "…";
        var full = (int)Math.Clamp(job.Done * BarColumns / job.Total, 0, BarColumns);
        return $"{new string('█', full)}{new string('░', BarColumns - full)} {100 * job.Done / job.Total,3} %";
    }
}
