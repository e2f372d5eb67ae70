using System.Security.Cryptography;
using System.Text;

namespace RuleWorkbench.Scripting;

/// <summary>Compiled things on disk, by the hash of what they were made of. Safe for several processes at once: a file is
/// written under another name and then moved. What is read was verified by its own hash, and a file that is not whole is
/// removed. A folder that somebody else owns or can write to is not used at all: then nothing is found and nothing kept.
/// A cache that cannot work is no error; the work is done anew.</summary>
/// <param name="folder">Made when it is missing, for its owner alone.</param>
/// <param name="mostBytes">Beyond this the files that were not used for longest go.</param>
public sealed class DiskCache(string folder, long mostBytes)
{
    private const long DefaultMostBytes = 64 * 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const string Extension = ".bin";

    /// <summary>How old what was left half-written by a process that died gets before it is removed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>The cache in the user's own cache folder: <c>$XDG_CACHE_HOME/rulewb</c>, <c>~/.cache/rulewb</c>, or the
    /// platform's folder for local application data.</summary>
    public static DiskCache OfUser()
    {
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = Path.IsPathFullyQualified(xdg ?? "") ? xdg!
            : OperatingSystem.IsWindows() || home.Length == 0 ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
        return new DiskCache(caches.Length == 0 ? "" : Path.Combine(caches, "rulewb"), DefaultMostBytes);
    }

    /// <summary>The hash of what a thing is made of: parts in order, each by itself.</summary>
    public static string KeyOf(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>What was kept under a key, whole and as it was; null when there is nothing that can be trusted.</summary>
    public byte[]? Find(string key)
    {
        try
        {
            var path = PathOf(key);
            if (!IsTrusted() || !File.Exists(path) || new FileInfo(path).LinkTarget is not null)
                return null;
            var content = File.ReadAllBytes(path);
            if (content.Length < SHA256.HashSizeInBytes || !Seal(key, content.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(content.AsSpan(0, SHA256.HashSizeInBytes)))
            {
                File.Delete(path);
                return null;
            }

            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return content[SHA256.HashSizeInBytes..];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps bytes under a key.</summary>
    public void Keep(string key, byte[] bytes)
    {
        try
        {
            if (folder.Length == 0)
                return;
            if (!Directory.Exists(folder))
                Make(folder);
            if (!IsTrusted())
                return;
            var temporary = Path.Combine(folder, $"{key}.{Guid.NewGuid():N}.tmp");
            using (var file = Create(temporary))
            {
                file.Write(Seal(key, bytes));
                file.Write(bytes);
            }

            File.Move(temporary, PathOf(key), overwrite: true);
            RemoveOldest();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What could not be kept is made again next time.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);

    /// <summary>The hash of content and key: the file of another key under this name is no good either.</summary>
    private static byte[] Seal(string key, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private bool IsTrusted()
    {
        if (folder.Length == 0 || new DirectoryInfo(folder) is not { Exists: true } info)
            return false;

        // On Windows the folder for local application data is the user's own by its access list.
        return OperatingSystem.IsWindows()
            || (info.LinkTarget is null && (File.GetUnixFileMode(folder) & OthersWrite) == 0 && UnixOwner.IsCurrentUser(folder));
    }

    private void RemoveOldest()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var left in new DirectoryInfo(folder).EnumerateFiles("*.tmp").Where(f => now - f.LastWriteTimeUtc > Abandoned))
            left.Delete();
        var files = new DirectoryInfo(folder).EnumerateFiles("*" + Extension).OrderByDescending(f => f.LastWriteTimeUtc).ToList();
        var total = 0L;
        foreach (var file in files)
        {
            total += file.Length;
            if (total > mostBytes)
                file.Delete();
        }
    }
}
