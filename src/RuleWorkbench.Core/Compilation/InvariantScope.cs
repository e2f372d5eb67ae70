using System.Globalization;

namespace RuleWorkbench.Compilation;

/// <summary>Within it, text is converted and compared by the invariant culture: an expression must not mean something
/// else where the program runs elsewhere (trap T16).</summary>
internal readonly struct InvariantScope : IDisposable
{
    private readonly CultureInfo before;

    private InvariantScope(CultureInfo before) => this.before = before;

    public static InvariantScope Enter()
    {
        var scope = new InvariantScope(CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return scope;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
