using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Merging;

/// <summary>Brings what they changed into our file, edit by edit, so that all else keeps its bytes.</summary>
internal sealed class JsonMerge(string file, DocumentSet ours, JsonFile theirs)
{
    private readonly List<MergeConflict> conflicts = [];
    private readonly List<Edit> edits = [];
    private DocumentSet documents = ours;

    public DocumentSet Documents => documents;

    public IReadOnlyList<MergeConflict> Conflicts => conflicts;

    /// <summary>What was done to our file, one after the other.</summary>
    public IReadOnlyList<Edit> Edits => edits;

    private JsonFile Ours => documents.Find(file)!.Json.Value!;

    /// <param name="before">The file that both sides began with; an empty object where both added it.</param>
    public void Merge(JObject before) => Merge(before, Ours.Root, theirs.Root, MergePath.Root, _ => true);

    /// <summary>Makes what stands at a path as it is in their file, to the letter, whatever both sides began with.</summary>
    /// <param name="mayEdit">Whether what stands at a path below may be edited; where not, ours stays.</param>
    /// <returns>False where ours has nothing that it could be added to.</returns>
    public bool Bring(MergePath at, Func<MergePath, bool> mayEdit)
    {
        var (own, their) = (at.Find(Ours.Root), at.Find(theirs.Root));
        if (own is null && their is not null && !HasOwner(new MergePath(at.Steps[..^1])))
            return false;
        Bring(own, their, at, mayEdit);
        return true;
    }

    /// <summary>Puts a value of theirs in the place of one of ours that goes by another name.</summary>
    public void Replace(MergePath own, MergePath their) =>
        Apply(new SetValue(file, JsonPointer.Of(own.Find(Ours.Root)!), Written(their.Find(theirs.Root))!));

    /// <summary>Moves an item of a list to behind what it stands behind in theirs.</summary>
    public void MoveAsTheirs(MergePath list, string name, Func<JToken, string?> keyOf)
    {
        var (ours, their) = (Names((JContainer)list.Find(Ours.Root)!, keyOf), Names((JContainer)list.Find(theirs.Root)!, keyOf));
        var others = ours.Where(n => n != name).ToList();
        var before = their.Take(their.IndexOf(name)).LastOrDefault(others.Contains);
        Apply(new MoveItem(file, JsonPointer.Of(list.Find(Ours.Root)!), ours.IndexOf(name), before is null ? 0 : others.IndexOf(before) + 1));
    }

    private void Bring(JToken? own, JToken? their, MergePath at, Func<MergePath, bool> mayEdit)
    {
        if (!mayEdit(at) || JToken.DeepEquals(own, their))
            return;
        if (own is JObject ownObject && their is JObject theirObject)
        {
            foreach (var name in theirObject.Properties().Select(p => p.Name).Union(ownObject.Properties().Select(p => p.Name)))
                Bring(ownObject[name], theirObject[name], at.Member(name), mayEdit);
        }
        else if (own is JArray ownList && their is JArray theirList && MergeKinds.KeyOf(at) is { } keyOf && HasKeys([ownList, theirList], keyOf))
        {
            var (keys, order) = (ownList.Select(keyOf).OfType<string>().ToList(), theirList.Select(keyOf).OfType<string>().ToList());
            foreach (var key in order.Union(keys))
                Bring(ownList.FirstOrDefault(i => keyOf(i) == key), theirList.FirstOrDefault(i => keyOf(i) == key), at.Item(key, keyOf), mayEdit);
            Reorder(at, keyOf, order);
        }
        else
        {
            Take(own, their, at);
        }
    }

    /// <summary>Whether there is what a value of theirs stands in; a list or an object of theirs that ours lacks is made.</summary>
    private bool HasOwner(MergePath owner)
    {
        if (owner.Find(Ours.Root) is JContainer)
            return true;
        if (owner.Steps is not [.., { KeyOf: null } last] || owner.Find(theirs.Root) is not JContainer their || !HasOwner(new MergePath(owner.Steps[..^1])))
            return false;
        Apply(new AddMember(file, JsonPointer.Of(new MergePath(owner.Steps[..^1]).Find(Ours.Root)!), last.Name, their is JArray ? "[ ]" : "{ }"));
        return true;
    }

    /// <param name="mayEdit">Whether what stands at a path may be edited; where not, ours stays and a conflict names it.</param>
    private void Merge(JToken? before, JToken? own, JToken? their, MergePath at, Func<MergePath, bool> mayEdit)
    {
        if (!mayEdit(at) || SameJson.Is(own, their, at) || SameJson.Is(before, their, at))
            return;
        if (own is JObject ownObject && their is JObject theirObject && before is JObject or null)
            MergeObjects((JObject?)before ?? [], ownObject, theirObject, at, mayEdit);
        else if (own is JArray ownList && their is JArray theirList && before is JArray or null && MergeKinds.KeyOf(at) is { } keyOf && HasKeys([before as JArray ?? [], ownList, theirList], keyOf))
            MergeLists((JArray?)before ?? [], ownList, theirList, at, keyOf, mayEdit);
        else if (SameJson.Is(before, own, at))
            Take(own, their, at);
        else
            conflicts.Add(new MergeConflict($"`{at}`", Written(own), Written(their), at));
    }

    private void MergeObjects(JObject before, JObject own, JObject their, MergePath at, Func<MergePath, bool> mayEdit)
    {
        if (MergeKinds.Unit(at) is var (what, logicOf, isLogic))
        {
            var (was, mine, yours) = (logicOf(before), logicOf(own), logicOf(their));
            if (!SameJson.Is(was, mine) && !SameJson.Is(was, yours) && !SameJson.Is(mine, yours))
            {
                conflicts.Add(new MergeConflict(what, mine.ToString(Formatting.None), yours.ToString(Formatting.None), at));
                var outer = mayEdit;
                mayEdit = path => outer(path) && (path.Steps.Length <= at.Steps.Length || !isLogic(path));
            }
        }

        foreach (var name in their.Properties().Select(p => p.Name).Union(before.Properties().Select(p => p.Name)))
            Merge(before[name], own[name], their[name], at.Member(name), mayEdit);
    }

    private void MergeLists(JArray before, JArray own, JArray their, MergePath at, Func<JToken, string?> keyOf, Func<MergePath, bool> mayEdit)
    {
        JToken? Find(JArray list, string key) => list.FirstOrDefault(i => keyOf(i) == key);
        var keys = their.Select(keyOf).Union(before.Select(keyOf)).OfType<string>().ToList();
        foreach (var key in keys)
            Merge(Find(before, key), Find(own, key), Find(their, key), at.Item(key, keyOf), mayEdit);

        // The order of what all three have: whoever changed it means it.
        var common = before.Select(keyOf).Where(k => Find(own, k!) is not null && Find(their, k!) is not null).OfType<string>().ToList();
        List<string> OrderIn(JArray list) => [.. list.Select(keyOf).OfType<string>().Where(common.Contains)];
        var (mine, yours) = (OrderIn(own), OrderIn(their));
        if (yours.SequenceEqual(common) || yours.SequenceEqual(mine))
            return;
        if (!mine.SequenceEqual(common))
            conflicts.Add(new MergeConflict($"the order of `{at}`", string.Join(", ", mine), string.Join(", ", yours), at));
        else if (mayEdit(at))
            Reorder(at, keyOf, yours);
    }

    /// <summary>Puts their value in the place of ours, which is as it was.</summary>
    private void Take(JToken? own, JToken? their, MergePath at)
    {
        if (their is null)
            Apply(new Remove(file, JsonPointer.Of(at.Find(Ours.Root)!)));
        else if (own is not null)
            Apply(new SetValue(file, JsonPointer.Of(at.Find(Ours.Root)!), Written(their)!));
        else
            Add(their, at);
    }

    /// <summary>Adds what they added, behind what it stands behind there.</summary>
    private void Add(JToken their, MergePath at)
    {
        var owner = new MergePath(at.Steps[..^1]);
        var (step, container) = (at.Steps[^1], (JContainer)owner.Find(Ours.Root)!);
        var (siblings, place) = (Names(container, step.KeyOf), Names((JContainer)owner.Find(theirs.Root)!, step.KeyOf));
        var before = place.Take(place.IndexOf(step.Name)).LastOrDefault(siblings.Contains);

        // Behind what we added at the same place: ours first.
        var index = before is null ? 0 : siblings.IndexOf(before) + 1;
        while (index < siblings.Count && !place.Contains(siblings[index]))
            index++;
        Apply(step.KeyOf is null
            ? new AddMember(file, JsonPointer.Of(container), step.Name, Written(their)!, index)
            : new AddItem(file, JsonPointer.Of(container), Written(their)!, index));
    }

    private void Reorder(MergePath at, Func<JToken, string?> keyOf, List<string> order)
    {
        // Places that common items have stay theirs; what only one side has keeps its own.
        for (var rank = 0; rank < order.Count; rank++)
        {
            var list = (JArray)at.Find(Ours.Root)!;
            var names = Names(list, keyOf);
            var places = names.Select((n, i) => (n, i)).Where(p => order.Contains(p.n)).Select(p => p.i).ToList();
            if (names[places[rank]] != order[rank])
                Apply(new MoveItem(file, JsonPointer.Of(list), names.IndexOf(order[rank]), places[rank]));
        }
    }

    private static List<string> Names(JContainer container, Func<JToken, string?>? keyOf) =>
        [.. keyOf is null ? ((JObject)container).Properties().Select(p => p.Name) : container.Select(i => keyOf(i) ?? "")];

    private static bool HasKeys(JArray[] lists, Func<JToken, string?> keyOf) =>
        lists.All(l => l.Select(keyOf).ToList() is var keys && keys.All(k => k is not null) && keys.Distinct().Count() == keys.Count);

    /// <summary>A value as it is spelt in its file.</summary>
    private string? Written(JToken? value)
    {
        if (value is null)
            return null;
        var home = ReferenceEquals(value.Root, theirs.Root) ? theirs : null;
        return home is not null ? home.Source.Text[home.SpanOf(value).Start..home.SpanOf(value).End] : value.ToString(Formatting.None);
    }

    private void Apply(Edit edit)
    {
        var edited = edit.Apply(documents);
        documents = edited.Value?.Documents ?? throw new InvalidOperationException($"{edit}: {edited.Diagnostics[0].Message}");
        edits.Add(edit);
    }
}
