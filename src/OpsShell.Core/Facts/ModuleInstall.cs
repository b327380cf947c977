namespace OpsShell.Core.Facts;

/// <summary>A command that modprobe runs instead of loading a module.</summary>
/// <param name="Module">The module or pattern, with underscores.</param>
/// <param name="Command">The command.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ModuleInstall(string Module, string Command, ConfigurationPlace Place);
