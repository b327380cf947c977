using System.Collections.Immutable;
using OpsShell.Core.Nodes.Selection;

namespace OpsShell.Core.Nodes;

/// <summary>
/// What the user typed to name nodes, understood but not yet looked up. The language follows ClusterShell:
/// <list type="table">
/// <item><term><c>web01</c>, <c>web[01-40,55]</c>, <c>r[1-3]-[a-c]</c>, <c>n[0-100/5]</c></term><description>names and ranges</description></item>
/// <item><term><c>root@web01:2222</c>, <c>[2001:db8::1]:22</c>, <c>ssh://root@web01:22</c></term><description>a name with login and port</description></item>
/// <item><term><c>web*</c>, <c>*-gw?</c>, <c>*</c></term><description>names of the inventory by pattern; all of them</description></item>
/// <item><term><c>@edge</c>, <c>@edge[1-3]</c>, <c>@edge*</c></term><description>groups</description></item>
/// <item><term><c>role=gateway</c>, <c>site=eu-*</c>, <c>role!=db</c></term><description>labels; <c>!=</c> also selects nodes without the label</description></item>
/// <item><term><c>local</c>, <c>localhost</c>, <c>.</c></term><description>this machine</description></item>
/// <item><term><c>root:/host</c>, <c>snapshot:before/*.zip</c></term><description>a mounted root; recordings</description></item>
/// </list>
/// <c>,</c> joins, <c>&amp;</c> keeps what both sides have (from left to right, without precedence), <c>!</c> before a term takes
/// it out of the whole result wherever it stands, so that an excluded node is never touched. Exclusions alone mean all nodes of
/// the inventory except those. In <c>root:</c> and <c>snapshot:</c> all up to the next comma outside brackets is the path.
/// </summary>
public sealed record NodeSelector
{
    private NodeSelector(string text, ImmutableArray<SelectorTerm> terms)
    {
        Text = text;
        Terms = terms;
    }

    /// <summary>What the user typed.</summary>
    public string Text { get; }

    /// <summary>Its terms, in order.</summary>
    public ImmutableArray<SelectorTerm> Terms { get; }

    /// <summary>Whether it has exclusions only, and so starts from all nodes.</summary>
    public bool IsExclusionOnly => Terms.All(term => term.Operation == SelectorOperation.Exclude);

    /// <summary>Understands a selector. Pure: looks nothing up.</summary>
    /// <exception cref="SelectorException">It is not a selector; the message shows the place.</exception>
    public static NodeSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new NodeSelector(text, SelectorParser.Parse(text));
    }

    /// <summary>What the user typed.</summary>
    public override string ToString() => Text;
}
