namespace RuleWorkbench.Isolation;

/// <summary>What a worker can be asked: the first byte of a request.</summary>
internal enum ScriptRequest : byte
{
    /// <summary>Compile and load libraries.</summary>
    Open,

    /// <summary>Call one of their functions.</summary>
    Call,
}
