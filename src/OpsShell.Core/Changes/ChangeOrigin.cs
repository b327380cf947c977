namespace OpsShell.Core.Changes;

/// <summary>Where a change comes from, for the journal.</summary>
/// <param name="By">Who makes it, and where: <c>ann@desk</c>.</param>
/// <param name="CommandLine">The command, with its parameters but without secrets.</param>
public sealed record ChangeOrigin(string By, string CommandLine)
{
    /// <summary>The user and machine of this process.</summary>
    public static ChangeOrigin Of(string commandLine) => new($"{Environment.UserName}@{Environment.MachineName}", commandLine);
}
