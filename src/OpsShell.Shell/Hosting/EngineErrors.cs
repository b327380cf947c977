using System.Management.Automation;
using System.Reflection;

namespace OpsShell.Shell.Hosting;

/// <summary>Shows an error that ended a pipeline as the engine shows one that did not, with the line of the script where it happened.</summary>
internal static class EngineErrors
{
    // Writing the record by WriteError would put the place of that call into it. The engine's own mark for "this object comes from
    // the error stream" keeps it; a test guards the name.
    private static readonly PropertyInfo? Stream = typeof(PSObject).GetProperty("WriteStream", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Shows the error on standard error.</summary>
    /// <param name="shell">A shell that runs nothing; its commands are replaced.</param>
    /// <param name="error">The error.</param>
    public static void Show(PowerShell shell, ErrorRecord error)
    {
        shell.Commands.Clear();
        shell.AddCommand("Out-Default");
        shell.Invoke(new[] { Marked(error) });
    }

    /// <summary>The record with the mark of the error stream.</summary>
    internal static PSObject Marked(ErrorRecord error)
    {
        var marked = new PSObject(error);
        Stream?.SetValue(marked, Enum.Parse(Stream.PropertyType, "Error"));
        return marked;
    }
}
