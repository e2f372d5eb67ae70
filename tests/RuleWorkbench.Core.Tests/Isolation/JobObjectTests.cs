using System.Runtime.InteropServices;
using RuleWorkbench.Isolation.Windows;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Isolation;

/// <summary>The structures of Windows on 64 bits, as its documentation has them; the calls themselves need Windows.</summary>
public sealed class JobObjectTests
{
#pragma warning disable CA1416 // only the layouts are looked at
    [Fact]
    public void Structures_OfWindows_HaveTheirDocumentedLayout()
    {
        Marshal.SizeOf<JobObject.BasicLimitInformation>().ShouldBe(64);
        Marshal.SizeOf<JobObject.IoCounters>().ShouldBe(48);
        Marshal.SizeOf<JobObject.ExtendedLimitInformation>().ShouldBe(144);
        OffsetIn<JobObject.BasicLimitInformation>(nameof(JobObject.BasicLimitInformation.LimitFlags)).ShouldBe(16);
        OffsetIn<JobObject.BasicLimitInformation>(nameof(JobObject.BasicLimitInformation.ActiveProcessLimit)).ShouldBe(40);
        OffsetIn<JobObject.ExtendedLimitInformation>(nameof(JobObject.ExtendedLimitInformation.ProcessMemoryLimit)).ShouldBe(112);
    }
#pragma warning restore CA1416

    private static int OffsetIn<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
