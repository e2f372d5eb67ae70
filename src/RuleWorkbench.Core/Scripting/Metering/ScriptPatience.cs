namespace RuleWorkbench.Scripting.Metering;

/// <summary>The time that calls of the same loaded libraries may take before they fail. One that runs on is called again and again, by every
/// rule and for every criterion that is shown: all that fail have it together. Safe for parallel use.</summary>
public sealed class ScriptPatience
{
    /// <summary>The last resort, where the steps of a budget take longer than anybody waits.</summary>
    internal static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>What a call has once others have used up the time.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    private long ticks = Most.Ticks;

    /// <summary>How long a call may take now.</summary>
    internal TimeSpan Left => TimeSpan.FromTicks(Math.Max(Least.Ticks, Interlocked.Read(ref ticks)));

    /// <summary>A call failed after some time, which the next ones lack.</summary>
    internal void Take(TimeSpan time) => Interlocked.Add(ref ticks, -time.Ticks);
}
