using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>What the user chose about a report.</summary>
public sealed record ReportOptions
{
    /// <summary>The least bad status that is listed, besides Unknown, which always is; null for what the format lists by itself. Counts and the exit code are always of all findings.</summary>
    public FindingStatus? MinStatus { get; init; }

    /// <summary>Characters in a line of the table, 24 or more. 80 by default.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether the table has colour: only for a terminal, and not under <c>NO_COLOR</c>.</summary>
    public bool Color { get; init; }
}
