using System.Reflection;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting.Metering;
using Xunit;

namespace RuleWorkbench.Scripting.Attacks;

/// <summary>How an attack ended: <c>refused</c> at check, <c>stopped</c> at run time, or <c>harmless</c>.</summary>
/// <param name="Allocated">Bytes that the call took.</param>
/// <param name="Facts">The facts of the patient afterwards.</param>
internal sealed record AttackOutcome(string Ending, string Detail, long Allocated, string Facts)
{
    public const string FactsBefore = "70 I50 warfarin,metformin K=5.6";

    private static readonly SourcePlace Place = new("facts.json", 1, 1);

    private static readonly Input Patient = new("p", new FactSchema("p", FactKind.Object, Place)
    {
        Members =
        [
            new FactSchema("age", FactKind.Integer, Place), new FactSchema("dx", FactKind.Text, Place),
            new FactSchema("meds", FactKind.List, Place) { Element = new FactSchema("", FactKind.Text, Place) },
            new FactSchema("labs", FactKind.List, Place)
            {
                Element = new FactSchema("", FactKind.Object, Place) { Members = [new FactSchema("code", FactKind.Text, Place), new FactSchema("value", FactKind.Number, Place)] },
            },
        ],
    });

    public static AttackOutcome Of(string text)
    {
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "true")).With(Library.Of("L", text)) with { Inputs = [Patient] };
        var scripts = new ScriptsInProcess(Library.NoCache).Open(pathway, TestContext.Current.CancellationToken);
        if (scripts.Classes.IsEmpty)
            return new AttackOutcome("refused", scripts.Diagnostics.Errors()[0], 0, FactsBefore);
        var type = scripts.FactClasses.Single(c => c.Name == "Facts_p");
        var patient = Activator.CreateInstance(type)!;
        Set(patient, "age", 70.0);
        Set(patient, "dx", "I50");
        Set(patient, "meds", new List<string> { "warfarin", "metformin" });
        var lab = Activator.CreateInstance(type.GetProperty("labs")!.PropertyType.GetGenericArguments()[0])!;
        Set(lab, "code", "K");
        Set(lab, "value", 5.6);
        var labs = (System.Collections.IList)Activator.CreateInstance(type.GetProperty("labs")!.PropertyType)!;
        labs.Add(lab);
        Set(patient, "labs", labs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (ending, detail) = Run(scripts.Classes.Single().GetMethod("F")!, patient);
        return new AttackOutcome(ending, detail, GC.GetAllocatedBytesForCurrentThread() - before, Describe(patient));
    }

    private static (string Ending, string Detail) Run(MethodInfo function, object patient)
    {
        try
        {
            return ("harmless", $"{function.Invoke(null, [patient])}");
        }
        catch (TargetInvocationException e) when (e.InnerException is ScriptBudgetException or ArgumentException or InvalidOperationException or ArithmeticException or NullReferenceException or InvalidCastException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return ("stopped", e.InnerException.Message);
        }
    }

    private static void Set(object facts, string name, object value) => facts.GetType().GetProperty(name)!.SetValue(facts, value);

    private static object? Get(object facts, string name) => facts.GetType().GetProperty(name)!.GetValue(facts);

    private static string Describe(object patient)
    {
        var labs = ((System.Collections.IEnumerable)Get(patient, "labs")!).Cast<object>().Select(l => FormattableString.Invariant($"{Get(l, "code")}={Get(l, "value")}"));
        return FormattableString.Invariant($"{Get(patient, "age")} {Get(patient, "dx")} {string.Join(",", (List<string>)Get(patient, "meds")!)} {string.Join(",", labs)}");
    }
}
