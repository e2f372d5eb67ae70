namespace RuleWorkbench.Cohorts.Making;

/// <summary>Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014). Each fact of each
/// person has a sequence of its own, so that a recipe that is edited changes no other fact.</summary>
internal struct PersonRandom(ulong state)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const int Summands = 12;

    private ulong state = state;

    /// <summary>The sequence of a part of what a seed stands for.</summary>
    public static ulong Derive(ulong seed, ulong part) => Mix(seed ^ Mix(part + Step));

    /// <summary>A number for a name (FNV-1a).</summary>
    public static ulong Hash(string name)
    {
        var hash = 14695981039346656037;
        foreach (var character in name)
            hash = (hash ^ character) * 1099511628211;
        return hash;
    }

    public ulong Next() => Mix(state += Step);

    /// <summary>From 0 up to, and without, 1.</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, and without, <paramref name="count"/>.</summary>
    public long NextBelow(long count) => (long)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Around 0 with deviation 1: a sum of uniform numbers, since functions of Math differ between machines.</summary>
    public double NextNormal()
    {
        var sum = 0.0;
        for (var i = 0; i < Summands; i++)
            sum += NextShare();
        return sum - (Summands / 2.0);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
