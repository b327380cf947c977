using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>A value of a YAML or JSON document with its place: what both formats come to before they are understood.</summary>
internal abstract record DocumentValue(SourcePlace Place)
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int MaximumDepth = 64;

    /// <summary>What the value is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, number, truth value or nothing; all as written.</summary>
internal sealed record DocumentScalar(SourcePlace Place, string Text, bool IsNull) : DocumentValue(Place)
{
    public override string Kind => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
internal sealed record DocumentList(SourcePlace Place, ImmutableArray<DocumentValue> Items) : DocumentValue(Place)
{
    public override string Kind => "a list";
}

/// <summary>A map, in order of the file; no key twice.</summary>
internal sealed record DocumentMap(SourcePlace Place, ImmutableArray<DocumentMember> Members) : DocumentValue(Place)
{
    public override string Kind => "a map";
}

/// <summary>A member of a map.</summary>
internal sealed record DocumentMember(string Key, SourcePlace KeyPlace, DocumentValue Value);
