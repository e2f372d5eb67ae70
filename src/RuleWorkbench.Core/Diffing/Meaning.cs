namespace RuleWorkbench.Diffing;

/// <summary>What an edit does to the logic.</summary>
public enum Meaning
{
    /// <summary>Nothing: the canonical trees are equal, or it is not about logic at all.</summary>
    SameLogic,

    /// <summary>The canonical trees differ. Whether any patient is touched is for the impact to say.</summary>
    OtherLogic,

    /// <summary>A version of it cannot be read or does not compile, so there are no trees to compare.</summary>
    NotCompared,
}
