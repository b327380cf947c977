using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the aliases of the session.</summary>
[Cmdlet(VerbsCommon.Get, "Alias", DefaultParameterSetName = "Default")]
[OutputType(typeof(AliasInfo))]
public class GetAliasCommand : PSCmdlet
{
    /// <summary>The aliases; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Default")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Not the aliases that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    /// <summary>The aliases of these commands; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Definition")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Definition { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Definition is null)
        {
            foreach (var name in Name)
                Write(name, a => a.Name, "name");
            return;
        }
        foreach (var definition in Definition)
            Write(definition, a => a.Definition, "definition");
    }

    private void Write(string wanted, Func<AliasInfo, string> by, string what)
    {
        var pattern = WildcardPattern.Get(wanted, WildcardOptions.IgnoreCase);
        var excluded = Array.ConvertAll(Exclude ?? [], e => WildcardPattern.Get(e, WildcardOptions.IgnoreCase));
        var any = false;
        var aliases = new SessionTables(this).Aliases(string.IsNullOrEmpty(Scope) ? null : Scope).Values;
        foreach (var alias in aliases.OrderBy(a => a.Name, StringComparer.CurrentCultureIgnoreCase))
        {
            if (!pattern.IsMatch(by(alias)))
                continue;
            if (PropertyReader.IsExcluded(excluded, by(alias)))
            {
                any = true;
                continue;
            }
            if (!SessionState.IsVisible(CommandOrigin, (CommandInfo)alias))
                continue;
            any = true;
            WriteObject(alias);
        }
        if (any || excluded.Length > 0 || WildcardPattern.ContainsWildcardCharacters(wanted))
            return;
        WriteError(AliasErrors.NotFound(what, wanted));
    }
}
