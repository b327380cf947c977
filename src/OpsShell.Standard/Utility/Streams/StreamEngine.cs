using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Writes records that name the calling script, not the Write- cmdlet, as the place that they come from. The engine has no
/// public way to that; a test tells when it changes the one used here.
/// </summary>
internal static class StreamEngine
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Writes a debug message.</summary>
    public static void WriteCallersDebug(this PSCmdlet cmdlet, string message) => Write(cmdlet, "WriteDebug", new DebugRecord(message));

    /// <summary>Writes a verbose message.</summary>
    public static void WriteCallersVerbose(this PSCmdlet cmdlet, string message) => Write(cmdlet, "WriteVerbose", new VerboseRecord(message));

    /// <summary>Writes a warning.</summary>
    public static void WriteCallersWarning(this PSCmdlet cmdlet, string message) => Write(cmdlet, "WriteWarning", new WarningRecord(message));

    /// <summary>Marks an error as one of the calling script.</summary>
    /// <returns>Whether the cmdlet was called by a script.</returns>
    public static bool MarkAsCallers(this PSCmdlet cmdlet, ErrorRecord error)
    {
        if (Caller(cmdlet) is not { } caller)
            return false;
        SetInvocation(error, caller);
        typeof(ErrorRecord).GetProperty("PreserveInvocationInfoOnce", Members)!.SetValue(error, true);
        return true;
    }

    private static InvocationInfo? Caller(PSCmdlet cmdlet) => cmdlet.GetVariableValue("MyInvocation") as InvocationInfo;

    private static void Write(PSCmdlet cmdlet, string method, InformationalRecord record)
    {
        if (Caller(cmdlet) is { } caller)
            SetInvocation(record, caller);
        cmdlet.CommandRuntime.GetType().GetMethod(method, Members, [record.GetType(), typeof(bool)])!
            .Invoke(cmdlet.CommandRuntime, BindingFlags.DoNotWrapExceptions, null, [record, false], null);
    }

    private static void SetInvocation(object record, InvocationInfo caller)
    {
        var owner = record is ErrorRecord ? typeof(ErrorRecord) : typeof(InformationalRecord);
        owner.GetMethod("SetInvocationInfo", Members)!.Invoke(record, BindingFlags.DoNotWrapExceptions, null, [caller], null);
    }
}
