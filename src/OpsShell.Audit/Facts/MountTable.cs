using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>
/// What is mounted. Read from /proc/1/mounts, so that it is the node's own table also when its root is seen from inside a
/// container; from /proc/self/mounts where the former is hidden (hidepid), as node_exporter does.
/// </summary>
/// <param name="Source">The file it came from.</param>
/// <param name="Mounts">In order of mounting.</param>
public sealed record MountTable(string Source, ImmutableArray<Mount> Mounts)
{
    private static readonly ProbeItem OfInit = ProbeItem.File("/proc/1/mounts") with { Limit = 4 << 20 };
    private static readonly ProbeItem OfSelf = ProbeItem.File("/proc/self/mounts") with { Limit = 4 << 20 };

    /// <summary>The fact.</summary>
    public static readonly Fact<MountTable> Fact =
        Core.Findings.Fact.FromItems("node/mounts", "Mounted file systems with their options", [OfInit, OfSelf], Read);

    /// <summary>
    /// The file systems worth watching, each once: of several mounts of a device (bind mounts, those of containers) the first,
    /// and of several mounts at one place the last, which hides the others.
    /// </summary>
    public ImmutableArray<Mount> Watched
    {
        get
        {
            var visible = new Dictionary<string, Mount>(StringComparer.Ordinal);
            foreach (var mount in Mounts)
                visible[mount.MountPoint] = mount;
            var devices = new HashSet<string>(StringComparer.Ordinal);
            return
            [
                .. Mounts.Where(mount => mount.IsWatched && ReferenceEquals(visible[mount.MountPoint], mount)
                    && (mount.Type == "tmpfs" || devices.Add(mount.Device))),
            ];
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is malformed, or there is none.</exception>
    public static MountTable Parse(string source, string text)
    {
        var mounts = Mount.ParseLines(text);
        return mounts.Length > 0 ? new MountTable(source, mounts) : throw TextLine.Empty();
    }

    private static MountTable Read(ProbeResults results)
    {
        var item = results.Find(OfInit).Status == ProbeStatus.Ok ? OfInit : OfSelf;
        return Parse(item.Source, results.Text(item));
    }
}
