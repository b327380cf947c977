using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet whose paths can be narrowed down.</summary>
public abstract class FilteredCommandBase : PathsCommandBase
{
    /// <summary>A filter in the language of the provider; that of files takes a pattern of names, and is the fastest.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>Patterns of names: only those items.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Include { get; set; } = [];

    /// <summary>Patterns of names: not those items.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    private protected override Filters FiltersGiven => Filters.Of(Include, Exclude, Filter);
}
