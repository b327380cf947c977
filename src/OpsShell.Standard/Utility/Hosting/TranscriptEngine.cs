using System.Management.Automation.Host;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The engine's own transcription: it writes commands, output and errors to files for any host, but begins and ends it by
/// methods that are not public. A test tells when they change.
/// </summary>
internal static class TranscriptEngine
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>Begins to write to a file.</summary>
    /// <param name="ui">The user interface as cmdlets see it.</param>
    /// <param name="path">The file.</param>
    /// <param name="sender">Who is connected, in a remote session.</param>
    /// <param name="invocationHeader">Notes the time of each command.</param>
    /// <param name="minimalHeader">Begins the file with the time only.</param>
    public static void Start(PSHostUserInterface ui, string path, PSSenderInfo? sender, bool invocationHeader, bool minimalHeader) =>
        Call("StartTranscribing", ui, path, sender, invocationHeader, minimalHeader);

    /// <summary>Ends the transcript begun last.</summary>
    /// <returns>Its file.</returns>
    public static string Stop(PSHostUserInterface ui) => (string)Call("StopTranscribing", ui)!;

    /// <summary>
    /// Ends all transcripts when the session of this thread ends. The engine does that for the last session of the process, but
    /// it leaves a session of its own behind for every error that it writes down, and so never sees the last one.
    /// </summary>
    public static void EndWithSession(PSHostUserInterface ui)
    {
        var session = Runspace.DefaultRunspace;
        session.StateChanged += End;

        void End(object? sender, RunspaceStateEventArgs change)
        {
            if (change.RunspaceStateInfo.State != RunspaceState.Closing)
                return;
            session.StateChanged -= End;
            // Transcripts belong to the session that the thread works for, and it works for none any more.
            var before = Runspace.DefaultRunspace;
            Runspace.DefaultRunspace = session;
            Call("StopAllTranscribing", ui);
            Runspace.DefaultRunspace = before;
        }
    }

    /// <summary>Writes a text to the transcripts that are open.</summary>
    public static void Add(PSHostUserInterface ui, string text)
    {
        if (typeof(PSHostUserInterface).GetProperty("IsTranscribing", Members)!.GetValue(ui) is true)
            typeof(PSHostUserInterface).GetMethod("TranscribeResult", Members, [typeof(string)])!.Invoke(ui, [text]);
    }

    /// <summary>A file name for a transcript in a folder, or in the user's home folder.</summary>
    public static string NewPath(string? folder) => (string)(folder is null
        ? typeof(PSHostUserInterface).GetMethod("GetTranscriptPath", Members, [])!.Invoke(null, [])!
        : typeof(PSHostUserInterface).GetMethod("GetTranscriptPath", Members, [typeof(string), typeof(bool)])!.Invoke(null, [folder, false])!);

    private static object? Call(string method, PSHostUserInterface ui, params object?[] arguments) =>
        typeof(PSHostUserInterface).GetMethod(method, Members)!.Invoke(ui, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
