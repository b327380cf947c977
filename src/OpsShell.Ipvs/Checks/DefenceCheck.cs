using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>IPVS' defence against floods, which drops connections or packets on purpose.</summary>
public sealed class DefenceCheck : IpvsCheck
{
    private static readonly ImmutableArray<(string Name, string Effect)> _settings =
    [
        ("drop_entry", "throws out connections at random, half-open ones first"),
        ("drop_packet", "drops a part of the new connections' packets"),
        ("secure_tcp", "uses shorter timeouts and ignores what is not a full handshake"),
    ];

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/defence-active",
        "Defence against floods: dropping connections on purpose",
        "Reads drop_entry, drop_packet and secure_tcp: 2 means that the kernel has switched the defence on because memory is short, 3 that it is always on.",
        "Documentation/networking/ipvs-sysctl.rst (drop_entry, amemthresh); net/netfilter/ipvs/ip_vs_ctl.c (update_defense_level)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var sysctls = context.Get(IpvsSysctls.Fact);
        var findings = _settings.Select(setting => Judge(context, sysctls, setting.Name, setting.Effect)).ToArray();
        if (findings.Any(finding => finding.Status != FindingStatus.Ok))
            return findings.Where(finding => finding.Status != FindingStatus.Ok);
        return [context.Finding(FindingStatus.Ok, "drop_entry, drop_packet and secure_tcp are off", [.. findings.SelectMany(finding => finding.Evidence)])];
    }

    private static Finding Judge(CheckContext context, IpvsSysctls sysctls, string name, string effect)
    {
        ImmutableArray<Evidence> evidence = [Seen(IpvsSysctls.Path(name), name, Shortened(sysctls[name] ?? "not there", 20))];
        var meaning = $"With it IPVS {effect}. Clients see connections that stall or break without any error on the node.";
        return sysctls.Number(name) switch
        {
            0 => context.Finding(FindingStatus.Ok, $"{name} is off", evidence, name),
            1 => context.Finding(
                FindingStatus.Info, $"{name} is armed: it will act when less than net.ipv4.vs.amemthresh pages are free", evidence, name, meaning, $"'sysctl -w net.ipv4.vs.{name}=0' disarms it."),
            2 => context.Finding(
                FindingStatus.Critical, $"{name} is acting now: free memory is below net.ipv4.vs.amemthresh", [.. evidence, Threshold(sysctls)], name, meaning,
                $"Free memory ('Get-OpsCheck' node/memory; 'ps aux --sort=-rss'). It ends by itself then and reads 1 again. 'sysctl -w net.ipv4.vs.{name}=0' ends it at once."),
            3 => context.Finding(
                FindingStatus.Warning, $"{name} is always on", [.. evidence, Threshold(sysctls)], name, meaning, $"Unless this node is under attack: 'sysctl -w net.ipv4.vs.{name}=0', and look for the line in /etc/sysctl.d."),
            null => context.Finding(FindingStatus.Unknown, $"{name} cannot be judged: {(sysctls[name] is null ? "it is not there" : "it is no number")}", evidence, name),
            _ => context.Finding(FindingStatus.Unknown, $"{name} has a value that the kernel's documentation does not know", evidence, name),
        };
    }

    private static Evidence Threshold(IpvsSysctls sysctls) => Seen(IpvsSysctls.Path("amemthresh"), "amemthresh", Shortened(sysctls["amemthresh"] ?? "not there", 20));
}
