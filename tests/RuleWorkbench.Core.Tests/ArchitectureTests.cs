using Mono.Cecil;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench;

/// <summary>The dependency rules of the design, read from the compiled assembly.</summary>
public sealed class ArchitectureTests
{
    /// <summary>The folders of the core in the order of the flow: each uses only those before it.</summary>
    private static readonly string[] Folders =
    [
        "Model", "Loading", "Scripting", "Compilation", "Checking", "Editing", "Tracing", "Simulation", "SelfTest", "Cohorts", "Importing",
        "Coverage", "Analysis", "Diffing", "Impact", "Releases", "Merging", "Reporting",
    ];

    private static readonly IReadOnlyList<(TypeDefinition User, TypeReference Used)> Uses = AssemblyUses.Read(typeof(Rule).Assembly.Location);

    [Fact]
    public void Core_EveryType_StandsInAFolderOfTheDesign()
    {
        Uses.Select(u => u.User).Where(IsOurs).Where(t => !Folders.Contains(Folder(t))).Select(t => t.FullName).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Core_EveryFolder_UsesOnlyFoldersAboveIt()
    {
        Uses.Where(u => IsOurs(u.User) && IsOurs(u.Used) && Array.IndexOf(Folders, Folder(u.Used)) > Array.IndexOf(Folders, Folder(u.User)))
            .Select(Describe)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Core_RulesEngine_IsUsedInCompilationOnly()
    {
        var users = Uses.Where(u => IsIn(u.Used, "RulesEngine")).ToList();

        users.ShouldNotBeEmpty();
        users.Where(u => Folder(u.User) != "Compilation").Select(Describe).ShouldBeEmpty();
    }

    [Fact]
    public void Core_DiffPlex_IsUsedInDiffingOnly()
    {
        var users = Uses.Where(u => IsIn(u.Used, "DiffPlex")).ToList();

        users.ShouldNotBeEmpty();
        users.Where(u => Folder(u.User) != "Diffing").Select(Describe).ShouldBeEmpty();
    }

    [Fact]
    public void Core_Roslyn_IsUsedInScriptingOnly()
    {
        // The compiler puts some attributes of its own into every assembly, in the namespace of Roslyn.
        var users = Uses.Where(u => u.Used is not TypeDefinition && IsIn(u.Used, "Microsoft.CodeAnalysis")).ToList();

        users.ShouldNotBeEmpty();
        users.Where(u => Folder(u.User) != "Scripting").Select(Describe).ShouldBeEmpty();
    }

    [Fact]
    public void Core_Console_IsUsedNowhere()
    {
        Uses.Where(u => u.Used.FullName == "System.Console").Select(Describe).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Terminal.Gui")]
    [InlineData("System.CommandLine")]
    [InlineData("Spectre.Console")]
    [InlineData("LibGit2Sharp")]
    public void Core_LibraryOfOtherAssemblies_IsUsedNowhere(string library)
    {
        Uses.Where(u => u.Used is not TypeDefinition && IsIn(u.Used, library)).Select(Describe).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RuleWorkbench.Simulation.Walker", "RuleWorkbench.Compilation.ReferenceEngine")]
    [InlineData("RuleWorkbench.Compilation.ReferenceEngine", "RulesEngine.RulesEngine")]
    [InlineData("RuleWorkbench.Model.Workflow", "RuleWorkbench.Model.Rule")]
    [InlineData("RuleWorkbench.Impact.Attribution", "RuleWorkbench.Diffing.Change")]
    [InlineData("RuleWorkbench.Loading.JsonTree", "System.Text.Json.Utf8JsonReader")]
    public void AssemblyUses_KnownUse_IsRead(string user, string used)
    {
        Uses.ShouldContain(u => u.User.FullName == user && u.Used.FullName == used);
    }

    /// <summary>Types of ours; what the compiler and its generators add has other namespaces, or none.</summary>
    private static bool IsOurs(TypeReference type) => IsIn(type, "RuleWorkbench");

    private static bool IsIn(TypeReference type, string root) =>
        type.Namespace == root || type.Namespace.StartsWith(root + ".", StringComparison.Ordinal);

    private static string Folder(TypeReference type) => type.Namespace.Split('.').ElementAtOrDefault(1) ?? "";

    private static string Describe((TypeDefinition User, TypeReference Used) use) => $"{use.User.FullName} uses {use.Used.FullName}";
}
