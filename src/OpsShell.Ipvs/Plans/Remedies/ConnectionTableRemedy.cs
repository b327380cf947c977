using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Gives the connection table more buckets, from the next load of the module on.</summary>
public sealed class ConnectionTableRemedy : IpvsRemedy
{
    /// <inheritdoc/>
    public override string Check => "ipvs/connection-table";

    /// <inheritdoc/>
    public override string Description => "Sets the module option conn_tab_bits so that every connection of now has a bucket; from the next load of ip_vs.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact];

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects)
    {
        var table = facts.Get(IpvsTable.Fact);
        var bits = ConnectionTableBits.For(table.Connections);
        if (1L << bits <= table.ConnectionTableSize)
            return table.Connections <= table.ConnectionTableSize
                ? RemedyPlan.Nothing
                : RemedyPlan.Refuse(string.Create(CultureInfo.InvariantCulture, $"The connection table has {table.ConnectionTableSize} buckets for {table.Connections} connections already; this kernel takes no more than 2^{ConnectionTableBits.Most}."));
        return RemedyPlan.Nothing with
        {
            ModuleOptions = ImmutableSortedDictionary<string, string>.Empty.Add("conn_tab_bits", bits.ToString(CultureInfo.InvariantCulture)),
            Notes = ["conn_tab_bits takes effect when the module ip_vs is loaded next, which on a node with services means the next boot; drain the node and reboot it. Where the initramfs has ip_vs, make it anew (dracut -f)."],
        };
    }
}
