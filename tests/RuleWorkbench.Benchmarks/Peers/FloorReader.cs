using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The floor of reading: bytes are taken to be laid out as the generator lays them out, without a second look at values,
/// ranges or ends. Nobody could give this to users; it shows how far from it a reader is that checks everything.</summary>
internal sealed class FloorReader(FloorColumns columns)
{
    private static readonly double[] Tens = [1, 10, 100, 1000, 10_000];

    private readonly FloorWords drugs = new(FloorColumns.Drugs);
    private readonly FloorWords diagnoses = new(FloorColumns.Diagnoses);
    private readonly FloorWords insurances = new(FloorColumns.Insurances);
    private readonly FloorWords codes = new(FloorColumns.Codes);

    /// <summary>Reads the line at <paramref name="at"/> as the next row; returns the position behind it.</summary>
    public int Read(ReadOnlySpan<byte> lines, int at)
    {
        ref var text = ref MemoryMarshal.GetReference(lines);
        var row = columns.Rows++;
        var n = columns.Numbers;
        Key(ref text, ref at, "{\"id\":\""u8);
        var id = Quoted(ref text, ref at);
        columns.Ids[row] = (at - id.Length - 1, id.Length);
        Key(ref text, ref at, ",\"facts\":{\"patient\":{\"age\":"u8);
        n[FloorColumns.Age][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"sex\":\""u8);
        SetFlag(4, row, Quoted(ref text, ref at)[0] == 'F');
        Key(ref text, ref at, ",\"weightKg\":"u8);
        n[FloorColumns.Weight][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"heightCm\":"u8);
        n[FloorColumns.Height][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"bmi\":"u8);
        n[FloorColumns.Bmi][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"sbp\":"u8);
        n[FloorColumns.Sbp][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"dbp\":"u8);
        n[FloorColumns.Dbp][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"heartRate\":"u8);
        n[FloorColumns.HeartRate][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"ldl\":"u8);
        n[FloorColumns.Ldl][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"hba1c\":"u8);
        n[FloorColumns.Hba1c][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"egfr\":"u8);
        n[FloorColumns.Egfr][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"potassium\":"u8);
        n[FloorColumns.Potassium][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"painScore\":"u8);
        n[FloorColumns.Pain][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"symptomWeeks\":"u8);
        n[FloorColumns.Weeks][row] = Number(ref text, ref at);
        Key(ref text, ref at, ",\"smoker\":"u8);
        SetFlag(0, row, Flag(ref text, ref at));
        Key(ref text, ref at, ",\"diabetic\":"u8);
        SetFlag(1, row, Flag(ref text, ref at));
        Key(ref text, ref at, ",\"pregnant\":"u8);
        SetFlag(2, row, Flag(ref text, ref at));
        Key(ref text, ref at, ",\"priorMi\":"u8);
        SetFlag(3, row, Flag(ref text, ref at));
        Key(ref text, ref at, ",\"primaryDx\":\""u8);
        columns.Diagnosis[row] = diagnoses.CodeOf(Quoted(ref text, ref at));
        Key(ref text, ref at, ",\"insurance\":\""u8);
        columns.Insurance[row] = insurances.CodeOf(Quoted(ref text, ref at));
        Key(ref text, ref at, ",\"medications\":["u8);
        ReadDrugs(ref text, ref at, row);
        Key(ref text, ref at, "],\"procedures\":["u8);
        ReadProcedures(ref text, ref at, row);
        Key(ref text, ref at, "]}}}\n"u8);
        return at;
    }

    private void ReadDrugs(ref byte text, ref int at, int row)
    {
        var (taken, count) = (0u, 0);
        while (Unsafe.Add(ref text, at) == '"')
        {
            at++;
            taken |= 1u << drugs.CodeOf(Quoted(ref text, ref at));
            count++;
            at += Unsafe.Add(ref text, at) == ',' ? 1 : 0;
        }

        (columns.Taken[row], columns.DrugCount[row]) = (taken, count);
    }

    private void ReadProcedures(ref byte text, ref int at, int row)
    {
        var next = row == 0 ? 0 : columns.Procedures[row];
        columns.Procedures[row] = next;
        while (Unsafe.Add(ref text, at) == '{')
        {
            Key(ref text, ref at, "{\"code\":\""u8);
            columns.Code[next] = codes.CodeOf(Quoted(ref text, ref at));
            Key(ref text, ref at, ",\"daysAgo\":"u8);
            columns.DaysAgo[next] = (int)Number(ref text, ref at);
            Key(ref text, ref at, ",\"outcome\":\""u8);
            Quoted(ref text, ref at);
            Key(ref text, ref at, ",\"complicated\":"u8);
            columns.Complicated[next++] = Flag(ref text, ref at);
            at += Unsafe.Add(ref text, at + 1) == ',' ? 2 : 1;
        }

        columns.Procedures[row + 1] = next;
    }

    private void SetFlag(int flag, int row, bool isTrue)
    {
        ref var word = ref columns.Flags[flag][row >> 6];
        word = (row & 63) == 0 ? isTrue ? 1UL : 0 : word | ((isTrue ? 1UL : 0) << row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Key(ref byte text, ref int at, ReadOnlySpan<byte> key)
    {
        if (!MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at), key.Length).SequenceEqual(key))
            throw new InvalidDataException("Another layout.");
        at += key.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Quoted(ref byte text, ref int at)
    {
        var start = at;
        while (Unsafe.Add(ref text, at) != '"')
            at++;
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), at++ - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Flag(ref byte text, ref int at)
    {
        var isTrue = Unsafe.Add(ref text, at) == 't';
        at += isTrue ? 4 : 5;
        return isTrue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Number(ref byte text, ref int at)
    {
        var digits = 0;
        uint digit;
        while ((digit = (uint)(Unsafe.Add(ref text, at) - '0')) <= 9)
        {
            digits = (digits * 10) + (int)digit;
            at++;
        }

        if (Unsafe.Add(ref text, at) != '.')
            return digits;
        var point = ++at;
        while ((digit = (uint)(Unsafe.Add(ref text, at) - '0')) <= 9)
        {
            digits = (digits * 10) + (int)digit;
            at++;
        }

        return digits / Tens[at - point];
    }
}
