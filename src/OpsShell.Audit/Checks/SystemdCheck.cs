using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Units of systemd that failed.</summary>
public sealed class SystemdCheck : Check
{
    /// <summary>Units without which the node does not do its work or cannot be reached.</summary>
    private static readonly ImmutableHashSet<string> Essential =
    [
        "kubelet.service", "containerd.service", "crio.service", "docker.service", "sshd.service", "ssh.service",
        "NetworkManager.service", "systemd-networkd.service", "systemd-resolved.service", "dbus.service", "dbus-broker.service",
    ];

    private static readonly Threshold Many = new(
        "node/systemd.failed-critical", 20, "", "Failed units from which on the node as a whole is taken for broken", "OpsShell: what fails in such numbers has one cause, such as a full or read-only disk");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/systemd",
        "Failed systemd units",
        "Each failed unit is a warning; one that the node's work hangs on (kubelet, container runtime, sshd, network) is critical.",
        "https://www.freedesktop.org/software/systemd/man/latest/systemctl.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [FailedUnits.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Many];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var failed = context.Get(FailedUnits.Fact);
        if (!failed.HasSystemd)
            return [context.Finding(FindingStatus.NotApplicable, "systemd does not run this node", [Seen("/run/systemd/system", "status", "missing")])];
        if (failed.Units.IsEmpty)
            return [context.Finding(FindingStatus.Ok, "No unit failed", [Seen(FailedUnits.Source, "failed", 0)])];
        if (failed.Units.Count >= context[Many])
        {
            return
            [
                context.Finding(
                    FindingStatus.Critical, $"{failed.Units.Count} units failed",
                    [Seen(FailedUnits.Source, "failed", string.Join(' ', failed.Units.Keys.Take(30)))], "",
                    "So many failures have a common cause: a full or read-only disk, no memory, no network at boot.",
                    "'systemctl --failed', then 'journalctl -b -p err | head -50' for the first that went wrong."),
            ];
        }
        return failed.Units.Select(unit => One(context, unit.Key, unit.Value));
    }

    private static Finding One(CheckContext context, string unit, string description)
    {
        var essential = Essential.Contains(unit);
        return context.Finding(
            essential ? FindingStatus.Critical : FindingStatus.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{unit} failed{(description.Length > 0 ? $": {Shortened(description)}" : "")}"),
            [Seen(FailedUnits.Source, "unit", unit)],
            unit,
            essential
                ? "The node's own work, or reaching it, hangs on this unit."
                : "It ended with an error, was killed, or ran into its start limit, and will not be started again by itself.",
            $"'systemctl status {unit}' and 'journalctl -u {unit} -b -e' have the reason. When it is put right: 'systemctl restart {unit}'; a unit that is not needed any more: 'systemctl reset-failed {unit}'.");
    }
}
