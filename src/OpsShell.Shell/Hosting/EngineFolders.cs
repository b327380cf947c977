namespace OpsShell.Shell.Hosting;

/// <summary>
/// Gives the PowerShell engine folders that it can write to. It makes some under HOME when it starts, and does not start at all
/// where it cannot: in a container with a read-only root, under a hardened systemd unit, with an empty HOME. Nor is a HOME made
/// that does not exist, as /nonexistent of service accounts.
/// </summary>
internal sealed class EngineFolders : IDisposable
{
    private string? _temporary;

    /// <summary>Points the engine to a temporary folder where its own cannot be made.</summary>
    public EngineFolders()
    {
        Ensure("XDG_CONFIG_HOME", ".config");
        Ensure("XDG_CACHE_HOME", ".cache");
        Ensure("XDG_DATA_HOME", ".local/share");
    }

    private void Ensure(string variable, string underHome)
    {
        if (IsUsable(variable, underHome))
            return;
        _temporary ??= Directory.CreateTempSubdirectory("opsshell-").FullName;
        Environment.SetEnvironmentVariable(variable, Path.Combine(_temporary, Path.GetFileName(underHome)));
    }

    /// <summary>Removes the temporary folder.</summary>
    public void Dispose()
    {
        if (_temporary is null)
            return;
        try
        {
            Directory.Delete(_temporary, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It lies in the system's folder for such things; nothing in it matters.
        }
    }

    private static bool IsUsable(string variable, string underHome)
    {
        var home = Environment.GetEnvironmentVariable("HOME");
        var folder = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named
            : !Directory.Exists(home) ? null
            : Path.Combine(home, underHome);
        if (folder is null || !Path.IsPathRooted(folder))
            return false;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "powershell"));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
