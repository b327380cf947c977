using System.Collections.Immutable;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>Understands a YAML or JSON document as an inventory; the shape is described at <see cref="InventoryLoader"/>.</summary>
internal sealed class TreeInventoryReader(InventoryBuilder builder, InventoryFolders folders)
{
    private static readonly string[] TopKeys = ["defaults", "labels", "hosts", "groups"];
    private static readonly string[] GroupKeys = ["defaults", "labels", "hosts", "children"];
    private static readonly string[] HostKeys = [.. InventorySetting.All.Keys, "name", "labels", "groups"];

    public void Read(DocumentValue document)
    {
        foreach (var member in Map(document, "an inventory is a map with 'hosts', 'groups', 'defaults' or 'labels'").Members)
        {
            switch (member.Key)
            {
                case "defaults":
                    ReadSettings(member.Value, builder.Defaults, "'defaults'");
                    break;
                case "labels":
                    ReadLabels(member.Value, builder.Defaults, "'labels'");
                    break;
                case "hosts":
                    ReadHosts(member.Value, null);
                    break;
                case "groups":
                    ReadGroups(member.Value);
                    break;
                default:
                    throw Unknown(member, TopKeys);
            }
        }
    }

    private List<GroupEntry> ReadGroups(DocumentValue value)
    {
        var groups = new List<GroupEntry>();
        foreach (var member in Map(value, "groups are a map of names").Members)
        {
            var group = builder.Groups.GetOrAdd(member.Key, member.KeyPlace);
            ReadGroup(member.Value, group);
            groups.Add(group);
        }
        return groups;
    }

    private void ReadGroup(DocumentValue value, GroupEntry group)
    {
        if (value is DocumentList)
        {
            ReadHosts(value, group);
            return;
        }
        foreach (var member in Map(value, $"the group '{group.Name}' is a map with 'hosts', 'children', 'defaults' or 'labels', or a list of hosts").Members)
        {
            switch (member.Key)
            {
                case "defaults":
                    ReadSettings(member.Value, group.Definitions, $"group '{group.Name}'");
                    break;
                case "labels":
                    ReadLabels(member.Value, group.Definitions, $"group '{group.Name}'");
                    break;
                case "hosts":
                    ReadHosts(member.Value, group);
                    break;
                case "children":
                    ReadChildren(member, group);
                    break;
                default:
                    throw Unknown(member, GroupKeys);
            }
        }
    }

    private void ReadChildren(DocumentMember member, GroupEntry group)
    {
        if (member.Value is DocumentMap)
        {
            group.Children.AddRange(ReadGroups(member.Value).Select(child => (child.Name, member.KeyPlace)));
            return;
        }
        foreach (var child in Texts(member.Value, $"the children of group '{group.Name}'"))
            group.Children.Add((child.Text, child.Place));
    }

    private void ReadHosts(DocumentValue value, GroupEntry? group)
    {
        switch (value)
        {
            case DocumentScalar { IsNull: true }:
                break;
            case DocumentScalar scalar:
                AddHosts(scalar.Text, scalar.Place, null, group);
                break;
            case DocumentList list:
                foreach (var item in list.Items)
                    ReadHost(item, group);
                break;
            case DocumentMap map:
                foreach (var member in map.Members)
                    AddHosts(member.Key, member.KeyPlace, Optional(member.Value, member.Key), group);
                break;
        }
    }

    private void ReadHost(DocumentValue item, GroupEntry? group)
    {
        if (item is DocumentScalar scalar)
        {
            AddHosts(scalar.Text, scalar.Place, null, group);
            return;
        }
        var map = Map(item, "a host is a name, a range, or a map with 'name'");
        var name = map.Members.FirstOrDefault(member => member.Key == "name")
            ?? throw new InventoryException(item.Place, "this host has no 'name'");
        AddHosts(Text(name.Value, "name").Text, name.Value.Place, map, group);
    }

    private static DocumentMap? Optional(DocumentValue value, string name) =>
        value is DocumentScalar { IsNull: true } ? null : Map(value, $"the host '{name}' is a map of settings, or nothing");

    private void AddHosts(string text, SourcePlace place, DocumentMap? about, GroupEntry? group)
    {
        var groups = new List<GroupEntry>();
        if (group is not null)
            groups.Add(group);
        var own = about is null ? null : ReadHostMap(about, text, groups);
        builder.AddHosts(text, place, own, groups.ToArray());
    }

    private Definitions ReadHostMap(DocumentMap about, string name, List<GroupEntry> groups)
    {
        var own = new Definitions();
        foreach (var member in about.Members)
        {
            switch (member.Key)
            {
                case "name":
                    break;
                case "labels":
                    ReadLabels(member.Value, own, $"host '{name}'");
                    break;
                case "groups":
                    groups.AddRange(Texts(member.Value, "groups").Select(group => builder.Groups.GetOrAdd(group.Text, group.Place)));
                    break;
                case var key when InventorySetting.All.ContainsKey(key):
                    ReadSetting(member, own, $"host '{name}'");
                    break;
                default:
                    throw Unknown(member, HostKeys);
            }
        }
        return own;
    }

    private void ReadSettings(DocumentValue value, Definitions target, string owner)
    {
        foreach (var member in Map(value, "defaults are a map of settings").Members)
            ReadSetting(member, target, owner);
    }

    private void ReadSetting(DocumentMember member, Definitions target, string owner)
    {
        if (!InventorySetting.All.ContainsKey(member.Key))
            throw Unknown(member, InventorySetting.All.Keys);
        var values = Texts(member.Value, member.Key).Select(scalar => scalar.Text).ToImmutableArray();
        target.Add(Definition.Setting(member.Key, values, folders, member.KeyPlace, member.Value.Place), owner);
    }

    private static void ReadLabels(DocumentValue value, Definitions target, string owner)
    {
        foreach (var member in Map(value, "labels are a map of texts").Members)
        {
            var text = member.Value is DocumentScalar { IsNull: true } ? "" : Text(member.Value, member.Key).Text;
            target.Add(Definition.Label(member.Key, text, member.KeyPlace, member.Value.Place), owner);
        }
    }

    private static DocumentMap Map(DocumentValue value, string expectation) => value switch
    {
        DocumentMap map => map,
        DocumentScalar { IsNull: true } => new DocumentMap(value.Place, []),
        _ => throw new InventoryException(value.Place, $"{expectation}; this is {value.Kind}"),
    };

    private static DocumentScalar Text(DocumentValue value, string key) =>
        value is DocumentScalar { IsNull: false } scalar
            ? scalar
            : throw new InventoryException(value.Place, $"'{key}' needs one text; this is {value.Kind}");

    private static IEnumerable<DocumentScalar> Texts(DocumentValue value, string key) =>
        value is DocumentList list ? list.Items.Select(item => Text(item, key)) : [Text(value, key)];

    private static InventoryException Unknown(DocumentMember member, IEnumerable<string> known)
    {
        var keys = known.ToList();
        var near = NearMatch.Question(member.Key, keys);
        return new InventoryException(
            member.KeyPlace, $"unknown key '{member.Key}'.{(near.Length > 0 ? near : $" Known here: {string.Join(", ", keys)}.")}");
    }
}
