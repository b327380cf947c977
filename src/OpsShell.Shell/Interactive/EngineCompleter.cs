using System.Management.Automation;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>What the PowerShell engine knows to complete: commands, parameters, values, paths, variables, members, nodes.</summary>
/// <param name="session">The session whose commands and variables count.</param>
internal sealed class EngineCompleter(EngineSession session) : ICompleter
{
    private static readonly TimeSpan StopAgain = TimeSpan.FromMilliseconds(100);

    public CompletionList Complete(string text, int cursor, CancellationToken cancellation)
    {
        try
        {
            return session.Between(shell => Complete(shell, text, cursor, cancellation));
        }
        catch (Exception error) when (error is RuntimeException or InvalidOperationException)
        {
            // A completer of the user's that fails completes nothing, as does an engine in the middle of a command.
            return CompletionList.None;
        }
    }

    private static CompletionList Complete(PowerShell shell, string text, int cursor, CancellationToken cancellation)
    {
        using var stopping = new Timer(_ => Stop(shell));
        using var stop = cancellation.Register(() => stopping.Change(TimeSpan.Zero, StopAgain));
        var found = CommandCompletion.CompleteInput(text, cursor, null, shell);
        // A completer that was stopped is followed by what the engine has in place of it, such as the files that there are.
        if (cancellation.IsCancellationRequested)
            return CompletionList.None;
        if (found.CompletionMatches.Count == 0 || found.ReplacementIndex < 0 || found.ReplacementIndex + found.ReplacementLength > text.Length)
            return CompletionList.None;
        return new(found.ReplacementIndex, found.ReplacementLength, [.. found.CompletionMatches.Select(Completion)]);
    }

    /// <summary>Again and again until the work is over: before the first completer runs there is nothing to stop yet.</summary>
    private static void Stop(PowerShell shell)
    {
        try
        {
            shell.BeginStop(null, null);
        }
        catch (ObjectDisposedException)
        {
            // It is over.
        }
    }

    private static Completion Completion(CompletionResult result) =>
        new(result.ResultType == CompletionResultType.ProviderContainer ? Folder(result.CompletionText) : result.CompletionText, result.ListItemText, result.ToolTip);

    /// <summary>A folder goes on with what is in it; its closing quote stays the last character.</summary>
    private static string Folder(string path) => path switch
    {
        [.., '/'] or [.., '/', '\'' or '"'] => path,
        [.., '\'' or '"'] => $"{path[..^1]}/{path[^1]}",
        _ => path + "/",
    };
}
