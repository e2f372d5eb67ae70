using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Tours;

/// <summary>A tour that is being taken.</summary>
public sealed class TourProgress(string name, ImmutableArray<TourStep> steps)
{
    public string Name => name;

    public ImmutableArray<TourStep> Steps => steps;

    /// <summary>Index of the step that is next; as many as there are when the tour is over.</summary>
    public int At { get; private set; }

    public bool IsOver => At == steps.Length;

    /// <summary>What to do now.</summary>
    public string Text => IsOver ? $"This was the {name}'s tour. Ctrl+P finds all commands; F1 helps where you are." : $"{At + 1}/{steps.Length}  {steps[At].Text}";

    /// <summary>A command has run.</summary>
    public void Done(string command)
    {
        if (!IsOver && steps[At].Command == command)
            At++;
    }

    /// <summary>Looks whether the next step is done.</summary>
    /// <returns>True when it is.</returns>
    public bool Look(Workbench workbench)
    {
        if (IsOver || steps[At].IsDone?.Invoke(workbench) != true)
            return false;
        At++;
        return true;
    }
}
