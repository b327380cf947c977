using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace OpsShell.HelpGenerator;

/// <summary>The documentation comments of several assemblies, as the compiler writes them beside each.</summary>
public sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the files.</summary>
    public static XmlDocs Load(IEnumerable<string> files)
    {
        var docs = new XmlDocs();
        foreach (var member in files.SelectMany(file => XDocument.Load(file).Descendants("member")))
            docs._members[(string?)member.Attribute("name") ?? ""] = member;
        return docs;
    }

    /// <summary>The comment of a type, or null.</summary>
    public XElement? Of(Type type) => _members.GetValueOrDefault("T:" + type.FullName);

    /// <summary>The comment of a property, from the type that declares it or, with <c>inheritdoc</c>, the one it overrides; or null.</summary>
    public XElement? Of(PropertyInfo property)
    {
        var own = _members.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");
        if (own?.Element("inheritdoc") is not { } inherit)
            return own;
        if ((string?)inherit.Attribute("cref") is { } other)
            return _members.GetValueOrDefault(other);
        for (var type = property.DeclaringType.BaseType; type is not null; type = type.BaseType)
        {
            if (_members.GetValueOrDefault($"P:{type.FullName}.{property.Name}") is { } found && found.Element("inheritdoc") is null)
                return found;
        }
        return own;
    }

    /// <summary>The text of an element in one line, without markup.</summary>
    public static string Text(XElement? element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The paragraphs of an element; the whole as one when it has none.</summary>
    public static IEnumerable<string> Paragraphs(XElement? element)
    {
        if (element is null)
            return [];
        var paragraphs = element.Elements("para").ToList();
        return (paragraphs.Count > 0 ? paragraphs : [element]).Select(Text).Where(text => text.Length > 0);
    }

    private static void Append(StringBuilder text, XElement? element)
    {
        foreach (var node in element?.Nodes() ?? [])
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { Name.LocalName: "see" or "paramref" or "typeparamref" or "seealso" } reference && reference.IsEmpty)
                text.Append(Reference(reference));
            else if (node is XElement inner)
                Append(text, inner);
        }
    }

    /// <summary>The last part of what is referred to: <c>P:A.B.Force</c> is Force.</summary>
    private static string Reference(XElement reference)
    {
        var target = (string?)(reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("href")) ?? "";
        return target.Split('(')[0].Split('.', ':')[^1];
    }
}
