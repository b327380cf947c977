using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The errors that the alias cmdlets have in common.</summary>
internal static class AliasErrors
{
    /// <summary>There is no such alias.</summary>
    /// <param name="what">By what it was looked for: name or definition.</param>
    /// <param name="wanted">What was looked for.</param>
    public static ErrorRecord NotFound(string what, string wanted)
    {
        var message = $"This command cannot find a matching alias because an alias with the {what} '{wanted}' does not exist.";
        return new ErrorRecord(new ItemNotFoundException(message), "ItemNotFoundException", ErrorCategory.ObjectNotFound, wanted);
    }

    /// <summary>There is such an alias already.</summary>
    public static ErrorRecord Exists(AliasInfo alias)
    {
        var writable = (alias.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) == 0;
        var why = new SessionStateException($"The alias is not allowed, because an alias with the name '{alias.Name}' already exists.");
        return new ErrorRecord(why, "AliasAlreadyExists", writable ? ErrorCategory.ResourceExists
            : ErrorCategory.WriteError, alias.Name);
    }
}
