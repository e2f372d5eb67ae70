using System.Text;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The floor's columns: exactly what this one workflow needs, and nothing that another one would.</summary>
internal sealed class FloorColumns
{
    public const int Most = 2048;

    public const int Age = 0, Weight = 1, Height = 2, Bmi = 3, Sbp = 4, Dbp = 5, HeartRate = 6, Ldl = 7, Hba1c = 8, Egfr = 9, Potassium = 10, Pain = 11, Weeks = 12;

    public static readonly string[] Drugs =
    [
        "metformin", "warfarin", "ibuprofen", "naproxen", "lisinopril", "enalapril", "losartan", "atorvastatin", "aspirin", "amlodipine", "omeprazole", "levothyroxine",
        "albuterol", "gabapentin", "sertraline", "furosemide", "metoprolol", "insulin", "prednisone", "tramadol",
    ];

    public static readonly string[] Diagnoses = ["M54.5", "E11.9", "E11.65", "I10", "J45.909", "N18.3", "I25.10", "F32.9", "M17.11", "Z00.00"];
    public static readonly string[] Insurances = ["medicare", "medicaid", "commercial", "selfpay"];
    public static readonly string[] Codes = ["72148", "27447", "93458", "45378", "66984", "29881"];

    public int Rows { get; set; }

    public double[][] Numbers { get; } = [.. Enumerable.Range(0, 13).Select(_ => new double[Most])];

    public (int Start, int Length)[] Ids { get; } = new (int, int)[Most];

    /// <summary>Smoker, diabetic, pregnant, prior infarction, female; 64 rows a word.</summary>
    public ulong[][] Flags { get; } = [.. Enumerable.Range(0, 5).Select(_ => new ulong[Most / 64])];

    public byte[] Diagnosis { get; } = new byte[Most];

    public byte[] Insurance { get; } = new byte[Most];

    /// <summary>A bit a drug.</summary>
    public uint[] Taken { get; } = new uint[Most];

    public double[] DrugCount { get; } = new double[Most];

    /// <summary>The first procedure of each row, and one more entry.</summary>
    public int[] Procedures { get; } = new int[Most + 1];

    public byte[] Code { get; set; } = new byte[Most * 8];

    public int[] DaysAgo { get; set; } = new int[Most * 8];

    public bool[] Complicated { get; set; } = new bool[Most * 8];
}

/// <summary>Finds texts by their bytes, among the few that there are.</summary>
internal sealed class FloorWords
{
    private readonly byte[][] words;
    private readonly byte[] table = new byte[256];

    public FloorWords(string[] words)
    {
        this.words = [.. words.Select(Encoding.ASCII.GetBytes)];
        Array.Fill(table, byte.MaxValue);
        for (var i = 0; i < words.Length; i++)
        {
            var at = Slot(this.words[i]);
            while (table[at] != byte.MaxValue)
                at = (at + 1) & 255;
            table[at] = (byte)i;
        }
    }

    public byte CodeOf(ReadOnlySpan<byte> text)
    {
        for (var at = Slot(text); ; at = (at + 1) & 255)
        {
            if (table[at] == byte.MaxValue)
                throw new InvalidDataException(Encoding.ASCII.GetString(text));
            if (text.SequenceEqual(words[table[at]]))
                return table[at];
        }
    }

    private static int Slot(ReadOnlySpan<byte> text) => ((text.Length * 31) + (text[0] * 7) + (text[^1] * 3) + text[text.Length / 2]) & 255;
}
