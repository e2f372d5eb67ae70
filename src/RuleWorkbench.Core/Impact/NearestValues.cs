using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Moves the numbers and dates of a case to their nearest threshold as long as they still show what they show: to the
/// threshold itself, or else so near that a step nearer would not.</summary>
/// <param name="concerned">The thresholds of the criteria that changed.</param>
/// <param name="others">Those of all criteria, for a fact that none of the changed ones reads.</param>
/// <param name="pathway">Has the facts with their steps and ranges.</param>
/// <param name="showsAsync">Whether facts still show it.</param>
internal sealed partial class NearestValues(FactThresholds concerned, FactThresholds others, Pathway pathway, Func<JObject, Task<bool>> showsAsync)
{
    /// <summary>What one value allows can depend on another; each turn moves some nearer or is the last.</summary>
    private const int MostTurns = 8;

    private const byte MostDecimals = 6;

    /// <summary>The facts with values that are as near as can be.</summary>
    /// <param name="facts">They show it.</param>
    /// <param name="clock">The case's day.</param>
    public async Task<JObject> MoveAsync(JObject facts, DateOnly? clock)
    {
        var isMoved = true;
        for (var turn = 0; turn < MostTurns && isMoved; turn++)
        {
            isMoved = false;
            foreach (var path in facts.Descendants().OfType<JValue>().Select(v => v.Path).ToList())
            {
                if (await MoveAsync(facts, path, clock).ConfigureAwait(false) is { } moved)
                    (facts, isMoved) = (moved, true);
            }
        }

        return facts;
    }

    /// <summary>The ways from a value to its thresholds, the shortest first.</summary>
    /// <param name="path">Where the value stands, such as <c>history.injections[0].date</c>.</param>
    internal IReadOnlyList<Way> WaysFrom(JValue value, string path, DateOnly? clock)
    {
        if ((path.EndsWith(']') ? pathway.Fact(path)?.Element : pathway.Fact(path)) is not { } fact)
            return [];
        var name = Position().Replace(path, "[]");
        var ways = fact.Kind switch
        {
            FactKind.Number or FactKind.Integer when value.Type is JTokenType.Integer or JTokenType.Float =>
                (concerned.Numbers(name).Any() ? concerned : others).Numbers(name).Where(n => fact.Range?.Contains(n) != false).Select(n => Way.Between((double)value, n, fact)),
            FactKind.Date when value.Type == JTokenType.String && DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
                (concerned.Days(name, clock).Any() ? concerned : others).Days(name, clock).Select(d => new Way(date.DayNumber, d.DayNumber, 1, fact)),
            _ => [],
        };
        return [.. ways.OfType<Way>().OrderBy(w => Math.Abs(w.To - w.From) * w.Step)];
    }

    private async Task<JObject?> MoveAsync(JObject facts, string path, DateOnly? clock)
    {
        var ways = WaysFrom((JValue)facts.SelectToken(path)!, path, clock);
        if (ways.Count == 0 || ways[0].To == ways[0].From)
            return null;
        var nearest = ways[0];
        if (await ShowsAsync(nearest.To).ConfigureAwait(false) is { } there)
            return there;
        JObject? best = null;
        for (var (shown, not) = (nearest.From, nearest.To); Math.Abs(shown - not) > 1;)
        {
            var middle = shown + ((not - shown) / 2);
            if (await ShowsAsync(middle).ConfigureAwait(false) is { } nearer)
                (best, shown) = (nearer, middle);
            else
                not = middle;
        }

        return best;

        async Task<JObject?> ShowsAsync(long at)
        {
            if (!nearest.Allows(at))
                return null;
            var moved = (JObject)facts.DeepClone();
            moved.SelectToken(path)!.Replace(nearest.Value(at));
            return await showsAsync(moved).ConfigureAwait(false) ? moved : null;
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();

    /// <summary>The way from a value to a threshold in steps.</summary>
    /// <param name="From">The value, in steps from zero.</param>
    /// <param name="To">The step nearest to the threshold, on the value's side of it.</param>
    internal sealed record Way(long From, long To, decimal Step, FactSchema Fact)
    {
        /// <summary>The way of a number: in steps of the fact, else in whole numbers, or in the last decimal place that either has.</summary>
        public static Way? Between(double value, double threshold, FactSchema fact)
        {
            if (Math.Abs(value) > 1e9 || Math.Abs(threshold) > 1e9)
                return null;
            var (from, to) = ((decimal)value, (decimal)threshold);
            var step = fact.Step is { } declared and > 1e-6 ? (decimal)declared : fact.Kind == FactKind.Integer ? 1 : new decimal(1, 0, 0, false, Math.Max(Decimals(from), Decimals(to)));
            var goal = to / step;
            return from % step != 0 ? null : new Way((long)(from / step), (long)(to > from ? Math.Floor(goal) : Math.Ceiling(goal)), step, fact);
        }

        public bool Allows(long at) => Fact.Kind == FactKind.Date
            || (Fact.Range?.Contains((double)(at * Step)) != false && (Fact.AllowedValues.IsEmpty || Fact.AllowedValues.Contains((double)(at * Step))));

        public JValue Value(long at) =>
            Fact.Kind == FactKind.Date ? new JValue(DateOnly.FromDayNumber((int)at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : at * Step % 1 == 0 ? new JValue((long)(at * Step))
            : new JValue((double)(at * Step));

        private static byte Decimals(decimal number) => Math.Min(MostDecimals, number.Scale);
    }
}
