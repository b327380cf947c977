using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes an error to the error stream (2); the command goes on.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "NoException",
    HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097039", RemotingCapability = RemotingCapability.None)]
public sealed class WriteErrorCommand : WriteOrThrowErrorCommand;
