using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.Interactive;

/// <summary>The scripts that are run when a session begins, and the variable <c>$PROFILE</c> that names them, as in pwsh.</summary>
/// <param name="AllUsersAllHosts">Beside the program.</param>
/// <param name="AllUsersCurrentHost">In <c>/etc/opsshell</c>.</param>
/// <param name="CurrentUserAllHosts">That of every PowerShell of the user's.</param>
/// <param name="CurrentUserCurrentHost">The user's for this program: what <c>$PROFILE</c> itself is.</param>
internal sealed record ProfileScripts(string AllUsersAllHosts, string AllUsersCurrentHost, string CurrentUserAllHosts, string CurrentUserCurrentHost)
{
    private const string FileName = "profile.ps1";

    /// <summary>The scripts of this user.</summary>
    public static ProfileScripts Find()
    {
        var home = Environment.GetEnvironmentVariable("HOME") ?? "/";
        var config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } named ? named : Path.Combine(home, ".config");
        return new(
            Path.Combine(AppContext.BaseDirectory, FileName),
            Path.Combine("/etc/opsshell", FileName),
            Path.Combine(config, "powershell", FileName),
            Path.Combine(config, "opsshell", FileName));
    }

    /// <summary>Those that exist, in the order to run them.</summary>
    public IEnumerable<string> Existing =>
        new[] { AllUsersAllHosts, AllUsersCurrentHost, CurrentUserAllHosts, CurrentUserCurrentHost }.Where(File.Exists);

    /// <summary>Sets <c>$PROFILE</c>.</summary>
    public void SetVariable(SessionStateProxy state)
    {
        var profile = new PSObject(CurrentUserCurrentHost);
        foreach (var (name, path) in new[]
        {
            (nameof(AllUsersAllHosts), AllUsersAllHosts), (nameof(AllUsersCurrentHost), AllUsersCurrentHost),
            (nameof(CurrentUserAllHosts), CurrentUserAllHosts), (nameof(CurrentUserCurrentHost), CurrentUserCurrentHost),
        })
        {
            profile.Properties.Add(new PSNoteProperty(name, path));
        }
        state.SetVariable("PROFILE", profile);
    }

    /// <summary>The PowerShell that runs one of them in the session's own scope.</summary>
    public static string Load(string path) => $". '{System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(path)}'";
}
