namespace OpsShell.Core.Findings;

/// <summary>A number that a check judges by. It can be overridden by its id, so nothing in a check is a hidden constant.</summary>
/// <param name="Id"><c>area/check.name</c>, as <c>node/cpu.steal-warning</c>; stable.</param>
/// <param name="Default">The default.</param>
/// <param name="Unit">Its unit (<c>%</c>, <c>ms</c>, <c>1/s</c>); empty for a ratio or count.</param>
/// <param name="Description">What is compared with it.</param>
/// <param name="Source">Who says so: a kernel file, an RFC, a published rule; or "OpsShell" with the reasoning.</param>
public sealed record Threshold(string Id, double Default, string Unit, string Description, string Source);
