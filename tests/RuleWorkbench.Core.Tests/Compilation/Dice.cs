using CsCheck;

namespace RuleWorkbench.Compilation;

/// <summary>Random choices from CsCheck's source, so that a printed seed gives the same ones again.</summary>
internal sealed class Dice(PCG source)
{
    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Roll(int count) => (int)source.Next((uint)count);

    public bool Chance(int percent) => Roll(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Roll(choices.Count)];

    /// <summary>Picks one of the makers and lets it make.</summary>
    public string Make(params Func<string>[] makers) => makers[Roll(makers.Length)]();
}
