using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive;

/// <summary>Lines in the middle of a command, which waits meanwhile on the thread that they are run on.</summary>
/// <param name="session">The session.</param>
/// <param name="lines">Where the lines come from.</param>
/// <param name="isEnding">Whether a signal wants the shell to end.</param>
internal sealed class NestedPrompts(EngineSession session, ILineSource lines, Func<bool> isEnding) : INestedPrompts
{
    private int _depth, _wanted;

    public bool IsOpen => _depth > 0;

    public void Enter()
    {
        _wanted = ++_depth;
        try
        {
            while (_wanted >= _depth && !isEnding())
            {
                var read = lines.Read($"PS nested{new string('>', _depth + 1)} ");
                if (read.Step == EditStep.End)
                    break;
                if (read.Step == EditStep.Accept && !string.IsNullOrWhiteSpace(read.Text))
                    session.RunNested(read.Text);
            }
        }
        finally
        {
            _wanted = --_depth;
        }
    }

    public void Exit() => _wanted = _depth - 1;
}
