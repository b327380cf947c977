using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Ipvs.Measuring;

/// <summary>Takes what running the script came to, and says in words what kept it from measuring.</summary>
internal static class EstimatorOutcome
{
    /// <summary>The answer.</summary>
    /// <exception cref="NodeException">There is none.</exception>
    public static EstimatorAnswer Read(Node node, CommandOutcome outcome)
    {
        if (outcome.TimedOut)
            throw new NodeException(NodeErrorId.NodeTimedOut, $"{node.Name}: the measurement did not end in time.", "Give -Method, or look at the node's load.");
        if (outcome.Truncated)
            throw new NodeException(NodeErrorId.OutputTooLarge, $"{node.Name}: the measurement gave more than its limit.", "Measure for a shorter -Duration.");
        try
        {
            return EstimatorAnswer.Parse(Encoding.UTF8.GetString(outcome.Output.Span), out var obstacle) ?? throw Obstructed(node, obstacle);
        }
        catch (FormatException error)
        {
            var said = DisplayText.Excerpt(Encoding.UTF8.GetString(outcome.Error.Span), 200);
            throw new NodeException(
                NodeErrorId.ProtocolError, $"{node.Name}: the answer of the measurement was not understood: {error.Message}{(said.Length > 0 ? $" ({said})" : "")}", "", error);
        }
    }

    private static NodeException Obstructed(Node node, EstimatorAnswer.Obstacle obstacle)
    {
        var (id, remedy) = obstacle.Id switch
        {
            "root" => (NodeErrorId.FileDenied, "Log in as root, or use -Become."),
            "symbol" => (NodeErrorId.NotSupported, "The module ip_vs is not loaded on this node, so there is no estimator."),
            "tracefs" when obstacle.Message.Contains("locked down", StringComparison.Ordinal) => (NodeErrorId.NotSupported, "Lockdown ends with a reboot without lockdown=confidentiality. Get-OpsIpvsEstimator forecasts without tracing."),
            "tracefs" => (NodeErrorId.NotSupported, "Mount it on the node: mount -t tracefs nodev /sys/kernel/tracing. In a container that is the host's; name the node itself."),
            "address" => (NodeErrorId.NotSupported, "Use -Method KernelProbe, which needs no address."),
            "bpftrace" => (NodeErrorId.ToolMissing, "Use another -Method, or install bpftrace on the node."),
            _ => (NodeErrorId.NotSupported, "Try another -Method; Get-OpsIpvsEstimator forecasts without tracing."),
        };
        return new NodeException(id, $"{node.Name}: the estimator was not measured: {DisplayText.Excerpt(obstacle.Message, 300)}", remedy);
    }
}
