using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet of processes, that are named, numbered or given.</summary>
public abstract class ProcessBaseCommand : PSCmdlet
{
    private protected enum Match
    {
        All,
        ByName,
        ById,
        ByInput,
    }

    private Process[]? _all;

    private protected Match Mode { get; set; } = Match.All;

    /// <summary>Names, with wildcards.</summary>
    private protected string[]? Names { get; set; }

    private protected int[]? Ids { get; set; }

    /// <summary>The processes themselves.</summary>
    public virtual Process[]? InputObject { get; set; }

    /// <summary>All processes at the time of the first look.</summary>
    private Process[] AllProcesses => _all ??= Process.GetProcesses();

    /// <summary>The processes that match, by name and then id, each once. What matches nothing is an error of that name or
    /// id.</summary>
    private protected List<Process> MatchingProcesses()
    {
        var found = Mode switch
        {
            Match.ByName => ByName(Names ?? []),
            Match.ById => ById(Ids ?? []),
            Match.ByInput => InputObject ?? [],
            _ => AllProcesses,
        };
        return [.. found
            .DistinctBy(process => process.Id)
            .OrderBy(NameOf, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(process => process.Id)];
    }

    private IEnumerable<Process> ByName(string[] patterns)
    {
        foreach (var text in patterns)
        {
            var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
            var found = AllProcesses.Where(process => pattern.IsMatch(NameOf(process))).ToList();
            foreach (var process in found)
                yield return process;
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(text))
            {
                WriteError(
                    $"Cannot find a process with the name \"{text}\". Verify the process name and call the cmdlet again.",
                    "NoProcessFoundForGivenName", ErrorCategory.ObjectNotFound, text, text);
            }
        }
    }

    private IEnumerable<Process> ById(int[] ids)
    {
        foreach (var id in ids)
        {
            if (ProcessOf(id) is { } process)
            {
                yield return process;
                continue;
            }
            WriteError(
                $"Cannot find a process with the process identifier {id.ToString(CultureInfo.InvariantCulture)}.",
                "NoProcessFoundForGivenId", ErrorCategory.ObjectNotFound, id);
        }
    }

    private static Process? ProcessOf(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The name of a process; empty if it has ended.</summary>
    private protected static string NameOf(Process process)
    {
        try
        {
            return process.ProcessName;
        }
        catch (Exception e) when (IsGone(e))
        {
            return "";
        }
    }

    /// <summary>Whether a process has ended; one that may not be asked has not.</summary>
    private protected static bool HasExited(Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
    }

    private protected static bool IsGone(Exception e) =>
        e is Win32Exception or InvalidOperationException or NotSupportedException;

    /// <summary>How a process is named to the user.</summary>
    private protected static string Describe(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{NameOf(process)} ({process.Id})");

    private protected void WriteError(
        string message, string errorId, ErrorCategory category, object target, string? name = null, Exception? cause = null)
    {
        var error = new ProcessCommandException(message, cause!) { ProcessName = name };
        WriteError(new ErrorRecord(error, errorId, category, target));
    }
}
