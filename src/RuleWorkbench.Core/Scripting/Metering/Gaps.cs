namespace RuleWorkbench.Scripting.Metering;

/// <summary>Places of removed entries in a dictionary or set that a script made: whoever goes through it goes over them too.</summary>
internal struct Gaps
{
    private const int Most = 256;

    private int count;

    /// <summary>An entry was removed.</summary>
    /// <param name="left">How many there still are.</param>
    /// <returns>True when there are so many gaps that they must go, for which the script has paid.</returns>
    public bool Add(int left)
    {
        if (++count < Most)
            return false;
        ScriptMeter.Steps(Most + left);
        ScriptMeter.Bytes(MeteredLists.EntryBytes * (long)left);
        count = 0;
        return true;
    }
}
