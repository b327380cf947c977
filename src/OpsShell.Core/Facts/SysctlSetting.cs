namespace OpsShell.Core.Facts;

/// <summary>A line that sets kernel parameters.</summary>
/// <param name="Key">The key as it stands there, without a leading <c>-</c>.</param>
/// <param name="Value">The value; null where the line only keeps a parameter out of patterns (<c>-key</c>).</param>
/// <param name="Place">Where it stands.</param>
/// <param name="MayFail">Whether a leading <c>-</c> says that failing to set it does not matter.</param>
public sealed record SysctlSetting(string Key, string? Value, ConfigurationPlace Place, bool MayFail)
{
    /// <summary>The path or pattern below /proc/sys.</summary>
    public string Path { get; } = SysctlKey.ToPath(Key);

    /// <summary>Whether it sets everything that matches a pattern.</summary>
    public bool IsPattern => SysctlKey.IsPattern(Path);
}
