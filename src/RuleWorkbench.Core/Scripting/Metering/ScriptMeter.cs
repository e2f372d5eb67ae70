using System.Collections;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>What a call of a script has used of its budget. Compiled scripts call this at every function, lambda and turn of
/// a loop, and for all that they allocate. A call begins where an expression enters a script
/// and ends where it leaves it, on one thread; outside of a call everything here fails.</summary>
public sealed partial class ScriptMeter
{
    /// <summary>Longest text that a script can make, in characters: what .NET does with one text at once stays short.</summary>
    public const int LongestText = 16_384;

    private const int StepsPerLook = 2_000;

    /// <summary>So many times the memory that is counted may really be taken.</summary>
    private const int MeasuredPerCounted = 2;

    private const int ObjectBytes = 32;

    private const int ShortText = 64;

    [ThreadStatic]
    private static ScriptMeter? current;

    private long steps;
    private long bytes;
    private int mostDepth;
    private long slice;
    private long stepsLeft;
    private long bytesLeft;
    private int depth;
    private long started;
    private long taken;
    private ScriptPatience? patience;

    /// <summary>Enters a function that expressions can call; from outside, with a new budget.</summary>
    /// <param name="patience">Of the libraries that the function is of.</param>
    public static void Open(ScriptPatience patience, long steps, long bytes, int depth, int cost)
    {
        var meter = current ??= new ScriptMeter();
        if (meter.depth == 0)
            meter.Start(patience, steps, bytes, depth);
        meter.Down(cost);
    }

    /// <summary>Enters a function or a lambda from which others are called.</summary>
    public static void In(int cost) => Active().Down(cost);

    /// <summary>Leaves what was entered by <see cref="Open"/> or <see cref="In"/>.</summary>
    public static void Up()
    {
        var meter = current!;
        if (--meter.depth == 0)
            meter.slice = meter.stepsLeft = meter.bytesLeft = 0;
    }

    /// <summary>The meter of the call that this thread is in: what asks often keeps it.</summary>
    public static ScriptMeter Running => Active();

    /// <summary>A turn of a loop, or an element of a list.</summary>
    public void Turn(int cost)
    {
        if ((slice -= cost) < 0)
            Refill(this);
    }

    /// <summary>Memory that is about to be taken, or was.</summary>
    public void Take(long count)
    {
        if ((bytesLeft -= count) < 0)
            throw OutOfMemory(this);
    }

    /// <summary>A function from which no other is called.</summary>
    public static void Step(int cost)
    {
        var meter = current;
        if (meter is null || (meter.slice -= cost) < 0)
            Refill(meter);
    }

    /// <summary>As many steps as there are characters, elements and the like, divided by how many are done at once.</summary>
    public static void Steps(long cost)
    {
        for (; cost > int.MaxValue; cost -= int.MaxValue)
            Step(int.MaxValue);
        Step((int)cost);
    }

    /// <summary>Memory that is about to be taken, or was.</summary>
    public static void Bytes(long count) => Active().Take(count);

    /// <summary>The length of an array about to be made.</summary>
    public static int Length(int length, int elementBytes)
    {
        Bytes(ObjectBytes + (Math.Max(0L, length) * elementBytes));
        Steps(length / 16);
        return length;
    }

    /// <summary>A text that was made.</summary>
    public static string? Text(string? text)
    {
        if (text is not null)
        {
            TextOf(text.Length);
            Steps(text.Length / 16);
        }

        return text;
    }

    /// <summary>A text of that length, about to be made.</summary>
    public static void TextOf(long length)
    {
        if (length > LongestText)
            throw new ScriptBudgetException($"The script made a text of more than {LongestText} characters.");
        Bytes(ObjectBytes + (length * 2));
    }

    /// <summary>A text that .NET is about to look at: short ones cost nothing beside the call.</summary>
    public static string? Read(string? text)
    {
        if (text is { Length: > ShortText })
            Steps(text.Length / Weight.CharactersPerStep);
        return text;
    }

    /// <summary>A value that is about to be compared, whatever it holds.</summary>
    public static T Read<T>(T value)
    {
        Step(Weight.Of(value));
        return value;
    }

    /// <summary>An object that was made.</summary>
    public static T Made<T>(T made, int size)
    {
        Bytes(ObjectBytes + size);
        return made;
    }

    /// <summary>An array that .NET made.</summary>
    public static T[]? MadeArray<T>(T[]? array)
    {
        if (array is null)
            return null;
        Bytes(ObjectBytes + ((long)array.Length * Unsafe.SizeOf<T>()));
        Steps(array.Length / 16);
        return array;
    }

    /// <summary>A format, which must not ask for more digits than anybody reads.</summary>
    public static string? Format(string? format)
    {
        if (format is { Length: > 40 } || (format is not null && System.Text.RegularExpressions.Regex.IsMatch(format, "[0-9]{3}")))
            throw new ScriptBudgetException("The script asked for a format of more than 40 characters or 99 digits.");
        return format;
    }

    /// <summary>The result of a function, with nothing left in it that would run later.</summary>
    public static IEnumerable<T>? Whole<T>(IEnumerable<T>? list) => list is null or ICollection ? list : new OwnList<T>(list.MeteredEach());

    private static ScriptBudgetException OutOfMemory(ScriptMeter meter) => meter.Failed($"The script used up its memory of {meter.bytes / (1024 * 1024)} MB (`megabytes` of `scriptBudget`).");

    private static ScriptMeter Active() => current is { depth: > 0 } meter ? meter : throw new ScriptBudgetException("A function of a script was called without a budget.");

    private static void Refill(ScriptMeter? meter)
    {
        if (meter is not { depth: > 0 } && meter is not { stepsLeft: > 0 })
            throw new ScriptBudgetException("A function of a script was called without a budget.");
        if (meter.started == 0)
        {
            // Nearly all calls are over before this; asking for the time would cost more than they do.
            meter.started = TimeProvider.System.GetTimestamp();
            meter.taken = GC.GetAllocatedBytesForCurrentThread();
        }
        else if (TimeProvider.System.GetElapsedTime(meter.started) > meter.patience!.Left)
        {
            meter.stepsLeft = 0;
            throw meter.Failed($"The script took too much time: all calls that fail have {ScriptPatience.Most.TotalSeconds} seconds together.");
        }
        else if (GC.GetAllocatedBytesForCurrentThread() - meter.taken > MeasuredPerCounted * meter.bytes)
        {
            // What was counted leaves things out: boxed values, variables that a function keeps.
            meter.stepsLeft = meter.bytesLeft = 0;
            throw OutOfMemory(meter);
        }

        var more = Math.Min(meter.stepsLeft, Math.Max(StepsPerLook, -meter.slice));
        meter.stepsLeft -= more;
        meter.slice += more;
        if (meter.slice < 0)
            throw meter.Failed($"The script used up its {meter.steps} steps (`steps` of `scriptBudget`).");
    }

    /// <summary>The error of this call, whose time the next ones lack.</summary>
    private ScriptBudgetException Failed(string message)
    {
        if (started != 0)
            patience!.Take(TimeProvider.System.GetElapsedTime(started));
        started = 0;
        return new ScriptBudgetException(message);
    }

    private void Start(ScriptPatience ofAll, long ofSteps, long ofBytes, int ofDepth)
    {
        (patience, steps, bytes, mostDepth) = (ofAll, ofSteps, ofBytes, ofDepth);
        (slice, stepsLeft, bytesLeft) = (Math.Min(ofSteps, StepsPerLook), Math.Max(0, ofSteps - StepsPerLook), ofBytes);
        started = 0;
    }

    private void Down(int cost)
    {
        if ((slice -= cost) < 0)
            Refill(this);
        if (depth >= mostDepth || (depth > 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
            throw new ScriptBudgetException($"The script calls itself more than {Math.Min(depth, mostDepth)} levels deep (`depth` of `scriptBudget`).");
        depth++;
    }
}
