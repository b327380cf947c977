using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Changes;

/// <summary>The reasons for which a node as a whole is not changed. Pure.</summary>
internal static class ChangeRefusal
{
    /// <summary>The reason in an answer; null when there is none.</summary>
    public static NodeException? Of(ChangeAnswer answer, Node node, ChangeRecord? change)
    {
        var line = answer.Lines.FirstOrDefault(line => line.Word is "lacks" or "other" or "network" or "locked");
        return line?.Word switch
        {
            null => null,
            "lacks" => new NodeException(NodeErrorId.ToolMissing, $"The node lacks the program {DisplayText.Excerpt(line.Text(0), 40)}, which changing it needs. Nothing was changed."),
            "other" => new NodeException(
                NodeErrorId.NotTheSameNode,
                $"This is another machine than the one that change {change?.Id} is about: its machine-id is '{DisplayText.Excerpt(line.Text(0), 40)}', not '{DisplayText.Excerpt(line.Text(1), 40)}'. Nothing was changed.",
                "Name the node under which that machine is reached now with -ComputerName. A machine that was installed anew has nothing to undo."),
            "network" => new NodeException(
                NodeErrorId.NotSupported,
                $"root:{DisplayText.Clean(node.Path ?? "")} is worked on from a network namespace that is not the machine's own, or that cannot be told from it (/proc/1/ns/net there: '{DisplayText.Excerpt(line.Text(0), 40)}'), so the network's parameters would be those of the wrong one. Nothing was changed.",
                "Give the pod hostNetwork, hostPID and the capability SYS_PTRACE, or reach the node over SSH."),
            _ => new NodeException(
                NodeErrorId.ChangeConflict, "Another OpsShell change of this node is going on (/run/opsshell-change.lock is held). Nothing was changed.",
                "Try again when it has ended; fuser /run/opsshell-change.lock on the node shows it. -Force does not wait."),
        };
    }
}
