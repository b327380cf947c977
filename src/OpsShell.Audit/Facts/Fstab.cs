using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/etc/fstab: how the administrator wants file systems mounted.</summary>
/// <param name="Mounts">In order.</param>
public sealed record Fstab(ImmutableArray<Mount> Mounts)
{
    /// <summary>The fact.</summary>
    public static readonly Fact<Fstab> Fact =
        Core.Findings.Fact.FromFile("node/fstab", "File systems as they should be mounted", "/etc/fstab", Parse);

    /// <summary>The entry for a mount point; null when there is none.</summary>
    public Mount? Find(string mountPoint) => Mounts.FirstOrDefault(mount => mount.MountPoint == mountPoint);

    /// <summary>Reads the file; it may well be empty.</summary>
    /// <exception cref="FormatException">A line has fewer than three fields.</exception>
    public static Fstab Parse(string text) => new(Mount.ParseLines(text));
}
