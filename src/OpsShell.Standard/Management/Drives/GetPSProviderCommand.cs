using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the providers of the session.</summary>
[Cmdlet(VerbsCommon.Get, "PSProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetPSProviderCommand : CoreCommandBase
{
    /// <summary>The names; wildcards are allowed. All providers without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] PSProvider { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (PSProvider.Length == 0)
            WriteObject(SessionState.Provider.GetAll(), enumerateCollection: true);
        foreach (var name in PSProvider)
            Write(name);
    }

    private void Write(string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = SessionState.Provider.GetAll().Where(provider => pattern.IsMatch(provider.Name));
            WriteObject(found, enumerateCollection: true);
            return;
        }
        try
        {
            WriteObject(SessionState.Provider.Get(name), enumerateCollection: true);
        }
        catch (ProviderNotFoundException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
    }
}
