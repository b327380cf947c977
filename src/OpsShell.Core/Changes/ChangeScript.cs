using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;

namespace OpsShell.Core.Changes;

/// <summary>
/// Writes the scripts that look at a node, change it and change it back: POSIX sh and what coreutils or busybox bring, one script and
/// one round trip for all steps. Every value is one quoted word; none is ever read as shell. What the node answers is one line
/// for each thing told, its fields in base64 behind a dot, read by <see cref="ChangeAnswer"/>.
/// </summary>
internal static class ChangeScript
{
    /// <summary>The script that looks at the targets and changes nothing.</summary>
    public static string Observe(NodeTransport transport, IReadOnlyCollection<ChangeStep> steps)
    {
        var script = Begin(transport, steps, machineId: null, force: false);
        var count = 0;
        foreach (var step in steps)
        {
            AppendState(script, count, step);
            script.Append(CultureInfo.InvariantCulture, $"see {count++} {(step is FileStep file ? ShellQuote.Quote(file.Path) : "")}\n");
        }
        return End(script);
    }

    /// <summary>The script that does the steps, each only while its target is as it was seen.</summary>
    public static string Apply(ChangeRecord change, bool force)
    {
        var script = Begin(change.Transport, change.Steps.Select(step => step.Step), change.MachineId, force).Append("lock\n");
        for (var i = 0; i < change.Steps.Length; i++)
        {
            var step = change.Steps[i].Prepared;
            AppendState(script, i, step.Step);
            AppendFunction(script, 'a', i, Do(change.Id, i, step));
            script.Append(CultureInfo.InvariantCulture, $"apply {i} {ShellQuote.Quote(step.Before.Value)} {ShellQuote.Quote(step.Wanted)}\n");
        }
        return End(script);
    }

    /// <summary>The script that takes back, last first, the steps of which the node may show traces.</summary>
    public static string Undo(ChangeRecord change, bool force)
    {
        var script = Begin(change.Transport, change.Steps.Select(step => step.Step), change.MachineId, force).Append("lock\n");
        for (var i = change.Steps.Length - 1; i >= 0; i--)
        {
            if (!change.Steps[i].MayBeInForce)
                continue;
            var step = change.Steps[i].Prepared;
            AppendState(script, i, step.Step);
            AppendFunction(script, 'u', i, TakeBack(change.Id, i, step));
            AppendFunction(script, 'c', i, CleanUp(change.Id, i, step));
            script.Append(CultureInfo.InvariantCulture, $"undo {i} {ShellQuote.Quote(step.Before.Value)} {ShellQuote.Quote(step.Wanted)} {ShellQuote.Quote(change.Steps[i].After ?? step.Wanted)}\n");
        }
        return End(script);
    }

    private static StringBuilder Begin(NodeTransport transport, IEnumerable<ChangeStep> steps, string? machineId, bool force)
    {
        var script = new StringBuilder(ChangeShell.Functions);
        script.Append(CultureInfo.InvariantCulture, $"F={(force ? 1 : 0)}\n");
        if (transport == NodeTransport.HostRoot && steps.Any(IsOfNetwork))
            script.Append("same_network\n");
        script.Append(machineId is null ? "tell_machine\n" : $"same_machine {ShellQuote.Quote(machineId)}\n");
        return script;
    }

    /// <summary>Whether the step acts on the network namespace that it runs in; what a command does is not known, so it may.</summary>
    private static bool IsOfNetwork(ChangeStep step) => step switch
    {
        ParameterStep parameter => parameter.Path.StartsWith("/proc/sys/net/", StringComparison.Ordinal) || parameter.Path.StartsWith("/sys/class/net/", StringComparison.Ordinal),
        FileStep => false,
        _ => true,
    };

    private static string End(StringBuilder script) => script.Append("say end\n").ToString();

    private static void AppendFunction(StringBuilder script, char name, int number, string body) =>
        script.Append(CultureInfo.InvariantCulture, $"{name}{number}() {{ {body}; }}\n");

    private static void AppendState(StringBuilder script, int number, ChangeStep step) => AppendFunction(script, 's', number, step switch
    {
        ParameterStep parameter => $"parameter_state {ShellQuote.Quote(parameter.Path)}",
        FileStep file => $"file_state {ShellQuote.Quote(file.Path)}",
        CommandStep command => string.Create(
            CultureInfo.InvariantCulture,
            $"command_state {ShellQuote.Quote(command.ReadBackWord ?? "")} {ShellQuote.Quote(" " + string.Join(' ', command.ReadBackExitCodes) + " ")} {Words(command.Timeout, command.ReadBack)}"),
        _ => throw Unknown(step),
    });

    private static string Do(string id, int number, PreparedStep prepared) => prepared.Step switch
    {
        ParameterStep parameter => $"parameter_write {ShellQuote.Quote(parameter.Path)} {ShellQuote.Quote(parameter.Value)}",
        FileStep file => FileWrite(id, number, file, file.Content, file.TraitsFor(prepared.Before)),
        CommandStep command => $"run {Words(command.Timeout, command.Command)}",
        var step => throw Unknown(step),
    };

    private static string TakeBack(string id, int number, PreparedStep prepared) => prepared.Step switch
    {
        ParameterStep parameter => $"parameter_write {ShellQuote.Quote(parameter.Path)} {ShellQuote.Quote(prepared.Before.Raw ?? prepared.Before.Value)}",
        FileStep file when prepared.Before is { Content: { } content, File: { } traits } => FileWrite(id, number, file, content, traits),
        FileStep file => $"file_remove {ShellQuote.Quote(file.Path)}",
        CommandStep command => $"run {Words(command.Timeout, command.Inverse)}",
        var step => throw Unknown(step),
    };

    /// <summary>
    /// What a run that was killed in the middle may have left beside the target itself: the temporary file, and folders that were
    /// made for a file that then was not. A folder that somebody else has put something into stays.
    /// </summary>
    private static string CleanUp(string id, int number, PreparedStep prepared)
    {
        if (prepared.Step is not FileStep file)
            return ":";
        var clean = new StringBuilder("rm -f ").Append(ShellQuote.Quote(Temporary(file.Path, id, number)));
        foreach (var folder in prepared.Before.MissingFolders.Reverse())
            clean.Append(CultureInfo.InvariantCulture, $"; rmdir {ShellQuote.Quote(folder)} 2>/dev/null");
        return clean.Append("; :").ToString();
    }

    private static string FileWrite(string id, int number, FileStep file, ReadOnlyMemory<byte> content, FileTraits traits) => string.Create(
        CultureInfo.InvariantCulture,
        $"file_write {ShellQuote.Quote(file.Path)} {ShellQuote.Quote(Temporary(file.Path, id, number))} {traits.Octal} {traits.UserId} {traits.GroupId} {ShellQuote.Quote(traits.Modified ?? "")} '{FileStep.StateOf(traits, content.Span).Split(' ')[^1]}' '{Convert.ToBase64String(content.Span)}'");

    /// <summary>A name that says whose it is, so that undo finds it; no suffix, so that nothing that reads <c>*.conf</c> does.</summary>
    private static string Temporary(string path, string id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{path[..path.LastIndexOf('/')]}/.opsshell-{id}-{number}");

    private static string Words(TimeSpan timeout, ImmutableArray<string> command) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(timeout.TotalSeconds)):0} {string.Join(' ', command.Select(ShellQuote.Quote))}");

    private static ArgumentException Unknown(ChangeStep step) => new($"There is no way to do a {step.GetType().Name}.");
}
