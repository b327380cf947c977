namespace OpsShell.Core.Facts;

/// <summary>A parameter that a kernel module gets when modprobe loads it.</summary>
/// <param name="Module">The module, with underscores.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value; null where only its name stands there, which switches it on.</param>
/// <param name="Place">Where it stands; /proc/cmdline for the kernel's command line.</param>
public sealed record ModuleOption(string Module, string Name, string? Value, ConfigurationPlace Place);
