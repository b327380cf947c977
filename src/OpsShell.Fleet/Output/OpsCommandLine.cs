namespace OpsShell.Fleet;

/// <summary>
/// One line that a command on a node has written, as it came (<c>Invoke-OpsCommand -Live</c>). A contract: members are added,
/// never renamed. A command that fails has one more line of stream End after its last.
/// </summary>
/// <param name="ComputerName">The node.</param>
/// <param name="Stream">Where it comes from.</param>
/// <param name="Line">The line without its line feed, raw.</param>
/// <param name="ExitCode">On the line of stream End the exit code, or null when a signal or the time limit ended it; else null.</param>
public sealed record OpsCommandLine(string ComputerName, CommandStream Stream, string Line, int? ExitCode = null)
{
    /// <summary>The line as <c>pdsh</c> shows it, safe for a terminal.</summary>
    public override string ToString() => Stream switch
    {
        CommandStream.Error => $"{ComputerName} err: {ViewText.Line(Line)}",
        CommandStream.End => $"{ComputerName} end: {Line}",
        _ => $"{ComputerName}: {ViewText.Line(Line)}",
    };
}
