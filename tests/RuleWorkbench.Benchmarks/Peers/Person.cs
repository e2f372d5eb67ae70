using System.Text.Json.Serialization;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>A line of the generated file, as a C# programmer would type it.</summary>
public sealed record Line(string Id, Facts Facts);

public sealed record Facts(Person Patient);

/// <summary>A person of the comparison; numbers are doubles, as in the workbench.</summary>
public sealed class Person
{
    public double Age { get; set; }

    public string Sex { get; set; } = "";

    public double WeightKg { get; set; }

    public double HeightCm { get; set; }

    public double Bmi { get; set; }

    public double Sbp { get; set; }

    public double Dbp { get; set; }

    public double HeartRate { get; set; }

    public double Ldl { get; set; }

    public double Hba1c { get; set; }

    public double Egfr { get; set; }

    public double Potassium { get; set; }

    public double PainScore { get; set; }

    public double SymptomWeeks { get; set; }

    public bool Smoker { get; set; }

    public bool Diabetic { get; set; }

    public bool Pregnant { get; set; }

    public bool PriorMi { get; set; }

    public string PrimaryDx { get; set; } = "";

    public string Insurance { get; set; } = "";

    public List<string> Medications { get; set; } = [];

    public List<Procedure> Procedures { get; set; } = [];
}

public sealed class Procedure
{
    public string Code { get; set; } = "";

    public double DaysAgo { get; set; }

    public string Outcome { get; set; } = "";

    public bool Complicated { get; set; }
}

/// <summary>Source-generated: the fastest that System.Text.Json offers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Line))]
internal sealed partial class PersonJson : JsonSerializerContext;
