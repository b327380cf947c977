using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the views of the session: how tables, lists and so on of each type look.</summary>
[Cmdlet(VerbsCommon.Get, "FormatData", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096614")]
[OutputType(typeof(ExtendedTypeDefinition))]
public class GetFormatDataCommand : PSCmdlet
{
    /// <summary>The types; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] TypeName { get; set; } = ["*"];

    /// <summary>The version of PowerShell that is to understand the views.</summary>
    [Parameter]
    public Version? PowerShellVersion { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = TypeName.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToList();
        WriteObject(
            ViewReader.Read(new TypeEngine(this).FormatDatabase, name => patterns.Exists(pattern => pattern.IsMatch(name))),
            enumerateCollection: true);
    }
}
