using System.Collections.Immutable;
using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>Whether the estimator of IPVS runs, and the file that says so.</summary>
/// <param name="On">Null when the file is there and does not tell.</param>
/// <param name="Name">The sysctl that decides; empty on kernels that have no switch, where the estimator always runs.</param>
/// <param name="Source">The file that decides, or the folder in which there is none.</param>
/// <param name="Value">What was seen there.</param>
public sealed record EstimatorSwitch(bool? On, string Name, string Source, string Value)
{
    /// <summary>
    /// The sysctls that switch it, by vendor: upstream since 5.16 and backported (commit 2232642ec3fb; Alibaba, OpenCloudOS Stream),
    /// and that of TencentOS 5.4, which starts at 0, that is off (net/netfilter/ipvs/ip_vs_est.c of that kernel).
    /// </summary>
    public static ImmutableArray<string> Names { get; } = ["run_estimation", "estimation_timer_work"];

    private const string CpuList = "est_cpulist";

    /// <summary>
    /// Decides by the files that this kernel has: 0 is off, any other number is on. The threads of 6.2 and later also stand still
    /// while <c>est_cpulist</c> is empty (ip_vs_est_stopped_recalc in include/net/ip_vs.h).
    /// </summary>
    public static EstimatorSwitch Of(IpvsSysctls sysctls)
    {
        var name = Names.FirstOrDefault(one => sysctls[one] is not null || sysctls.Unread.ContainsKey(one));
        if (name is null)
            return new EstimatorSwitch(true, "", IpvsSysctls.Folder, $"no {string.Join(" and no ", Names)}");
        if (sysctls[name] is not { } text)
            return new EstimatorSwitch(null, name, IpvsSysctls.Path(name), sysctls.Unread[name]);
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value != 0 && sysctls[CpuList] is { Length: 0 })
            return new EstimatorSwitch(false, CpuList, IpvsSysctls.Path(CpuList), "empty");
        return new EstimatorSwitch(isNumber ? value != 0 : null, name, IpvsSysctls.Path(name), text);
    }
}
