using System.Diagnostics;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>What runs for a user, as the node sees it.</summary>
internal static class NodeProcesses
{
    /// <summary>The user's processes with their command lines.</summary>
    public static IReadOnlyList<(string Id, string Command)> Of(string user) =>
    [
        .. TestKeys.Run("ps", "-eo", "user:64=,pid=,args=").Split('\n')
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 3 && words[0] == user)
            .Select(words => (words[1], words[2])),
    ];

    /// <summary>Waits until a command runs, or until none does; fails after 10 s.</summary>
    public static void Await(string user, string command, bool present)
    {
        var started = Stopwatch.GetTimestamp();
        while (Of(user).Any(process => process.Command.Contains(command, StringComparison.Ordinal)) != present)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
                Assert.Fail($"'{command}' {(present ? "never ran" : "still runs")} for {user}:\n{string.Join('\n', Of(user))}");
            Thread.Sleep(50);
        }
    }
}
