namespace RuleWorkbench.Compilation.Rows;

/// <summary>Where the code of a workflow puts what it finds on a case; used for one case after another, by one thread.</summary>
internal sealed class RowFrame(int rules, int figures, object[] globals)
{
    public const byte NotMet = 0, Met = 1, Error = 2;

    /// <summary>Stands in <see cref="Values"/> for a number, which is in <see cref="Numbers"/>.</summary>
    public static readonly object Number = new();

    /// <summary>Stands in <see cref="Values"/> for a figure that fails.</summary>
    public static readonly object Failed = new();

    /// <summary>By position of a rule, nested ones among them: <see cref="NotMet"/>, <see cref="Met"/>, <see cref="Error"/>. Nested rules
    /// of a rule that fails mean nothing.</summary>
    public byte[] Verdicts { get; } = new byte[rules];

    /// <summary>By position of a figure; of met rules only.</summary>
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
