using System.Collections;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>Stands before every sequence that a script hands to LINQ: each element that is taken from it costs steps and
/// memory, whatever becomes of it, and a long chain of sequences ends before the stack does.</summary>
public static class MeteredSequence
{
    private const int StepsPerElement = 2;

    private const int BytesPerElement = 64;

    private const int BytesPerSequence = 256;

    /// <summary>The same elements.</summary>
    public static IEnumerable<T> MeteredEach<T>(this IEnumerable<T> source)
    {
        ScriptMeter.Bytes(BytesPerSequence);
        return source is null ? null! : new Sequence<T>(source);
    }

    /// <summary>The same elements, about to be gone through to the end and once by nothing but .NET: a collection says how many
    /// they are, and so pays for all of them at once.</summary>
    public static IEnumerable<T> MeteredAll<T>(this IEnumerable<T> source)
    {
        if (typeof(T) == typeof(string) || source is not ICollection<T> { Count: var count })
            return source.MeteredEach();
        ScriptMeter.Steps(StepsPerElement * (count + 1L));
        ScriptMeter.Bytes((2 * BytesPerSequence) + (BytesOf<T>() * (long)count));
        return source;
    }

    /// <summary>A list that the script can change.</summary>
    public static List<T> MeteredToList<T>(this IEnumerable<T> source) => new OwnList<T>(source.MeteredEach());

    private static int BytesOf<T>() => BytesPerElement + (2 * Unsafe.SizeOf<T>());

    private sealed class Sequence<T>(IEnumerable<T> source) : IEnumerable<T>
    {
        public IEnumerator<T> GetEnumerator() => new Enumerator<T>(source);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Enumerator<T>(IEnumerable<T> source) : IEnumerator<T>
    {
        private IEnumerator<T>? inner;
        private ScriptMeter meter = null!;

        public T Current => inner!.Current;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (inner is null)
            {
                meter = ScriptMeter.Running;
                meter.Take(BytesPerSequence);
                if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                    throw new ScriptBudgetException("The script chains more lists than the stack holds.");
                inner = source.GetEnumerator();
            }

            meter.Turn(StepsPerElement);
            try
            {
                if (!inner.MoveNext())
                    return false;
            }
            catch (InvalidOperationException e) when (e.InnerException is ScriptBudgetException budget)
            {
                // Sorting says no more than that something failed.
                throw new ScriptBudgetException(budget.Message);
            }

            meter.Take(BytesOf<T>());
            if (typeof(T) == typeof(string) && inner.Current is string text)
                ScriptMeter.Steps(text.Length / Weight.CharactersPerStep);
            return true;
        }

        public void Reset() => throw new NotSupportedException();

        /// <summary>What is inside holds memory only. Going down a long chain here, on top of the stack that an exception came
        /// from, would end the process.</summary>
        public void Dispose()
        {
        }
    }
}
