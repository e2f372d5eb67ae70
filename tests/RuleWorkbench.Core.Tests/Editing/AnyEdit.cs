using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Editing;

/// <summary>A random edit of a JSON file, and what it must make of the file's tree.</summary>
internal sealed record AnyEdit(Edit Edit, JToken Expected)
{
    private static readonly string[] Values = ["1.0", "null", "\"\\u00e4 \\\" x\"", "[]", "{}", "[ 1, \"a\" ]", "{\"b\":{\"c\":[{\"d\":1},2]}}", "{\n\"long\": true\n}"];

    public static AnyEdit Of(string file, JsonFile json, Random random)
    {
        var root = (JObject)json.Root.DeepClone();
        var tokens = root.DescendantsAndSelf().Where(t => t is not JProperty).ToList();
        var value = Values[random.Next(Values.Length)];
        for (; ; )
        {
            var at = tokens[random.Next(tokens.Count)];
            var pointer = JsonPointer.Of(at);
            switch (random.Next(6))
            {
                case 0 when at != root:
                    at.Replace(JToken.Parse(value));
                    return new(new SetValue(file, pointer, value), root);
                case 1 when at is JObject owner:
                    var name = NewName(owner, random);
                    var index = random.Next(owner.Count + 2);
                    if (index > owner.Count)
                        owner.Add(name, JToken.Parse(value));
                    else
                        Insert(owner, index, new JProperty(name, JToken.Parse(value)));
                    return new(new AddMember(file, pointer, name, value, index >= owner.Count ? null : index), root);
                case 2 when at is JArray list:
                    var place = random.Next(list.Count + 1);
                    list.Insert(place, JToken.Parse(value));
                    return new(new AddItem(file, pointer, value, place), root);
                case 3 when at != root:
                    (at.Parent is JProperty member ? member : at).Remove();
                    return new(new Remove(file, pointer), root);
                case 4 when at is JContainer { Count: > 0 } container:
                    var (from, to) = (random.Next(container.Count), random.Next(container.Count));
                    var moved = container.ElementAt(from);
                    moved.Remove();
                    Insert(container, to, moved);
                    return new(new MoveItem(file, pointer, from, to), root);
                case 5 when at.Parent is JProperty { Parent: JObject around } renamed:
                    var newName = NewName(around, random);
                    renamed.Replace(new JProperty(newName, renamed.Value.DeepClone()));
                    return new(new RenameMember(file, pointer, newName), root);
            }
        }
    }

    private static void Insert(JContainer container, int index, JToken child)
    {
        var children = container.Children().ToList();
        children.Insert(index, child);
        container.RemoveAll();
        foreach (var each in children)
            container.Add(each);
    }

    private static string NewName(JObject owner, Random random)
    {
        var name = WrittenJson.AnyText(random);
        while (owner.ContainsKey(name))
            name += "x";
        return name;
    }

    /// <summary>Equal trees, the order of members included.</summary>
    public bool Agrees(JToken tree) => tree.ToString(Formatting.None) == Expected.ToString(Formatting.None);
}
