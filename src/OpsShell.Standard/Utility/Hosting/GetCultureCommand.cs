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
    [ValidateSet(typeof(Names))]
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
            WriteCulture(name);
    }

    private void WriteCulture(string name)
    {
        try
        {
            WriteObject(new CultureInfo(name, useUserOverride: !NoUserOverrides));
        }
        catch (CultureNotFoundException error)
        {
            WriteError(new ErrorRecord(error, "ItemNotFoundException", ErrorCategory.ObjectNotFound, name));
        }
    }

    /// <summary>ICU makes a culture of any well-formed name; only those that it has data about are meant.</summary>
    private sealed class Names : IValidateSetValuesGenerator
    {
        public string[] GetValidValues() => [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name)];
    }
}
