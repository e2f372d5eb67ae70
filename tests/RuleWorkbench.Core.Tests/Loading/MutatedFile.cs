using System.Text;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Loading;

/// <summary>Breaks a file at random.</summary>
internal static class MutatedFile
{
    /// <summary>Changes some bytes, so that it may be no JSON any more.</summary>
    public static byte[] ChangeBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.InsertRange(at, "{}[],:\"\\"u8.ToArray().OrderBy(_ => random.Next()).Take(random.Next(1, 4)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Changes the tree, so that it is JSON still.</summary>
    public static byte[] ChangeStructure(string text, Random random)
    {
        var root = JsonText.Sound(text).Root;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var members = root.Descendants().OfType<JProperty>().ToList();
            var values = root.Descendants().Where(t => t is not JProperty).ToList();
            if (values.Count == 0)
                break;
            var value = values[random.Next(values.Count)];
            var member = members[random.Next(members.Count)];
            switch (random.Next(8))
            {
                case 0:
                    member.Remove();
                    break;
                case 1:
                    Rename(member, members[random.Next(members.Count)].Name);
                    break;
                case 2:
                    Rename(member, member.Name + (char)random.Next('a', 'z'));
                    break;
                case 3:
                    value.Replace(values[random.Next(values.Count)].DeepClone());
                    break;
                case 4:
                    value.Replace(new JArray(value.DeepClone(), value.DeepClone()));
                    break;
                case 5:
                    value.Replace(new JObject { ["$ref"] = "#/$defs/dose" });
                    break;
                case 6 when value is JValue { Type: JTokenType.String }:
                    string[] texts = ["", " ", "\0", "/", "..", "#/$defs/", "first", "second", "policy", "and", "R1", "TREAT", "EvaluateRule", "small/old", "old", "young", "2026-01-01", "\n", new string('x', 300), "😀"];
                    value.Replace(texts[random.Next(texts.Length)]);
                    break;
                default:
                    value.Replace(Foreign(random));
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(root.ToString());
    }

    private static void Rename(JProperty member, string name)
    {
        if (member.Parent is JObject owner && !owner.ContainsKey(name))
            member.Replace(new JProperty(name, member.Value.DeepClone()));
    }

    private static JToken Foreign(Random random)
    {
        var nested = new JArray();
        for (var i = random.Next(70); i > 0; i--)
            nested = [nested];
        JToken[] values = [JValue.CreateNull(), true, 0, -1, 1.5, long.MaxValue, double.MaxValue, 1e-320, "", "text", new JArray(), new JObject(), new JArray(1, "a", JValue.CreateNull()), nested];
        return values[random.Next(values.Length)];
    }
}
