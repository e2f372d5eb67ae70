namespace RuleWorkbench.Compilation.Rows;

/// <summary>Where the code of a workflow puts what it finds on a case; used for one case after another, by one thread.</summary>
internal sealed class RowFrame(int rules, int figures, object[] globals)
{
    public const byte NotMet = 0, Met = 1, Error = 2;

    /// <summary>What a figure is: something in <see cref="Values"/>, a number in <see cref="Numbers"/>, or nothing since it fails, which
    /// is said of the first figure of a rule.</summary>
    public const byte Value = 0, Number = 1, Failed = 2;

    /// <summary>By position of a rule, nested ones among them: <see cref="NotMet"/>, <see cref="Met"/>, <see cref="Error"/>. Nested rules
    /// of a rule that fails mean nothing.</summary>
    public byte[] Verdicts { get; } = new byte[rules];

    /// <summary>By position of a figure, of met rules only: <see cref="Value"/>, <see cref="Number"/>, <see cref="Failed"/>.</summary>
    public byte[] Kinds { get; } = new byte[figures];

    public object?[] Values { get; } = new object?[figures];

    public double[] Numbers { get; } = new double[figures];

    /// <summary>Global parameters, each in a <c>StrongBox</c> of its type.</summary>
    public object[] Globals => globals;

    /// <summary>The verdict of a rule that fails.</summary>
    public static byte Fail(Exception error) => error is OutOfMemoryException ? throw error : Error;

    /// <summary>The verdict of a rule by those of its nested rules, as <see cref="RuleJudge.Combine"/> has it.</summary>
    public static byte Combine(RowFrame frame, int[] children, bool isAnd)
    {
        var (met, failed) = (0, 0);
        foreach (var child in children)
        {
            met += frame.Verdicts[child] == Met ? 1 : 0;
            failed += frame.Verdicts[child] == Error ? 1 : 0;
        }

        var isDecided = isAnd ? met + failed < children.Length : met > 0;
        return failed > 0 && !isDecided ? Error
            : (isAnd ? children.Length > 0 && met == children.Length : met > 0) ? Met : NotMet;
    }
}
