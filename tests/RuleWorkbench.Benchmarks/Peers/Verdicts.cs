namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>What the 25 rules said of one person: which are met, and the output of each that is.</summary>
public sealed class Verdicts
{
    public const int Rules = 25;

    /// <summary>The outputs that are texts; null for those that are numbers.</summary>
    public static readonly string?[] Texts =
    [
        null, "ED_REFERRAL", "STATIN_HIGH", null, "STOP_METFORMIN", "START_METFORMIN", "BLEED_RISK", null, null, "BARIATRIC", "STOP_TERATOGEN", "APPROVE_MRI", null,
        "DENY_REPEAT", null, null, null, null, null, null, "MEDICARE_REVIEW", "URGENT_LABS", "LDCT_SCREEN", null, "ENDO_REFERRAL",
    ];

    /// <summary>The rules that are met, by bits.</summary>
    public uint Met { get; set; }

    /// <summary>Outputs that are numbers.</summary>
    public double[] Numbers { get; } = new double[Rules];

    public void Set(int rule) => Met |= 1u << rule;

    public void Set(int rule, double output)
    {
        Met |= 1u << rule;
        Numbers[rule] = output;
    }
}
