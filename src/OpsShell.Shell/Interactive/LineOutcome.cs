using System.Collections;

namespace OpsShell.Shell.Interactive;

/// <summary>How a line ended.</summary>
/// <param name="Succeeded">The value of <c>$?</c>.</param>
/// <param name="ExitCode">The exit code of the native program that failed; null when none did.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record LineOutcome(bool Succeeded, int? ExitCode, TimeSpan Duration)
{
    // 128 + SIGINT, as shells say it.
    private const int EndedByInterrupt = 130;

    /// <summary>Whether the user ended it.</summary>
    public bool Stopped { get; private init; }

    /// <summary>Before the first line.</summary>
    public static LineOutcome None { get; } = new(true, null, TimeSpan.Zero);

    /// <summary>The newest error of the session, to tell whether a line brought another.</summary>
    public static object? NewestError(EngineSession session) =>
        session.State.GetVariable("Error") is ArrayList { Count: > 0 } errors ? errors[0] : null;

    /// <summary>Looks at the session after a line.</summary>
    /// <param name="session">The session.</param>
    /// <param name="errorBefore">The newest error before the line.</param>
    /// <param name="duration">How long the line took.</param>
    /// <param name="stopped">Whether the user ended it.</param>
    public static LineOutcome Of(EngineSession session, object? errorBefore, TimeSpan duration, bool stopped)
    {
        var code = session.State.GetVariable("LASTEXITCODE");
        var isNative = ReferenceEquals(errorBefore, NewestError(session));
        var succeeded = session.State.GetVariable("?") is true;
        // A native program that Ctrl-C ends may be gone before its pipeline is stopped. The code stays for the lines after it.
        var interrupted = stopped || (!succeeded && isNative && code is EndedByInterrupt);
        return new(succeeded, isNative ? code as int? : null, duration) { Stopped = interrupted };
    }
}
