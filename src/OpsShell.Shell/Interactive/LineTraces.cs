using System.Collections;

namespace OpsShell.Shell.Interactive;

/// <summary>
/// What a line leaves behind in the session, taken down to be put back after work that is no line of the user's. The engine itself
/// does so with <c>$?</c>, for all that is not added to the history.
/// </summary>
internal sealed class LineTraces
{
    private const string LastExitCode = "LASTEXITCODE";
    private readonly EngineSession _session;
    private readonly object? _exitCode;
    private readonly ArrayList? _errors;
    private readonly int _errorCount;

    /// <summary>Takes them down.</summary>
    public LineTraces(EngineSession session)
    {
        _session = session;
        _exitCode = session.State.GetVariable(LastExitCode);
        _errors = session.State.GetVariable("Error") as ArrayList;
        _errorCount = _errors?.Count ?? 0;
    }

    /// <summary>Puts them back.</summary>
    public void Restore()
    {
        if (_errors is not null)
            _errors.RemoveRange(0, Math.Max(0, _errors.Count - _errorCount));
        if (!Equals(_session.State.GetVariable(LastExitCode), _exitCode))
            _session.State.SetVariable(LastExitCode, _exitCode);
    }
}
