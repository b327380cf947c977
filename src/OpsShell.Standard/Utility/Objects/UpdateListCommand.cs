using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Adds to and removes from a property that is a collection; or makes a description of such a change for a parameter that takes
/// one.
/// </summary>
[Cmdlet(VerbsData.Update, "List", DefaultParameterSetName = "AddRemoveSet")]
public sealed class UpdateListCommand : PSCmdlet
{
    private PSListModifier? _change;

    /// <summary>Elements to add.</summary>
    [Parameter(ParameterSetName = "AddRemoveSet")]
    [ValidateNotNullOrEmpty]
    public object[]? Add { get; set; }

    /// <summary>Elements to remove.</summary>
    [Parameter(ParameterSetName = "AddRemoveSet")]
    [ValidateNotNullOrEmpty]
    public object[]? Remove { get; set; }

    /// <summary>The elements that the collection shall have in place of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ReplaceSet")]
    [ValidateNotNullOrEmpty]
    public object[]? Replace { get; set; }

    /// <summary>The objects with the collection.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject? InputObject { get; set; }

    /// <summary>The name of the property.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Property { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Property is null && InputObject is not null)
        {
            var why = new PSArgumentException("The Property parameter is missing: name the property to change.");
            ThrowTerminatingError(new ErrorRecord(why, "MissingPropertyParameter", ErrorCategory.SyntaxError, null));
        }
        if (InputObject is null)
            return;
        _change ??= CreateChange();
        if (InputObject.Members[Property!] is not PSPropertyInfo property)
        {
            var why = new PSArgumentException($"The property \"{Property}\" cannot be found on the object.");
            WriteError(new ErrorRecord(why, "MemberDoesntExist", ErrorCategory.InvalidArgument, InputObject));
            return;
        }
        Apply(property, _change);
        WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Property is not null || InputObject is not null)
        {
            if (!MyInvocation.ExpectingInput && InputObject is null)
            {
                var why = new PSArgumentException("The InputObject parameter is missing: give the object to change.");
                ThrowTerminatingError(new ErrorRecord(why, "MissingInputObjectParameter", ErrorCategory.SyntaxError, null));
            }
            return;
        }
        WriteObject(ChangeTable());
    }

    private void Apply(PSPropertyInfo property, PSListModifier change)
    {
        try
        {
            change.ApplyTo(property.Value);
        }
        catch (Exception e) when (e is PSInvalidOperationException or RuntimeException or NotSupportedException)
        {
            WriteError(new ErrorRecord(e, "ApplyFailed", ErrorCategory.InvalidOperation, null));
        }
    }

    private PSListModifier CreateChange()
    {
        var change = new PSListModifier();
        if (Replace is not null)
        {
            foreach (var item in Replace)
                change.Replace.Add(item);
            return change;
        }
        foreach (var item in Add ?? [])
            change.Add.Add(item);
        foreach (var item in Remove ?? [])
            change.Remove.Add(item);
        return change;
    }

    private System.Collections.Hashtable ChangeTable()
    {
        var table = new System.Collections.Hashtable(2);
        if (Replace is not null)
            table.Add(nameof(Replace), Replace);
        if (Add is not null)
            table.Add(nameof(Add), Add);
        if (Remove is not null)
            table.Add(nameof(Remove), Remove);
        if (table.Count == 0)
        {
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException("Give what to add, to remove or to replace."),
                "MissingAddRemoveReplaceParameters", ErrorCategory.SyntaxError, null));
        }
        return table;
    }
}
