namespace OpsShell.Audit;

/// <summary>One fact about one node (<c>Get-OpsFact</c>). A contract: members are added, never renamed.</summary>
/// <param name="ComputerName">The node.</param>
/// <param name="Name">The fact's name, <c>area/name</c>; stable.</param>
/// <param name="Value">The typed record; its members are documented at its type.</param>
/// <param name="CapturedAt">When the node was read.</param>
public sealed record OpsFact(string ComputerName, string Name, object Value, DateTimeOffset CapturedAt);
