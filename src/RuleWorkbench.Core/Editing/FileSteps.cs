namespace RuleWorkbench.Editing;

/// <summary>What saving does to the disk, step by step: a seam for tests to make each step fail.</summary>
public class FileSteps
{
    /// <summary>Throws when a file may not be written to; renaming would not ask.</summary>
    public virtual void CheckWritable(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Makes a file that is not there yet, and returns when its content is on the disk.</summary>
    public virtual void Write(string path, byte[] bytes, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (mode is { } given && !OperatingSystem.IsWindows())
            options.UnixCreateMode = given & (UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var stream = new FileStream(path, options);
        try
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (ArgumentException e)
        {
            // What .NET makes of a file that is larger than the disk or the user's quota allows.
            throw new IOException($"A file of {bytes.Length} bytes is too large for the disk, or for what you may use of it.", e);
        }

        // Set afterwards, since what a file is made with loses the bits of the umask.
        if (mode is { } kept && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, kept);
    }

    /// <summary>Puts a file in the place of another in one step; the other one stays as <paramref name="backup"/>.</summary>
    public virtual void Replace(string path, string target, string backup) => File.Replace(path, target, backup);

    /// <summary>Gives a file another name in its folder that no file has.</summary>
    public virtual void Move(string path, string target) => File.Move(path, target, overwrite: false);

    public virtual void MakeFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>Appends to the journal, and returns when it is on the disk.</summary>
    public virtual void Note(FileStream journal, byte[] bytes)
    {
        journal.Write(bytes);
        journal.Flush(flushToDisk: true);
    }

    /// <summary>Tidies up after all is done.</summary>
    public virtual void Delete(string path) => File.Delete(path);
}
