using System.Security.Cryptography;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>A hash of what a pathway means. It survives layout, comments, texts, names of rules and files, and order where
/// that is no matter; it changes with every edit of logic.</summary>
public static class MeaningHash
{
    /// <summary>The way in which a meaning is written down before it is hashed. A hash of another form tells nothing.</summary>
    public const string Form = "m1-";

    private const int ShortLength = 12;

    /// <summary>The hash of a pathway: the form, and 64 hexadecimal digits.</summary>
    /// <exception cref="ArgumentException">A part does not compile, so that it has no meaning.</exception>
    public static string Of(CompiledPathway compiled)
    {
        if (compiled.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new ArgumentException("A pathway with errors has no meaning.", nameof(compiled));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in MeaningText.Of(compiled))
            hash.AppendData(Encoding.UTF8.GetBytes($"{line.Length}:{line}\n"));
        return Form + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash as people compare it.</summary>
    public static string Short(string hash) => hash.Length > Form.Length + ShortLength ? hash[..(Form.Length + ShortLength)] : hash;
}
