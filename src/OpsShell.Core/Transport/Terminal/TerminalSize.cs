namespace OpsShell.Core.Transport.Terminal;

/// <summary>The size of a terminal.</summary>
/// <param name="Columns">Characters in a line.</param>
/// <param name="Rows">Lines.</param>
public readonly record struct TerminalSize(int Columns, int Rows);
