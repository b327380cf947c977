using System.Collections.Immutable;

namespace OpsShell.Core.Findings;

/// <summary>The checks of one area. Each domain has one and names it with <see cref="CheckProviderAttribute"/>.</summary>
public interface ICheckProvider
{
    /// <summary>The area's checks.</summary>
    ImmutableArray<Check> Checks { get; }
}
