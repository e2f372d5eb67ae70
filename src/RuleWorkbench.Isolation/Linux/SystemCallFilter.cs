using System.Runtime.InteropServices;

namespace RuleWorkbench.Isolation.Linux;

/// <summary>Seccomp: the system calls that a process can make. What is not on the list fails with "not permitted": no sockets,
/// no new processes, no tracing of others, no opening for writing, no change of the limits. It binds all threads.</summary>
internal static unsafe class SystemCallFilter
{
    private const uint Allow = 0x7fff0000;
    private const uint NotPermitted = 0x00050001;
    private const uint NoSuchCall = 0x00050026;
    private const uint KillProcess = 0x80000000;
    private const long FilterMode = 1;
    private const long AllThreads = 1;

    /// <summary>O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND.</summary>
    private const uint OpensForWriting = 0x1 | 0x2 | 0x40 | 0x200 | 0x400;

    private const uint MakesThread = 0x10000;
    private const uint SetName = 15;
    private const uint NameMemory = 0x53564d41;

    /// <returns>False when there is no filter for this machine, or the kernel refuses it.</returns>
    public static bool Apply()
    {
        if (!OperatingSystem.IsLinux() || SystemCallTable.OfThisMachine is not { } table)
            return false;
        var program = Write(table);
        fixed (Instruction* first = program)
        {
            var header = new Header { Length = (ushort)program.Length, First = first };
            return SystemCalls.Control(SystemCalls.NoNewPrivileges, 1, 0, 0, 0) == 0
                && SystemCalls.Call(table.Seccomp, FilterMode, AllThreads, (long)&header, 0) == 0;
        }
    }

    private static Instruction[] Write(SystemCallTable table)
    {
        var program = new List<Instruction> { Load(4), Skip(0x15, table.Architecture, 1, 0), Return(KillProcess), Load(0) };
        foreach (var number in table.Allowed)
            program.AddRange([Skip(0x15, number, 0, 1), Return(Allow)]);

        // glibc falls back to the older call, whose arguments can be looked at.
        foreach (var number in table.Newer)
            program.AddRange([Skip(0x15, number, 0, 1), Return(NoSuchCall)]);
        program.AddRange(Where(table.MakeProcess, argument: 0, [Skip(0x45, MakesThread, 0, 1), Return(Allow)]));
        program.AddRange(Where(table.OpenAt, argument: 2, [Skip(0x45, OpensForWriting, 1, 0), Return(Allow)]));
        program.AddRange(Where(table.ProcessControl, argument: 0, [Skip(0x15, SetName, 1, 0), Skip(0x15, NameMemory, 0, 1), Return(Allow)]));

        // Limits can be asked for, and not set: there are no new ones in the third argument.
        program.AddRange(Where(table.Limits, argument: 2, [Skip(0x15, 0, 0, 1), Return(Allow)]));

        // .NET interrupts its own threads.
        program.AddRange(Where(table.SignalThread, argument: 0, [Skip(0x15, (uint)Environment.ProcessId, 0, 1), Return(Allow)]));
        program.Add(Return(NotPermitted));
        return [.. program];
    }

    /// <summary>What holds for one call; when it says nothing the call is not permitted.</summary>
    private static IEnumerable<Instruction> Where(uint number, int argument, Instruction[] decide) =>
        [Skip(0x15, number, 0, (byte)(decide.Length + 2)), Load((uint)(16 + (8 * argument))), .. decide, Return(NotPermitted)];

    private static Instruction Load(uint offset) => new() { Code = 0x20, Value = offset };

    private static Instruction Return(uint verdict) => new() { Code = 0x06, Value = verdict };

    private static Instruction Skip(ushort comparison, uint value, byte ifTrue, byte ifFalse) => new() { Code = comparison, Value = value, IfTrue = ifTrue, IfFalse = ifFalse };

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte IfTrue;
        public byte IfFalse;
        public uint Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public ushort Length;
        public Instruction* First;
    }
}
