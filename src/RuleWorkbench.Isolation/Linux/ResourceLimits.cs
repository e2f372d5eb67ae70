namespace RuleWorkbench.Isolation.Linux;

/// <summary>What a process may take of the machine. They bind the whole process, and cannot be raised once system calls are
/// filtered.</summary>
internal static unsafe class ResourceLimits
{
    private const int CpuSeconds = 0;
    private const int FileSize = 1;
    private const int Data = 2;
    private const int Core = 4;
    private const int OpenFiles = 7;
    private const int AddressSpace = 9;
    private const ulong Megabyte = 1024 * 1024;

    /// <summary>Memory that can be written; the managed heap is a part of it and has a limit of its own.</summary>
    private const ulong MostData = 1024 * Megabyte;

    /// <summary>.NET reserves far more addresses than it uses.</summary>
    private const ulong MostAddresses = 16 * 1024 * Megabyte;

    /// <summary>A worker that serves a long run uses hours; this only ends what nobody watches any more.</summary>
    private const ulong MostCpuSeconds = 24 * 60 * 60;

    /// <summary>.NET itself keeps many files open.</summary>
    private const ulong MostOpenFiles = 256;

    /// <returns>The limits that the system refused, in words.</returns>
    public static IEnumerable<string> Apply()
    {
        foreach (var (resource, most, words) in ((int, ulong, string)[])
            [(CpuSeconds, MostCpuSeconds, "processor time"), (FileSize, 0, "size of files"), (Data, MostData, "memory"), (Core, 0, "core files"), (OpenFiles, MostOpenFiles, "open files"), (AddressSpace, MostAddresses, "addresses")])
        {
            if (!Set(resource, most))
                yield return $"a limit of {words}";
        }
    }

    private static bool Set(int resource, ulong most)
    {
        var values = stackalloc ulong[] { most, most };
        return SystemCalls.SetLimit(resource, values) == 0;
    }
}
