using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet.Changes;

/// <summary>How cmdlets that change nodes ask, on the pipeline's thread.</summary>
internal static class ChangeConfirmation
{
    /// <summary>The journal of this user.</summary>
    public static ChangeJournal Journal() => ChangeJournal.Open(NodeEnvironment.Current, Environment.IsPrivilegedProcess);

    /// <summary>Asks once for all of the lines; with -WhatIf each of them is shown, and the answer is no.</summary>
    public static bool Ask(PSCmdlet cmdlet, IReadOnlyList<string> lines, string caption)
    {
        var query = string.Join('\n', lines);
        var yes = cmdlet.ShouldProcess(lines[0], query, caption, out var reason);
        foreach (var line in lines.Skip(1))
        {
            if (reason == ShouldProcessReason.WhatIf)
                cmdlet.ShouldProcess(line, line, caption);
            else if (yes)
                cmdlet.WriteVerbose(line);
        }
        return yes;
    }

    /// <summary>A job has nobody to ask, so the answer must be given with it.</summary>
    public static void RequireAnswerBeforeJob(PSCmdlet cmdlet, bool asJob)
    {
        var bound = cmdlet.MyInvocation.BoundParameters;
        if (asJob && !bound.ContainsKey("Confirm") && !bound.ContainsKey("WhatIf"))
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException("A background job cannot ask before it changes a node. Look at the change with -WhatIf first, then give -Confirm:$false with -AsJob."),
                "JobCannotAsk", ErrorCategory.InvalidArgument, null));
    }
}
