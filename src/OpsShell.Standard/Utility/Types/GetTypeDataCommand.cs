using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the type data of the session: members that PowerShell adds to types.</summary>
[Cmdlet(VerbsCommon.Get, "TypeData", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097018")]
[OutputType(typeof(TypeData))]
public class GetTypeDataCommand : PSCmdlet
{
    /// <summary>The types; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] TypeName { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = TypeName.Where(IsName)
            .Select(name => WildcardPattern.Get(TypeNameAttribute.FullName(name), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
            .ToList();
        foreach (var (name, data) in new TypeEngine(this).AllTypes)
        {
            if (patterns.Exists(pattern => pattern.IsMatch(name)))
                WriteObject(data);
        }
    }

    private bool IsName(string name)
    {
        if (!string.IsNullOrWhiteSpace(name))
            return true;
        WriteError(new ErrorRecord(
            new InvalidOperationException("The name of a type is not to be empty."), "TargetTypeNameEmpty", ErrorCategory.InvalidOperation, name));
        return false;
    }
}
