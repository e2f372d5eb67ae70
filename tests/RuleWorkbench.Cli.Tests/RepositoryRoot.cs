namespace RuleWorkbench.Cli;

/// <summary>The folder that the tests were built from.</summary>
internal static class RepositoryRoot
{
    public static readonly string Folder = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RuleWorkbench.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds RuleWorkbench.sln.");
    }
}
