namespace OpsShell.Core.Facts;

/// <summary>A line of /proc/modules.</summary>
/// <param name="Name">Its name, with underscores.</param>
/// <param name="Size">Memory in bytes.</param>
/// <param name="UseCount">How often it is held, by modules and otherwise; above 0 it cannot be unloaded. Null where the kernel does not unload modules.</param>
/// <param name="State"><c>Live</c>, <c>Loading</c> or <c>Unloading</c>.</param>
/// <param name="Taints">Letters of what makes the kernel tainted by it (<c>OE</c>: out of tree, unsigned); empty for none.</param>
public sealed record LoadedModule(string Name, ulong Size, long? UseCount, string State, string Taints);
