using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Kernels whose names below net.ipv4.vs do not stand for what they say, and defaults that differ from upstream's.</summary>
public sealed class VendorSysctlCheck : IpvsCheck
{
    private const string Reused = "conn_reuse_old_conntrack";
    private const string After = "schedule_icmp";
    private const string Estimation = "estimation_timer_work";

    private static readonly ImmutableArray<string> Vendors = [Estimation, "ignore_no_rs_error", "tunnel_df_force_zero", Reused];

    // The first release of TencentOS 5.4 whose table was read and is in order.
    private static readonly Version InOrder = new(5, 4, 119);

    /// <summary>What the kernel refuses to set is not read back, unless a name stands for another variable.</summary>
    private static readonly ImmutableArray<(string Name, string Expected, Func<long[], bool> IsPossible)> Ranges =
    [
        ("sync_version", "0 or 1", values => values is [0 or 1]),
        ("sync_retries", "0 to 3", values => values is [>= 0 and <= 3]),
        ("drop_entry", "0 to 3", values => values is [>= 0 and <= 3]),
        ("drop_packet", "0 to 3", values => values is [>= 0 and <= 3]),
        ("secure_tcp", "0 to 3", values => values is [>= 0 and <= 3]),
        ("sync_ports", "a power of 2", values => values is [> 0 and var ports] && BitOperations.IsPow2(ports)),
        ("sync_threshold", "two numbers, the first less than the second, or 0 as the second", values => values is [>= 0 and var from, >= 0 and var every] && (from < every || every == 0)),
        ("est_nice", "-20 to 19", values => values is [>= -20 and <= 19]),
    ];

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/vendor-sysctl",
        "Names of net.ipv4.vs that stand for another variable; a vendor's defaults",
        "Compares values with the ranges that the kernel enforces, and looks for the sign of TencentOS 5.4 builds of 2020 whose names after conn_reuse_mode are shifted by one: schedule_icmp then shows conn_reuse_old_conntrack, which is 1 from the start, and that name itself is not there.",
        "https://github.com/Tencent/TencentOS-kernel/pull/44; vs_vars and proc_do_* in net/netfilter/ipvs/ip_vs_ctl.c");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact, KernelRelease.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var sysctls = context.Get(IpvsSysctls.Fact);
        var findings = new List<Finding>();
        var impossible = Ranges.Where(range => sysctls[range.Name] is { } text && !(Numbers(text) is { } values && range.IsPossible(values))).ToArray();
        if (impossible.Length > 0)
            findings.Add(Impossible(context, sysctls, impossible));
        if (Shifted(context, sysctls) is { } shifted)
            findings.Add(shifted);
        if (sysctls[Estimation] is { } estimation && EstimatorSwitch.Of(sysctls).On == false)
            findings.Add(Off(context, estimation));
        if (!sysctls.Unread.IsEmpty)
        {
            findings.Add(context.Finding(
                FindingStatus.Unknown, $"{Count((ulong)sysctls.Unread.Count, "value")} of net.ipv4.vs cannot be judged: not read",
                [.. sysctls.Unread.Take(5).Select(one => Seen(IpvsSysctls.Path(one.Key), one.Key, one.Value.Length > 0 ? one.Value : "not read"))], "unread"));
        }
        if (findings.Count == 0)
        {
            findings.Add(context.Finding(
                FindingStatus.Ok, IsVendors(sysctls) ? "The vendor's names of net.ipv4.vs show no sign of being shifted" : "The values of net.ipv4.vs are in their ranges, and the names are upstream's",
                [Seen(IpvsSysctls.Folder, "values", (ulong)sysctls.Values.Count), Seen(IpvsSysctls.Folder, "of a vendor", Vendors.Where(name => sysctls[name] is not null) is var names && names.Any() ? string.Join(", ", names) : "none")]));
        }
        return findings;
    }

    private static bool IsVendors(IpvsSysctls sysctls) => Vendors.Any(name => sysctls[name] is not null);

    private static long[]? Numbers(string text)
    {
        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null).ToArray();
        return numbers.All(number => number is not null) ? [.. numbers.Select(number => number!.Value)] : null;
    }

    private static Finding Impossible(CheckContext context, IpvsSysctls sysctls, (string Name, string Expected, Func<long[], bool>)[] impossible) => context.Finding(
        FindingStatus.Warning, $"{string.Join(", ", impossible.Select(one => one.Name))}: a value that this kernel does not accept",
        [.. impossible.Select(one => Seen(IpvsSysctls.Path(one.Name), one.Name, $"{Show(sysctls[one.Name]!)} (expected {one.Expected})"))], "values",
        "The kernel checks these values when they are set, so one out of range means that the name stands for another variable in this build: what is written to it changes something else, and every other name of net.ipv4.vs is in doubt.",
        "Do not set net.ipv4.vs values on this kernel; ask its vendor, and compare vs_vars with the assignments in ip_vs_control_net_init_sysctl of its source. Move to a build in which they agree.");

    private static string Show(string text) => text.Length > 0 ? Shortened(text, 40) : "empty";

    private static Finding? Shifted(CheckContext context, IpvsSysctls sysctls)
    {
        var isKnown = context.TryGet(KernelRelease.Fact, out var release, out _);
        var isTencents = IsVendors(sysctls) || (isKnown && release!.Text.Contains("tlinux", StringComparison.OrdinalIgnoreCase));
        if (!isTencents || sysctls[Reused] is not null || sysctls.Number(After) is null or 0)
            return null;
        if (release?.Version is { } version && version >= InOrder)
            return null;
        return context.Finding(
            isKnown ? FindingStatus.Warning : FindingStatus.Unknown,
            isKnown ? "Names of net.ipv4.vs after conn_reuse_mode look shifted by one" : "Whether names of net.ipv4.vs are shifted by one cannot be judged: the kernel's release is not known",
            [
                Seen(IpvsSysctls.Path(After), After, Show(sysctls[After]!)), Seen(IpvsSysctls.Folder, Reused, "not there"),
                Seen(KernelRelease.Source, "release", isKnown ? Shortened(release!.Text, 60) : "not read"),
            ],
            "shifted",
            "Some TencentOS 5.4 builds of 2020 lost the name conn_reuse_old_conntrack but not its variable, so each name after conn_reuse_mode stands for the variable of the name before it: schedule_icmp shows conn_reuse_old_conntrack (1 from the start), and setting it to 0 brings the first-packet drop of 1 s back. If schedule_icmp was set to 1 on purpose, nothing is wrong.",
            $"See whether anything sets it: 'grep -r {After} /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d'. If nothing does, the build is affected: leave {After}, ignore_tunneled and the names after them alone, and move to a kernel with TencentOS pull request 44 (December 2020; 5.4.119 is free of it).");
    }

    private static Finding Off(CheckContext context, string value) => context.Finding(
        FindingStatus.Info, $"{Estimation} is {Show(value)}: the estimator is off, as TencentOS 5.4 has it from the start", [Seen(IpvsSysctls.Path(Estimation), Estimation, Show(value))], "estimation",
        "The kernel's vendor chose no pauses over statistics of IPVS; upstream has the estimator on. Dashboards over them show nothing here and something on nodes with other kernels (ipvs/frozen-counters).",
        $"Nothing, if statistics of IPVS are not needed. Otherwise 'sysctl -w net.ipv4.vs.{Estimation}=1', after a look at 'Get-OpsIpvsEstimator'.");
}
