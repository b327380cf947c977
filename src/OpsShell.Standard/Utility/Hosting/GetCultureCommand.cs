using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the culture in which dates and numbers are shown, or other cultures by name.</summary>
[Cmdlet(VerbsCommon.Get, "Culture", DefaultParameterSetName = CurrentSet, HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097017")]
[OutputType(typeof(CultureInfo))]
public sealed class GetCultureCommand : PSCmdlet
{
    private const string CurrentSet = "CurrentCulture";
    private const string NameSet = "Name";
    private const string ListSet = "ListAvailable";

    /// <summary>The names of cultures, such as de-DE; the empty name is the invariant culture.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ValidateCulture]
    public string[]? Name { get; set; }

    /// <summary>Leaves out what the user has changed of the culture.</summary>
    [Parameter(ParameterSetName = CurrentSet)]
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter NoUserOverrides { get; set; }

    /// <summary>All cultures that the system knows.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            WriteObject(CultureInfo.GetCultures(CultureTypes.AllCultures), enumerateCollection: true);
            return;
        }
        if (Name is null)
        {
            WriteObject(NoUserOverrides ? CultureInfo.GetCultureInfo(Host.CurrentCulture.Name) : Host.CurrentCulture);
            return;
        }
        foreach (var name in Name)
            WriteObject(new CultureInfo(name, useUserOverride: !NoUserOverrides));
    }
}
