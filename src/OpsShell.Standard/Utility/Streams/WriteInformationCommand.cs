using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes an object to the information stream (6); it shows when $InformationPreference or -InformationAction asks for it.</summary>
[Cmdlet(VerbsCommunications.Write, "Information", HelpUri = "https://go.microsoft.com/fwlink/?LinkId=2097040",
    RemotingCapability = RemotingCapability.None)]
public sealed class WriteInformationCommand : PSCmdlet
{
    /// <summary>The message, or data of any kind.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    [AllowNull]
    public object? MessageData { get; set; }

    /// <summary>Words by which records can be found again.</summary>
    [Parameter(Position = 1)]
    public string[]? Tags { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var tag in Tags ?? [])
        {
            if (tag.StartsWith("PS", StringComparison.OrdinalIgnoreCase))
                ThrowTerminatingError(new ErrorRecord(
                    new InvalidOperationException($"The tag '{tag}' begins with PS, and such tags are PowerShell's own. Name it otherwise."),
                    "PSPrefixReservedInInformationTag", ErrorCategory.InvalidArgument, tag));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteInformation(MessageData!, Tags ?? []);
}
