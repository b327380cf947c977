using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Checks;

/// <summary>
/// The decision table of connection reuse, after ip_vs_in in net/netfilter/ipvs/ip_vs_core.c: before and after f0a5e4d7a594 (5.9) and
/// c95c07836fa4 (5.16), and Documentation/networking/ipvs-sysctl.rst.
/// </summary>
public static class ConnectionReuseVerdict
{
    // The first row that fits decides; null fits all. Without net.ipv4.vs.conntrack the kernel drops no SYN for the sake of an old
    // tracking entry. A value that was not told is taken for the worse one.
    private static readonly ImmutableArray<Row> _table =
    [
        new(Special: true, Conntrack: false, Expire: null, Syn: null, Dead: null, ConnectionReuseOutcome.Sound),
        new(Special: true, Conntrack: null, Expire: null, Syn: Presence.Yes, Dead: null, ConnectionReuseOutcome.Sound),
        new(Special: true, Conntrack: null, Expire: null, Syn: Presence.No, Dead: null, ConnectionReuseOutcome.SynDropped),
        new(Special: true, Conntrack: null, Expire: null, Syn: Presence.Unknown, Dead: null, ConnectionReuseOutcome.SynPerhapsDropped),
        new(Special: false, Conntrack: null, Expire: true, Syn: null, Dead: Presence.Yes, ConnectionReuseOutcome.NoRebalancing),
        new(Special: false, Conntrack: null, Expire: true, Syn: null, Dead: Presence.Unknown, ConnectionReuseOutcome.OldServerPerhapsDead),
        new(Special: false, Conntrack: null, Expire: null, Syn: null, Dead: null, ConnectionReuseOutcome.OldServer),
    ];

    /// <summary>Decides.</summary>
    public static ConnectionReuseOutcome Of(ConnectionReuseState state) => state switch
    {
        { HasMode: false } => ConnectionReuseOutcome.NoSetting,
        { Mode: null or < 0 } => ConnectionReuseOutcome.Undecided,
        _ => _table.First(row => row.Fits(state)).Outcome,
    };

    private sealed record Row(bool Special, bool? Conntrack, bool? Expire, Presence? Syn, Presence? Dead, ConnectionReuseOutcome Outcome)
    {
        public bool Fits(ConnectionReuseState state) =>
            Special == (state.Mode != 0)
            && (Conntrack is null || Conntrack == state.Conntrack)
            && (Expire is null || Expire == state.ExpireNoDestination)
            && (Syn is null || Syn == state.SynFix)
            && (Dead is null || Dead == state.DeadServerFix);
    }
}
