using System.Collections.Immutable;
using OpsShell.Core.Changes;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Takes addresses off kube-ipvs0 that no virtual service has.</summary>
public sealed class KubeIpvs0Remedy : IpvsRemedy
{
    /// <inheritdoc/>
    public override string Check => "ipvs/kube-ipvs0";

    /// <inheritdoc/>
    public override string Description => "Takes addresses off kube-ipvs0 that no virtual service has.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Sampled, NodeAddresses.Fact];

    /// <inheritdoc/>
    public override bool HasSubjects => true;

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects)
    {
        var notes = subjects.Contains("missing") ? MissingNote : [];
        if (subjects.Count > 0 && !subjects.Contains("left-over"))
        {
            return notes.IsEmpty
                ? RemedyPlan.Refuse($"Only addresses that are left over are taken off {NodeAddresses.KubeIpvs0} (subject left-over), and {string.Join(", ", subjects.Order(StringComparer.Ordinal))} was asked for, so nothing was changed.")
                : RemedyPlan.Nothing with { Notes = notes };
        }
        var addresses = facts.Get(NodeAddresses.Fact);
        if (!addresses.HasKubeIpvs0)
            return RemedyPlan.Refuse($"There is no {NodeAddresses.KubeIpvs0} on this node.");
        if (!addresses.KnowsIPv4)
            throw new FactUnavailableException(NodeAddresses.CommandSource, ProbeStatus.Failed, addresses.Obstacle);
        var left = LeftOver(facts.Get(IpvsTable.Sampled), addresses).ToImmutableArray();
        return RemedyPlan.Nothing with { Steps = [.. left.Select(TakeOff)], Notes = notes };
    }

    private static ImmutableArray<string> MissingNote { get; } =
        ["Addresses that are missing from kube-ipvs0 are put back by kube-proxy when it is started anew on this node; Repair-OpsIpvs only takes off what is left over."];

    // A service that comes or goes at this moment is in one of the readings.
    private static IEnumerable<InterfaceAddress> LeftOver(Samples<IpvsTable> tables, NodeAddresses addresses)
    {
        var used = tables.First.Services.Concat(tables.Second.Services).Select(service => service.Key.Endpoint.Address).ToHashSet();
        var removable = addresses.OnKubeIpvs0.Where(address => !used.Contains(address)).ToHashSet();
        return addresses.Assigned.Where(one => one.Interface == NodeAddresses.KubeIpvs0 && removable.Contains(one.Address)).OrderBy(one => one.Address);
    }

    private static CommandStep TakeOff(InterfaceAddress left)
    {
        var address = $"{left.Address}/{left.PrefixLength}";
        return new CommandStep
        {
            Subject = $"{address} on {NodeAddresses.KubeIpvs0}",
            Command = ["ip", "addr", "del", address, "dev", NodeAddresses.KubeIpvs0],
            Inverse = ["ip", "addr", "add", address, "dev", NodeAddresses.KubeIpvs0],
            ReadBack = ["ip", "-o", "addr", "show", "dev", NodeAddresses.KubeIpvs0],
            ReadBackWord = address,
            WantedState = CommandStep.NotPresent,
            Description = $"Take {address} off {NodeAddresses.KubeIpvs0}, as no virtual service has it",
            Persistence = "until kube-proxy adds it for a service again",
        };
    }
}
