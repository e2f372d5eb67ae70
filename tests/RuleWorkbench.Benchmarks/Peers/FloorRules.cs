using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The rules by hand over columns, 64 rows at a time.</summary>
internal sealed class FloorRules(FloorColumns c)
{
    private readonly double[] meanBp = new double[64];
    private readonly double[] risk = new double[64];
    private readonly double[] recent = new double[64];
    private readonly ulong[] met = new ulong[Verdicts.Rules];
    private readonly uint[] byRow = new uint[64];
    private readonly double[] numbers = new double[Verdicts.Rules];

    /// <summary>Evaluates the rows of a word.</summary>
    /// <returns>By row, the rules that are met.</returns>
    public ReadOnlySpan<uint> Evaluate(int word)
    {
        var o = word << 6;
        var n = c.Numbers;
        var (smoker, diabetic, pregnant, priorMi, female) = (c.Flags[0][word], c.Flags[1][word], c.Flags[2][word], c.Flags[3][word], c.Flags[4][word]);
        ulong sbp140 = AtLeast(n[FloorColumns.Sbp], o, 140), age65 = AtLeast(n[FloorColumns.Age], o, 65);
        var (within365, within180, complicated) = (0UL, 0UL, 0UL);
        for (var i = 0; i < 64; i++)
        {
            meanBp[i] = (n[FloorColumns.Sbp][o + i] + (2.0 * n[FloorColumns.Dbp][o + i])) / 3.0;
            risk[i] = (age65 >> i & 1) * 2 + (smoker >> i & 1) + (diabetic >> i & 1) * 2 + (priorMi >> i & 1) * 3 + (sbp140 >> i & 1);
            var count = 0;
            var end = o + i < c.Rows ? c.Procedures[o + i + 1] : 0;
            for (var p = c.Procedures[o + i]; p < end; p++)
            {
                var days = c.DaysAgo[p];
                count += days <= 90 ? 1 : 0;
                var isImaging = c.Code[p] == 0;
                within365 |= isImaging && days <= 365 ? 1UL << i : 0;
                within180 |= isImaging && days <= 180 ? 1UL << i : 0;
                complicated |= c.Complicated[p] && days <= 30 ? 1UL << i : 0;
            }

            recent[i] = count;
        }

        ulong ldl70 = AtLeast(n[FloorColumns.Ldl], o, 70), age76 = ~AtMost(n[FloorColumns.Age], o, 75), bmi40 = AtLeast(n[FloorColumns.Bmi], o, 40);
        ulong egfr30 = ~AtLeast(n[FloorColumns.Egfr], o, 30), egfr45 = AtLeast(n[FloorColumns.Egfr], o, 45), metformin = Takes(o, 1), risk3 = AtLeast(risk, 0, 3), risk5 = AtLeast(risk, 0, 5);
        ulong back = Is(c.Diagnosis, o, 0), weeks6 = AtLeast(n[FloorColumns.Weeks], o, 6), recent1 = AtLeast(recent, 0, 1);
        met[0] = sbp140 | AtLeast(n[FloorColumns.Dbp], o, 90);
        met[1] = ~AtMost(n[FloorColumns.Sbp], o, 180) & ~AtMost(n[FloorColumns.Dbp], o, 110);
        met[2] = AtLeast(n[FloorColumns.Ldl], o, 190) | (priorMi & ldl70) | (diabetic & AtLeast(n[FloorColumns.Age], o, 40) & ~age76 & ldl70);
        met[3] = diabetic & AtLeast(n[FloorColumns.Hba1c], o, 9);
        met[4] = metformin & egfr30;
        met[5] = diabetic & ~metformin & egfr45 & AtLeast(n[FloorColumns.Hba1c], o, 6.5);
        met[6] = Takes(o, 1 << 1) & Takes(o, (1 << 2) | (1 << 3));
        met[7] = ~AtMost(n[FloorColumns.Potassium], o, 5.5) & Takes(o, (1 << 4) | (1 << 5) | (1 << 6));
        met[8] = AtLeast(n[FloorColumns.Bmi], o, 30) & ~bmi40 & ~recent1;
        met[9] = bmi40 | (AtLeast(n[FloorColumns.Bmi], o, 35) & (diabetic | sbp140));
        met[10] = female & pregnant & Takes(o, (1 << 4) | (1 << 1) | (1 << 7));
        met[11] = back & weeks6 & AtLeast(n[FloorColumns.Pain], o, 7) & ~within365;
        met[12] = back & ~weeks6;
        met[13] = ~AtLeast(n[FloorColumns.Pain], o, 8) & within180;
        met[14] = complicated;
        met[15] = risk5;
        met[16] = risk3 & ~risk5;
        met[17] = ~risk3 & ~age65;
        met[18] = ~AtMost(n[FloorColumns.HeartRate], o, 100) & ~AtLeast(meanBp, 0, 70.1);
        met[19] = egfr30 | (~egfr45 & AtLeast(n[FloorColumns.Potassium], o, 5) & ~pregnant);
        met[20] = (Is(c.Insurance, o, 0) | Is(c.Insurance, o, 1)) & age65 & recent1;
        met[21] = AtLeast(n[FloorColumns.Hba1c], o, 10) | AtLeast(n[FloorColumns.Ldl], o, 220) | AtLeast(n[FloorColumns.Sbp], o, 200);
        met[22] = smoker & (AtLeast(n[FloorColumns.Age], o, 50) | AtLeast(n[FloorColumns.Weeks], o, 12));
        met[23] = AtLeast(c.DrugCount, o, 5) & AtLeast(n[FloorColumns.Age], o, 70);
        met[24] = (Is(c.Diagnosis, o, 1) | Is(c.Diagnosis, o, 2)) & (AtLeast(n[FloorColumns.Hba1c], o, 8) | ~AtMost(meanBp, 0, 105.2));
        Array.Clear(byRow);
        for (var rule = 0; rule < met.Length; rule++)
        {
            for (var rows = met[rule]; rows != 0; rows &= rows - 1)
                byRow[System.Numerics.BitOperations.TrailingZeroCount(rows)] |= 1u << rule;
        }

        return byRow;
    }

    /// <summary>The outputs of a row of the word that was evaluated last.</summary>
    public ReadOnlySpan<double> Outputs(int word, int i)
    {
        var row = (word << 6) + i;
        var n = c.Numbers;
        numbers[0] = meanBp[i];
        numbers[3] = n[FloorColumns.Hba1c][row] - 7;
        numbers[7] = n[FloorColumns.Potassium][row] * 10;
        numbers[8] = n[FloorColumns.Bmi][row];
        numbers[12] = 6 - n[FloorColumns.Weeks][row];
        numbers[14] = recent[i];
        numbers[15] = (risk[i] * 10) + n[FloorColumns.Age][row];
        numbers[16] = risk[i] * 10;
        numbers[17] = risk[i];
        numbers[18] = n[FloorColumns.HeartRate][row];
        numbers[19] = n[FloorColumns.Egfr][row];
        numbers[23] = c.DrugCount[row];
        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtLeast(double[] values, int from, double limit)
    {
        var (word, wide) = (0UL, Vector512.Create(limit));
        for (var i = 0; i < 64; i += Vector512<double>.Count)
            word |= Vector512.GreaterThanOrEqual(Vector512.Create(values, from + i), wide).ExtractMostSignificantBits() << i;
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtMost(double[] values, int from, double limit)
    {
        var (word, wide) = (0UL, Vector512.Create(limit));
        for (var i = 0; i < 64; i += Vector512<double>.Count)
            word |= Vector512.LessThanOrEqual(Vector512.Create(values, from + i), wide).ExtractMostSignificantBits() << i;
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Is(byte[] values, int from, byte code) => Vector512.Equals(Vector512.Create(values, from), Vector512.Create(code)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Takes(int from, uint drugs)
    {
        var word = 0UL;
        for (var i = 0; i < 64; i += Vector512<uint>.Count)
            word |= (~Vector512.Equals(Vector512.Create(c.Taken, from + i) & Vector512.Create(drugs), Vector512<uint>.Zero)).ExtractMostSignificantBits() << i;
        return word;
    }
}
