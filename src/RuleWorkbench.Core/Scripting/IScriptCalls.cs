namespace RuleWorkbench.Scripting;

/// <summary>Calls functions of scripts that run elsewhere.</summary>
public interface IScriptCalls
{
    /// <param name="function">Position among the functions of the libraries.</param>
    /// <param name="arguments">Values of the types that the function declares.</param>
    /// <returns>A value of the type that it returns. Whatever goes wrong is thrown, with a message for people.</returns>
    object? Call(int function, object?[] arguments);
}
