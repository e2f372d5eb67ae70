namespace RuleWorkbench.Presentation.Session;

/// <summary>Where the workbench keeps what is the user's own and no part of a pathway: layout, recovery.</summary>
/// <param name="Path">Absolute path; it need not exist yet.</param>
public sealed record StateFolder(string Path)
{
    /// <summary>The folder of the user: <c>$XDG_STATE_HOME/rulewb</c>, or what the system has for it.</summary>
    public static StateFolder OfUser()
    {
        var given = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = !string.IsNullOrEmpty(given) && System.IO.Path.IsPathRooted(given) ? given
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return new StateFolder(System.IO.Path.Combine(home, "rulewb"));
    }

    /// <summary>Writes a file in one step: whoever reads it finds the old content or the new.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.WriteAllBytes(beside, content);
        File.Move(beside, path, overwrite: true);
    }
}
