using System.Collections.Immutable;

namespace RuleWorkbench.Scripting;

/// <summary>What a member of a script library is.</summary>
public enum LibraryMemberKind
{
    /// <summary>A function that expressions can call.</summary>
    Function,

    /// <summary>A private function, a constant, a record: what functions use.</summary>
    Helper,

    /// <summary>A file of data.</summary>
    Table,
}

/// <summary>A member of a script library, to be compared between versions; overloads are one.</summary>
/// <param name="Text">Its text without what means nothing; the content of a table.</param>
public sealed record LibraryMember(string Library, string Name, string Text, LibraryMemberKind Kind = LibraryMemberKind.Function)
{
    /// <summary>As expressions call a function; the file of a table.</summary>
    public string Id => $"{Library}{(Kind == LibraryMemberKind.Table ? '/' : '.')}{Name}";

    /// <summary>The ids of all that it uses, directly or through others.</summary>
    public ImmutableHashSet<string> Uses { get; init; } = [];
}
