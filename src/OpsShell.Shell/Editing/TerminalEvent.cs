namespace OpsShell.Shell.Editing;

/// <summary>What happened at a terminal.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Bytes">The bytes that came.</param>
internal readonly record struct TerminalEvent(TerminalEventKind Kind, ReadOnlyMemory<byte> Bytes = default);
