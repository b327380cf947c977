using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// Makes what the engine starts with on the other processor, from the first moment of the program, while this one reads the command
/// line: the state depends neither on that nor on the environment.
/// </summary>
internal sealed class EngineHeadStart
{
    private readonly Lazy<InitialSessionState> _state = new(EngineState.Create);
    private readonly TaskCompletionSource<Action> _next = new();

    private EngineHeadStart()
    {
    }

    /// <summary>Begins, unless the command line asks for what takes no engine. It is only a guess: a wrong one costs no more than time.</summary>
    /// <param name="words">The command line.</param>
    public static EngineHeadStart? Begin(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words[0] is "-s" or "audit" or "complete" or "help" or "--help" or "-h" or "--version" or "-v")
            return null;
        return Start();
    }

    /// <summary>Begins.</summary>
    public static EngineHeadStart Start()
    {
        var start = new EngineHeadStart();
        // Not the thread pool, which would have to be started first. Nobody may come for the state: it does not keep the program alive.
        new Thread(start.Run) { IsBackground = true, Name = "engine" }.Start();
        return start;
    }

    /// <summary>The state; what went wrong with it is thrown here.</summary>
    public InitialSessionState State => _state.Value;

    /// <summary>Goes on with the engine on the same thread.</summary>
    /// <param name="next">What opens it.</param>
    public void Continue(Action next) => _next.SetResult(next);

    private void Run()
    {
        try
        {
            _ = _state.Value;
            EngineTuples.Provide();
        }
#pragma warning disable CA1031 // Thrown again where the state is asked for.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
        _next.Task.GetAwaiter().GetResult()();
    }
}
