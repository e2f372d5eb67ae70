using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace RuleWorkbench.Scripting;

/// <summary>Looks at compiled scripts before they are loaded, whether they were compiled just now or come from the cache,
/// and whatever was said of their text.</summary>
public static class ImageGate
{
    private const string Metering = "RuleWorkbench.Scripting.Metering";

    /// <summary>Instructions that C# has no use for without pointers.</summary>
    private static bool IsDenied(ILOpCode code) =>
        code is ILOpCode.Calli or ILOpCode.Jmp or ILOpCode.Localloc or ILOpCode.Cpblk or ILOpCode.Initblk or ILOpCode.Arglist or ILOpCode.Mkrefany
            or ILOpCode.Refanyval or ILOpCode.Refanytype;

    /// <summary>What an assembly refers to or does though it is not allowed; it is then not loaded.</summary>
    public static ImmutableArray<string> Check(ImmutableArray<byte> assembly)
    {
        using var file = new PEReader(assembly);
        var metadata = file.GetMetadataReader();
        var refused = ImmutableArray.CreateBuilder<string>();
        refused.AddRange(metadata.TypeReferences.Select(t => Name(metadata, metadata.GetTypeReference(t))).Where(t => !IsMetering(t) && !AllowedMembers.IsReferenced(t)));
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (Owner(metadata, member.Parent) is { } type && !IsMetering(type) && !AllowedMembers.IsReferenced(type, metadata.GetString(member.Name)))
                refused.Add($"{type}.{metadata.GetString(member.Name)}");
        }

        if (metadata.GetTableRowCount(TableIndex.ImplMap) > 0 || metadata.GetTableRowCount(TableIndex.ModuleRef) > 0)
            refused.Add("native code");
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
            refused.AddRange(Codes(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader()).Where(IsDenied).Select(c => $"the instruction {c}"));
        return [.. refused.Distinct()];
    }

    private static bool IsMetering(string type) => type.StartsWith(Metering + ".", StringComparison.Ordinal);

    private static string? Owner(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => Name(metadata, metadata.GetTypeReference((TypeReferenceHandle)parent)),
        HandleKind.TypeSpecification => OfSpecification(metadata, metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature)),
        _ => null,
    };

    /// <summary>The generic type that a specification is made of; null for arrays and types of the assembly itself.</summary>
    private static string? OfSpecification(MetadataReader metadata, BlobReader signature)
    {
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? Name(metadata, metadata.GetTypeReference((TypeReferenceHandle)type)) : null;
    }

    /// <summary>The name of a type; of a nested one that of the type that it stands in.</summary>
    private static string Name(MetadataReader metadata, TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? Name(metadata, metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))
        : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private static IEnumerable<ILOpCode> Codes(BlobReader code)
    {
        var codes = new List<ILOpCode>();
        while (code.RemainingBytes > 0)
        {
            int first = code.ReadByte();
            var op = (ILOpCode)(first == 0xFE ? 0xFE00 | code.ReadByte() : first);
            codes.Add(op);
            var operand = op == ILOpCode.Switch ? code.ReadInt32() * 4 : OperandBytes(op);
            code.Offset += operand;
        }

        return codes;
    }

    /// <summary>How many bytes stand behind an instruction (ECMA-335, partition III).</summary>
    private static int OperandBytes(ILOpCode op) => op switch
    {
        ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s or ILOpCode.Stloc_s or ILOpCode.Ldc_i4_s or ILOpCode.Unaligned => 1,
        ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc => 2,
        ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 => 8,
        >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s or ILOpCode.Leave_s => 1,
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Leave or (>= ILOpCode.Br and <= ILOpCode.Blt_un) => 4,
        ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Calli or ILOpCode.Callvirt or ILOpCode.Cpobj or ILOpCode.Ldobj or ILOpCode.Ldstr or ILOpCode.Newobj or ILOpCode.Castclass
            or ILOpCode.Isinst or ILOpCode.Unbox or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld or ILOpCode.Stobj
            or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany
            or ILOpCode.Ldtoken or ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof => 4,
        _ => 0,
    };
}
