namespace RuleWorkbench.Compilation;

/// <summary>A set of facts of a pathway, by <see cref="FactProperty.Index"/>.</summary>
public sealed class FactSet(int count)
{
    private readonly ulong[] bits = new ulong[(count + 63) / 64];

    public void Add(int index) => bits[index >> 6] |= 1UL << (index & 63);

    public bool Contains(int index) => (bits[index >> 6] & (1UL << (index & 63))) != 0;

    public bool Overlaps(FactSet other)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            if ((bits[i] & other.bits[i]) != 0)
                return true;
        }

        return false;
    }

    public void UnionWith(FactSet other)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= other.bits[i];
    }
}
