using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// A commit that matters, and the releases of kernel.org that have it. A vendor's kernel of an older base may have it too, as vendors
/// take single commits, so there the answer is Unknown.
/// </summary>
/// <param name="Commit">Its id in Linus' tree.</param>
/// <param name="Subject">Its title.</param>
/// <param name="Mainline">The first release with it.</param>
/// <param name="Stable">First release with it in each older stable series.</param>
/// <param name="Unclear">Older series of which it is not known.</param>
public sealed partial record KernelFix(
    string Commit, string Subject, Version Mainline, ImmutableArray<Version> Stable, ImmutableArray<Version> Unclear)
{
    /// <summary>
    /// A SYN that reuses a port is scheduled anew at once, instead of being dropped until the client sends it again after 1 s.
    /// 4.19.140 by its announcement, 5.7.16 by the review of 2020-08-17, 5.4.59, 5.8.2 and 4.14.194 by the releases of the same days.
    /// </summary>
    public static readonly KernelFix SynOfReusedPort = new(
        "f0a5e4d7a594", "ipvs: allow connection reuse for unconfirmed conntrack", new Version(5, 9),
        [new(4, 14, 194), new(4, 19, 140), new(5, 4, 59), new(5, 7, 16), new(5, 8, 2)], [new(4, 4), new(4, 9)]);

    /// <summary>
    /// A new connection whose old one went to a real server of weight 0 is scheduled anew also with conn_reuse_mode=0, given
    /// expire_nodest_conn=1. 4.19.219 by its log, 4.14.257, 5.4.163, 5.10.83 and 5.15.6 by the queues and releases of the same days.
    /// </summary>
    public static readonly KernelFix ReuseOfDeadServer = new(
        "c95c07836fa4", "netfilter: ipvs: Fix reuse connection if RS weight is 0", new Version(5, 16),
        [new(4, 14, 257), new(4, 19, 219), new(5, 4, 163), new(5, 10, 83), new(5, 15, 6)], [new(4, 4), new(4, 9)]);

    /// <summary>Whether the kernel of a release has it, and why that is thought.</summary>
    /// <param name="release">As <c>uname -r</c> gives it.</param>
    public (Presence Presence, string Reason) In(string release)
    {
        var match = ReleasePattern().Match(release);
        if (!match.Success)
            return (Presence.Unknown, $"the release '{release}' begins with no version");
        var version = new Version(Number(match, 1), Number(match, 2), match.Groups[3].Success ? Number(match, 3) : 0);
        if (version >= Mainline)
            return (Presence.Yes, $"{release} is not before {Mainline}, the first with {Commit}");
        var first = Stable.FirstOrDefault(stable => stable.Major == version.Major && stable.Minor == version.Minor);
        if (first is not null && version >= first)
            return (Presence.Yes, $"{release} is not before {first}, the first of its series with {Commit}");
        if (match.Groups[4].Length > 0)
            return (Presence.Unknown, $"{release} is a vendor's kernel of a base before {first ?? Mainline}; nothing on the node tells whether the vendor took {Commit}");
        return Unclear.Any(series => series.Major == version.Major && series.Minor == version.Minor)
            ? (Presence.Unknown, $"it is not known whether the series of {release} has {Commit}")
            : (Presence.No, $"{release} is before {first ?? Mainline}, the first with {Commit}");
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4}))?(.*)\z", RegexOptions.Singleline)]
    private static partial Regex ReleasePattern();
}
