using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Core.Transport;

/// <summary>The error for a login shell that did not start the script.</summary>
internal static class ShellFailure
{
    /// <summary>Says what the shell said instead.</summary>
    public static NodeException NotStarted(ReadOnlySpan<byte> output, ReadOnlySpan<byte> errors)
    {
        var said = DisplayText.Excerpt(ProbeText.Decode(errors.Trim((byte)'\n').IsEmpty ? output : errors), 200);
        return new NodeException(
            NodeErrorId.ShellUnusable,
            said.Length == 0 ? "The node's login shell ended without starting sh." : $"The node's login shell did not start sh; it said: {said}",
            "The login user needs a shell that can run 'sh', and no forced command.");
    }
}
