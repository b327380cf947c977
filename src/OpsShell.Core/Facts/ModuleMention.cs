namespace OpsShell.Core.Facts;

/// <summary>A line that names a module: to load it at boot, or to keep it from being loaded by an alias.</summary>
/// <param name="Module">The module, with underscores.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ModuleMention(string Module, ConfigurationPlace Place);
