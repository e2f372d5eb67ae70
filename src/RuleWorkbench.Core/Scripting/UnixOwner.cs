using System.Runtime.InteropServices;

namespace RuleWorkbench.Scripting;

/// <summary>Who owns a file: .NET tells a file's mode and not its owner.</summary>
internal static class UnixOwner
{
    private const int CurrentFolder = -100;

    private const uint OwnerWanted = 0x8;

    /// <summary>Size of the system's <c>struct statx</c>, and where in it the owner stands.</summary>
    private const int StatxBytes = 256;

    private const int OwnerOffset = 20;

    /// <summary>True when the file is the current user's. Where the system has no <c>statx</c>, the mode alone decides.</summary>
    public static bool IsCurrentUser(string path)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        var buffer = new byte[StatxBytes];
        return Statx(CurrentFolder, path, 0, OwnerWanted, buffer) == 0
            && BitConverter.ToUInt32(buffer, OwnerOffset) == EffectiveUser();
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();
}
