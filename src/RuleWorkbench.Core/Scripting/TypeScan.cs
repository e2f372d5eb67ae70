namespace RuleWorkbench.Scripting;

/// <summary>RulesEngine's parser looks through every type in the process, and fails on one that another thread has begun and
/// not finished. So nothing is parsed while types are made, and no types are made while something is parsed.</summary>
internal static class TypeScan
{
    private static readonly ReaderWriterLockSlim Gate = new(LockRecursionPolicy.SupportsRecursion);

    /// <summary>Does what looks through types.</summary>
    public static T While<T>(Func<T> parse)
    {
        Gate.EnterReadLock();
        try
        {
            return parse();
        }
        finally
        {
            Gate.ExitReadLock();
        }
    }

    /// <summary>Makes types.</summary>
    public static T Making<T>(Func<T> make)
    {
        Gate.EnterWriteLock();
        try
        {
            return make();
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }
}
