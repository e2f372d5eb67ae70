using System.Security.Cryptography;
using System.Text;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Releases;

/// <summary>What a reviewer said of one change between two versions.</summary>
/// <param name="On">What was changed: <c>rule FNB-311</c>.</param>
/// <param name="Change">Fingerprint of the change that was looked at: 16 hexadecimal digits. Another edit of the same thing is
/// another change.</param>
/// <param name="By">The reviewer's name.</param>
/// <param name="IsAccepted">Whether the reviewer takes the change as it is.</param>
/// <param name="Note">Null where there is nothing to say.</param>
public sealed record Remark(string On, string Change, string By, DateTimeOffset At, bool IsAccepted, string? Note)
{
    private const int Digits = 16;

    /// <summary>What a change is of, in words that stay while it is edited.</summary>
    public static string OnOf(Change change) =>
        $"{(change.Subject == ChangeSubject.PolicyValue ? "policy value" : change.Subject.ToString().ToLowerInvariant())} {(change.Subject == ChangeSubject.Parameter ? $"{change.Workflow}/" : "")}{change.Id}";

    /// <summary>The fingerprint of a change: what it was and what it is now, wherever that stands.</summary>
    public static string FingerprintOf(Change change)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in change.Edits.SelectMany(e => new[] { e.What, e.Before, e.After }).Prepend($"{change.Kinds}").Prepend(OnOf(change)))
            hash.AppendData(Encoding.UTF8.GetBytes(part is null ? "-;" : FormattableString.Invariant($"{part.Length}:{part};")));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    /// <summary>Whether it was said of this very change, and not of an earlier edit of the same thing.</summary>
    public bool IsOf(Change change) => Change == FingerprintOf(change);

    /// <summary>Such as <c>accepted by Ada on 2026-03-02: the board agreed</c>.</summary>
    public string Words => FormattableString.Invariant($"{(IsAccepted ? "accepted" : "noted")} by {By} on {At:yyyy-MM-dd}{(Note is null ? "" : ": " + Note)}");
}
