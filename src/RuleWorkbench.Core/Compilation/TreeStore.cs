using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;

namespace RuleWorkbench.Compilation;

/// <summary>Trees that RulesEngine's parser made, by the expression and what it could see: with all of a pathway's trees at
/// hand nothing of RulesEngine needs to be started. Safe for parallel use.</summary>
public sealed class TreeStore
{
    private readonly Dictionary<string, byte[]> trees = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int misses;

    /// <summary>True when something was parsed that the store did not hold.</summary>
    public bool HasNews => misses > 0;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not of a store.</exception>
    public static TreeStore Read(byte[] bytes)
    {
        var store = new TreeStore();
        try
        {
            using var input = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            for (var count = input.ReadInt32(); count > 0; count--)
            {
                var key = input.ReadString();
                store.trees[key] = input.ReadBytes(input.ReadInt32());
            }

            return store;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or FormatException or IOException)
        {
            throw new InvalidDataException("A store of trees is cut off.", e);
        }
    }

    public byte[] Write()
    {
        var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes, Encoding.UTF8);
        lock (gate)
        {
            output.Write(trees.Count);
            foreach (var (key, tree) in trees.OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                output.Write(key);
                output.Write(tree.Length);
                output.Write(tree);
            }
        }

        output.Flush();
        return bytes.ToArray();
    }

    /// <summary>The tree of an expression in a scope, or null when the store does not hold it.</summary>
    internal Expression? Find(string expression, ImmutableArray<ParameterExpression> scope, Type? returnType, TreeVocabulary vocabulary, TreeNames names)
    {
        byte[]? bytes;
        lock (gate)
        {
            if (!trees.TryGetValue(KeyOf(expression, scope, returnType), out bytes))
                return null;
        }

        try
        {
            // Lookups by name are shared by all trees, so they are made one after the other.
            lock (names)
                return new TreeReader(vocabulary, names, new BinaryReader(new MemoryStream(bytes), Encoding.UTF8)).Read(scope);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Damaged bytes can ask for anything that trees refuse; the expression is parsed anew.
            return null;
        }
    }

    internal void Add(string expression, ImmutableArray<ParameterExpression> scope, Type? returnType, Expression tree, TreeVocabulary vocabulary)
    {
        var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes, Encoding.UTF8);
        lock (gate)
        {
            misses++;
            if (!new TreeWriter(vocabulary, output).TryWrite(tree))
                return;
            output.Flush();
            trees[KeyOf(expression, scope, returnType)] = bytes.ToArray();
        }
    }

    /// <summary>An expression means the same where the same names have the same types.</summary>
    private static string KeyOf(string expression, ImmutableArray<ParameterExpression> scope, Type? returnType)
    {
        var key = new StringBuilder(returnType?.Name);
        foreach (var variable in scope)
            key.Append(' ').Append(variable.Name).Append(':').Append(variable.Type);
        return key.Append('\n').Append(expression).ToString();
    }
}
