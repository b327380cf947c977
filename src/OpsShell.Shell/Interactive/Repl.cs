using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using OpsShell.Shell.CommandLine;
using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive;

/// <summary>The interactive shell: reads a line, runs it, shows what comes of it, and again.</summary>
internal sealed class Repl : IDisposable
{
    // Milliseconds in which a signal and what it ended belong together.
    private const int SameInterrupt = 300;

    private readonly UnixTerminal? _terminal = Terminal.CanEdit ? new() : null;
    private readonly HistoryFile _file = HistoryFile.OfUser();
    private readonly CommandHistory _history = new();
    private readonly EditorSettings _settings = new(Terminal.OutputHasColor ? EditorPalette.Colors : EditorPalette.Plain);
    private readonly ReplSignals _signals;
    private readonly OpsHost _host;
    private EngineSession? _session;
    private long _stoppedAt = -SameInterrupt;

    private Repl(bool nonInteractive)
    {
        _signals = new(Stop, End);
        _host = new(nonInteractive, _terminal is null ? null : new TerminalKeyboard(_terminal, Stop));
    }

    /// <summary>Runs the shell until the user leaves.</summary>
    /// <param name="options">The options of the command line.</param>
    /// <param name="first">A command or script to run before the first line; null for none.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ShellOptions options, ShellArguments? first = null)
    {
        if (options.WorkingDirectory is { } folder)
            Environment.CurrentDirectory = folder;
        using var folders = new EngineFolders();
        // .NET notes what the terminal is like when it is first used, and must not find it in the state for editing.
        _ = Console.Out;
        using var repl = new Repl(options.NonInteractive);
        return repl.Loop(!options.NoProfile, first);
    }

    public void Dispose()
    {
        _signals.Dispose();
        _terminal?.Dispose();
        _session?.Dispose();
    }

    private int Loop(bool loadProfile, ShellArguments? first)
    {
        var former = Task.Run(_file.Load);
        using var session = _session = EngineSession.Open(_host, Prompt.Function);
        var prompt = new Prompt(session, _host, Terminal.OutputHasColor);
        _host.InteractiveData = PSObject.AsPSObject(new ShellData(() => prompt.Own, _settings));
        RunProfile(session, loadProfile);
        if (first is not null && Leaving is null)
            RunFirst(session, first);
        _history.AddFormer(former.Result);
        var completer = new EngineCompleter(session);
        using var warmUp = new WarmUp(completer);
        var lines = Lines(completer, warmUp);
        _host.Nested = new NestedPrompts(session, lines, () => _signals.ExitCode is not null);
        var outcome = LineOutcome.None;
        while (Leaving is null)
        {
            var read = lines.Read(prompt.Next(outcome));
            warmUp.End();
            if (read.Step == EditStep.End)
                return Leaving ?? 0;
            outcome = read.Step == EditStep.Accept && !string.IsNullOrWhiteSpace(read.Text)
                ? RunLine(session, read.Text)
                : outcome with { Duration = TimeSpan.Zero };
        }
        return Leaving ?? 0;
    }

    /// <summary>The code to leave with, once a line or a signal asked for it.</summary>
    private int? Leaving => _host.ExitCode ?? _signals.ExitCode;

    private ILineSource Lines(ICompleter completer, WarmUp warmUp)
    {
        var syntax = new PowerShellSyntax(_settings);
        return _terminal is null
            ? new PlainLines(syntax, Console.IsOutputRedirected ? Console.Error : Console.Out)
            : new LineReader(_terminal, _history, syntax, completer, _settings) { WhenIdle = warmUp.Begin };
    }

    private void RunProfile(EngineSession session, bool load)
    {
        var scripts = ProfileScripts.Find();
        scripts.SetVariable(session.State);
        if (!load)
            return;
        foreach (var path in scripts.Existing.TakeWhile(_ => Leaving is null))
            session.Run(ProfileScripts.Load(path), addToHistory: false);
        _host.EndProgress();
    }

    private void RunFirst(EngineSession session, ShellArguments first)
    {
        var isFile = first.Verb == ShellVerb.File;
        var command = new Command(first.Text, isScript: !isFile, useLocalScope: false);
        foreach (var parameter in isFile ? ScriptArguments.Parse(first.Rest) : first.Rest.Select(word => new CommandParameter(null, word)))
            command.Parameters.Add(parameter);
        session.Run(command);
        _host.EndProgress();
    }

    private LineOutcome RunLine(EngineSession session, string text)
    {
        Remember(text.TrimEnd());
        var errorBefore = LineOutcome.NewestError(session);
        var started = Stopwatch.GetTimestamp();
        var stopped = !session.Run(text, addToHistory: true, () => _terminal?.TakeInterrupt() is true);
        _host.EndProgress();
        var outcome = LineOutcome.Of(session, errorBefore, Stopwatch.GetElapsedTime(started), stopped);
        if (!outcome.Stopped)
            return outcome;
        Volatile.Write(ref _stoppedAt, Environment.TickCount64);
        // Behind the ^C that the terminal has shown.
        if (_terminal is not null)
            _terminal.Write("\r\n");
        else if (!Console.IsInputRedirected && !Console.IsOutputRedirected)
            Console.WriteLine();
        return outcome;
    }

    private void Remember(string text)
    {
        _history.Capacity = _settings.MaximumHistoryCount;
        if (_history.Add(text) && _settings.SavesHistory && _terminal is not null && !SensitiveLine.IsSensitive(text))
            _file.Append(text);
    }

    private void Stop()
    {
        _host.NativeCommands.OnInterrupt();
        // The Ctrl-C that ended a native program may reach this program when the line is over; it is not meant for the next one.
        if (_session?.Stop() is not true && Environment.TickCount64 - Volatile.Read(ref _stoppedAt) > SameInterrupt)
            _terminal?.Interrupt();
    }

    private void End(PosixSignal signal)
    {
        var children = new ChildProcesses();
        Stop();
        // A native program that has the terminal is left alone by the engine, and would hold up the end.
        children.End(signal);
        _terminal?.End();
    }
}
