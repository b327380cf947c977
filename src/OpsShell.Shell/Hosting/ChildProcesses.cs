using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// The native commands that run for a script, with what they started. The engine leaves a native command that has the terminal to
/// itself alone when a pipeline is stopped: at a prompt, Ctrl-C reaches it anyway. A signal sent to opsshell alone does not. They
/// are listed when this is made: once the engine has killed one, what it started cannot be told from other processes.
/// </summary>
internal sealed partial class ChildProcesses
{
    private const int HangUp = 1, Interrupt = 2, Kill = 9, Terminate = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly ImmutableArray<Running> _known = Descendants([Environment.ProcessId]);

    /// <summary>
    /// Passes the signal on, and kills what is still there after two seconds, without waiting for it. Ctrl-C at the terminal has
    /// reached them already, and what lives on then (an editor, a shell) does so on purpose.
    /// </summary>
    public void End(PosixSignal signal)
    {
        if (signal == PosixSignal.SIGINT && HaveTerminal)
            return;
        foreach (var process in _known)
            Send(process, signal switch { PosixSignal.SIGHUP => HangUp, PosixSignal.SIGINT => Interrupt, _ => Terminate });
        if (!_known.IsEmpty)
            new Thread(KillAfterGrace, 128 << 10) { IsBackground = true, Name = "end children" }.Start();
    }

    /// <summary>Whether a Ctrl-C at the terminal goes to this process and its children.</summary>
    public static bool HaveTerminal
    {
        get
        {
            const int StandardInput = 0;
            return ForegroundGroup(StandardInput) is > 0 and var group && group == OwnGroup();
        }
    }

    /// <summary>The time since the start of the system, by which processes note their own start (proc(5)).</summary>
    public static TimeSpan Now() =>
        TimeSpan.FromSeconds(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>Sends SIGINT to children of this process that were started since a time.</summary>
    /// <param name="since">The time, as <see cref="Now"/> gives it.</param>
    /// <param name="done">Those that had it; grows.</param>
    public static void InterruptStarted(TimeSpan since, HashSet<int> done)
    {
        // In hundredths of a second (proc(5), USER_HZ), and rounded down, as is the time since.
        var ticks = (long)(since.TotalSeconds * 100);
        foreach (var process in Descendants([Environment.ProcessId]).Where(process => process.Parent == Environment.ProcessId))
        {
            if (long.Parse(process.Started, CultureInfo.InvariantCulture) >= ticks && done.Add(process.Id))
                Send(process, Interrupt);
        }
    }

    private void KillAfterGrace()
    {
        for (var waited = TimeSpan.Zero; waited < Grace && _known.Any(IsAlive); waited += Step)
            Thread.Sleep(Step);
        // What a survivor has started since goes with it; what a finally block of the script has started stays.
        var survivors = _known.Where(IsAlive).ToList();
        foreach (var process in survivors.Concat(Descendants(survivors.Select(process => process.Id))))
            Send(process, Kill);
    }

    private static void Send(Running process, int signal) => _ = SendSignal(process.Id, signal);

    private static bool IsAlive(Running process) => Read(process.Id) is { IsZombie: false } now && now.Started == process.Started;

    private static ImmutableArray<Running> Descendants(IEnumerable<int> ancestors)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Running>().Where(process => !process.IsZombie).ToLookup(process => process.Parent);
        var found = ImmutableArray.CreateBuilder<Running>();
        found.AddRange(ancestors.SelectMany(ancestor => all[ancestor]));
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all[found[i].Id]);
        return found.ToImmutable();
    }

    private static Running? Read(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    /// <summary>A line of proc(5) stat; the name in parentheses may hold anything.</summary>
    private static Running Parse(int id, string line)
    {
        const int State = 0, Parent = 1, Started = 19;
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new Running(id, int.Parse(fields[Parent], CultureInfo.InvariantCulture), fields[Started], fields[State] is "Z" or "X");
    }

    // The start time tells a process from a later one with the same id.
    private sealed record Running(int Id, int Parent, string Started, bool IsZombie);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
