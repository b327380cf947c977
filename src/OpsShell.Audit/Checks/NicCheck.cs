using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Errors and drops of network interfaces over the sample.</summary>
public sealed class NicCheck : Check
{
    private const string Source = "/proc/net/dev";

    private static readonly Threshold ErrorWarning = new(
        "node/nic.error-warning", 0.01, "%", "Errors, of packets and errors together", "OpsShell: a sound link has none; one lost frame in 10,000 already halves a long TCP stream");

    private static readonly Threshold ErrorCritical = new(
        "node/nic.error-critical", 1, "%", "Errors, of packets and errors together", "node_exporter mixin NodeNetworkReceiveErrs and NodeNetworkTransmitErrs: > 1 % of packets");

    private static readonly Threshold DropWarning = new(
        "node/nic.drop-warning", 0.1, "%", "Drops, of packets and drops together",
        "OpsShell: frames that nobody wants (unknown protocol or VLAN) are counted too, so a few are normal; a thousandth is felt");

    private static readonly Threshold DropCritical = new(
        "node/nic.drop-critical", 1, "%", "Drops, of packets and drops together", "node_exporter mixin's limit for errors (> 1 %), applied to drops");

    private static readonly Threshold MinimumEvents = new(
        "node/nic.min-events", 10, "", "Errors or drops in the sample from which on a critical finding is made", "OpsShell: one of two packets is 50 % and means nothing");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/nic",
        "Errors and drops of network interfaces",
        "Compares, for each interface of the namespace, the errors and drops over the sample with its packets. Errors of the past that no longer happen are Info.",
        "https://www.kernel.org/doc/html/latest/networking/statistics.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [NetworkInterfaces.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [ErrorWarning, ErrorCritical, DropWarning, DropCritical, MinimumEvents];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var samples = context.Get(NetworkInterfaces.Fact);
        var findings = new List<Finding>();
        var good = new List<NetworkInterface>();
        var came = new List<string>();
        foreach (var (name, second) in samples.Second.Interfaces)
        {
            if (name == "lo")
                continue;
            if (!samples.First.Interfaces.TryGetValue(name, out var first))
            {
                came.Add(name);
                continue;
            }
            var problems = Judge(context, first, second, samples.Seconds).ToArray();
            findings.AddRange(problems);
            if (problems.Length == 0)
                good.Add(second);
        }
        if (samples.Second.Interfaces.Keys.All(name => name == "lo"))
            return [context.Finding(FindingStatus.NotApplicable, "There is no network interface but lo", [Seen(Source, "interfaces", "lo")])];
        if (good.Count > 0)
        {
            findings.Add(context.Finding(
                FindingStatus.Ok, $"{Count((ulong)good.Count, "network interface")} without errors or drops worth a word",
                [.. good.OrderByDescending(item => item.Packets).Take(10).Select(item => Seen(Source, item.Name, SinceBoot(item)))]));
        }
        // Interfaces of containers come and go; one that came within the sample has no rate yet.
        if (findings.Count == 0)
            findings.Add(context.Finding(FindingStatus.Unknown, "No interface was there in both samples", [Seen(Source, "new interfaces", string.Join(' ', came.Take(20)))]));
        return findings;
    }

    private static IEnumerable<Finding> Judge(CheckContext context, NetworkInterface first, NetworkInterface second, double seconds)
    {
        if (Samples.Delta(first.Packets, second.Packets) is not { } packets
            || Moved(first.ReceiveErrors, second.ReceiveErrors, first.SendErrors, second.SendErrors) is not { } errors
            || Moved(first.ReceiveDrops, second.ReceiveDrops, first.SendDrops, second.SendDrops) is not { } drops)
        {
            yield return context.Finding(
                FindingStatus.Unknown, $"{second.Name} cannot be judged: its counters went backwards between the samples (driver reset, or replaced)",
                [Seen(Source, "now", SinceBoot(second))], second.Name);
            yield break;
        }
        var errorStatus = Grade(context, errors, packets, ErrorWarning, ErrorCritical);
        var dropStatus = Grade(context, drops, packets, DropWarning, DropCritical);
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, "packets", packets), Seen(Source, "errs", errors), Seen(Source, "drop", drops),
            Seen(Source, "receive fifo", Samples.Delta(first.ReceiveFifo, second.ReceiveFifo) ?? 0),
            Seen(Source, "receive frame", Samples.Delta(first.ReceiveFrame, second.ReceiveFrame) ?? 0),
            Seen(Source, "transmit fifo", Samples.Delta(first.SendFifo, second.SendFifo) ?? 0),
            Seen(Source, "transmit carrier", Samples.Delta(first.SendCarrier, second.SendCarrier) ?? 0),
            Seen(Source, "since boot", SinceBoot(second)),
        ];
        if (errorStatus != FindingStatus.Ok)
        {
            yield return context.Finding(
                errorStatus, $"{second.Name}: {errors} bad frames on {packets} packets ({Rate(errors / seconds)})", evidence, second.Name,
                "Frames arrive damaged or cannot be sent: cable, optics, a switch port, duplex or the card itself. TCP repeats them, so it looks like slowness.",
                $"'ethtool -S {second.Name} | grep -iE \"err|crc|fifo|miss\"' says which kind, 'ethtool {second.Name}' speed and duplex, 'ethtool -m {second.Name}' the optics' light. Look at the switch port too.");
        }
        if (dropStatus != FindingStatus.Ok)
        {
            yield return context.Finding(
                dropStatus, $"{second.Name}: {drops} packets dropped besides {packets} ({Rate(drops / seconds)})", evidence, $"{second.Name} drops",
                "The kernel or the card threw packets away: ring or backlog full, or frames that nobody on this node wants.",
                $"'ethtool -S {second.Name} | grep -iE \"drop|miss|no_buf\"'; a full ring: 'ethtool -g {second.Name}' and raise it with -G; see node/softnet for the backlog. Steady drops with no such counter are unwanted frames: 'tcpdump -eni {second.Name} not ip and not arp -c 20'.");
        }
        if (errorStatus == FindingStatus.Ok && errors == 0 && second.Packets > 0 && Share(second.Errors, second.Packets) >= context[ErrorCritical])
        {
            yield return context.Finding(
                FindingStatus.Info, $"{second.Name}: {second.Errors} bad frames since boot, none in the sample", evidence, second.Name,
                "The link was bad at some time since boot, or is bad only under load.", $"Run the audit again under load; 'ethtool -S {second.Name}'.");
        }
    }

    private static FindingStatus Grade(CheckContext context, ulong events, ulong packets, Threshold warning, Threshold critical)
    {
        if (events == 0)
            return FindingStatus.Ok;
        var status = High(Share(events, packets), context[warning], context[critical]);
        return status == FindingStatus.Critical && events < context[MinimumEvents] ? FindingStatus.Warning : status;
    }

    // A drop or a bad frame is not among the packets, so that all traffic lost is 100 %.
    private static double Share(ulong events, ulong packets) => 100.0 * events / ((double)packets + events);

    private static ulong? Moved(ulong firstReceived, ulong secondReceived, ulong firstSent, ulong secondSent) =>
        Samples.Delta(firstReceived, secondReceived) is { } received && Samples.Delta(firstSent, secondSent) is { } sent ? unchecked(received + sent) : null;

    private static string SinceBoot(NetworkInterface item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Packets} packets, {item.Errors} errors, {item.Drops} drops since it came up");
}
