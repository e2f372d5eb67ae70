namespace RuleWorkbench.SelfTest;

/// <summary>Random choices from a seed: the same ones on every machine (SplitMix64, after Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014).</summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Roll(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    public bool Chance(int percent) => Roll(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Roll(choices.Count)];

    /// <summary>Picks one of the makers and lets it make.</summary>
    public string Make(params Func<string>[] makers) => makers[Roll(makers.Length)]();

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
