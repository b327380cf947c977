using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that make aliases share.</summary>
public class WriteAliasCommandBase : PSCmdlet
{
    /// <summary>The alias.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>The command that it stands for.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Value { get; set; } = "";

    /// <summary>A description.</summary>
    [Parameter]
    public string Description { get; set; } = "";

    /// <summary>Whether it is read-only, constant, private or in all scopes.</summary>
    [Parameter]
    public ScopedItemOptions Option { get; set; } = ScopedItemOptions.None;

    /// <summary>Writes the alias.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    /// <summary>Replaces even a read-only alias.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal void Write(string action)
    {
        if (!ShouldProcess($"Name: {Name} Value: {Value}", action))
            return;
        var tables = new SessionTables(this);
        var alias = tables.NewAlias(Name, Value, Option);
        alias.Description = Description;
        try
        {
            var set = tables.SetAlias(alias, string.IsNullOrEmpty(Scope) ? null : Scope, Force);
            if (PassThru)
                WriteObject(set);
        }
        catch (SessionStateException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
        catch (PSArgumentException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
    }
}
