using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets time zones: the machine's, or those that are named.</summary>
[Cmdlet(VerbsCommon.Get, "TimeZone", DefaultParameterSetName = "Name")]
[OutputType(typeof(TimeZoneInfo))]
[Alias("gtz")]
public sealed class GetTimeZoneCommand : PSCmdlet
{
    /// <summary>The ids, such as Europe/Berlin.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Id { get; set; } = [];

    /// <summary>Gets all time zones that the machine knows.</summary>
    [Parameter(ParameterSetName = "ListAvailable", Mandatory = true)]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>The names, standard or daylight; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The machine's own may have changed since the process began.
        TimeZoneInfo.ClearCachedData();
        if (ListAvailable)
            WriteObject(TimeZoneInfo.GetSystemTimeZones(), enumerateCollection: true);
        else if (ParameterSetName == "Id")
            WriteByIds();
        else if (Name is null)
            WriteObject(TimeZoneInfo.Local);
        else
            WriteByNames(Name);
    }

    private void WriteByIds()
    {
        foreach (var id in Id)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
                WriteObject(zone);
            else
                WriteNotFound(nameof(Id), $"The time zone ID '{id}' was not found on the local computer.");
        }
    }

    private void WriteByNames(string[] names)
    {
        foreach (var name in names)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var zones = TimeZoneInfo.GetSystemTimeZones()
                .Where(zone => pattern.IsMatch(zone.StandardName) || pattern.IsMatch(zone.DaylightName))
                .ToList();
            WriteObject(zones, enumerateCollection: true);
            if (zones.Count == 0)
                WriteNotFound(nameof(Name), $"The time zone name '{name}' was not found on the local computer.");
        }
    }

    private void WriteNotFound(string parameter, string message) =>
        WriteError(new ErrorRecord(
            new TimeZoneNotFoundException(message), "TimeZoneNotFound", ErrorCategory.InvalidArgument, parameter));
}
