namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The rules as a C# programmer would write them, one person at a time.</summary>
internal static class HandWritten
{
    public static void Evaluate(Person p, Verdicts to)
    {
        to.Met = 0;
        var meanBp = (p.Sbp + (2.0 * p.Dbp)) / 3.0;
        var risk = (p.Age >= 65 ? 2 : 0) + (p.Smoker ? 1 : 0) + (p.Diabetic ? 2 : 0) + (p.PriorMi ? 3 : 0) + (p.Sbp >= 140 ? 1 : 0);
        var (recent, complicated) = (0, false);
        foreach (var procedure in p.Procedures)
        {
            recent += procedure.DaysAgo <= 90 ? 1 : 0;
            complicated |= procedure.Complicated && procedure.DaysAgo <= 30;
        }

        var drugs = p.Medications;
        if (p.Sbp >= 140 || p.Dbp >= 90)
            to.Set(0, meanBp);
        if (p.Sbp > 180 && p.Dbp > 110)
            to.Set(1);
        if (p.Ldl >= 190 || (p.PriorMi && p.Ldl >= 70) || (p.Diabetic && p.Age >= 40 && p.Age <= 75 && p.Ldl >= 70))
            to.Set(2);
        if (p.Diabetic && p.Hba1c >= 9)
            to.Set(3, p.Hba1c - 7);
        if (p.Egfr < 30 && drugs.Contains("metformin"))
            to.Set(4);
        if (p.Diabetic && p.Egfr >= 45 && p.Hba1c >= 6.5 && !drugs.Contains("metformin"))
            to.Set(5);
        if (drugs.Contains("warfarin") && HasAny(drugs, "ibuprofen", "naproxen", "naproxen"))
            to.Set(6);
        if (p.Potassium > 5.5 && HasAny(drugs, "lisinopril", "enalapril", "losartan"))
            to.Set(7, p.Potassium * 10);
        if (p.Bmi >= 30 && p.Bmi < 40 && recent == 0)
            to.Set(8, p.Bmi);
        if (p.Bmi >= 40 || (p.Bmi >= 35 && (p.Diabetic || p.Sbp >= 140)))
            to.Set(9);
        if (p.Pregnant && p.Sex == "F" && HasAny(drugs, "lisinopril", "warfarin", "atorvastatin"))
            to.Set(10);
        if (p.PrimaryDx == "M54.5" && p.SymptomWeeks >= 6 && p.PainScore >= 7 && !HadWithin(p.Procedures, "72148", 365))
            to.Set(11);
        if (p.PrimaryDx == "M54.5" && p.SymptomWeeks < 6)
            to.Set(12, 6 - p.SymptomWeeks);
        if (p.PainScore < 8 && HadWithin(p.Procedures, "72148", 180))
            to.Set(13);
        if (complicated)
            to.Set(14, recent);
        if (risk >= 5)
            to.Set(15, (risk * 10) + p.Age);
        else if (risk >= 3)
            to.Set(16, risk * 10);
        else if (p.Age < 65)
            to.Set(17, risk);
        if (p.HeartRate > 100 && meanBp < 70.1)
            to.Set(18, p.HeartRate);
        if (p.Egfr < 30 || (p.Egfr < 45 && p.Potassium >= 5 && !p.Pregnant))
            to.Set(19, p.Egfr);
        if (p.Age >= 65 && recent >= 1 && (p.Insurance == "medicare" || p.Insurance == "medicaid"))
            to.Set(20);
        if (p.Hba1c >= 10 || p.Ldl >= 220 || p.Sbp >= 200)
            to.Set(21);
        if (p.Smoker && (p.Age >= 50 || p.SymptomWeeks >= 12))
            to.Set(22);
        if (p.Age >= 70 && drugs.Count >= 5)
            to.Set(23, drugs.Count);
        if ((p.Hba1c >= 8 || meanBp > 105.2) && p.PrimaryDx.StartsWith("E11", StringComparison.Ordinal))
            to.Set(24);
    }

    private static bool HasAny(List<string> drugs, string a, string b, string c)
    {
        foreach (var drug in drugs)
        {
            if (drug == a || drug == b || drug == c)
                return true;
        }

        return false;
    }

    private static bool HadWithin(List<Procedure> procedures, string code, int days)
    {
        foreach (var procedure in procedures)
        {
            if (procedure.DaysAgo <= days && procedure.Code == code)
                return true;
        }

        return false;
    }
}
