using System.Collections.Immutable;

namespace OpsShell.Core.Findings;

/// <summary>The checks of one area. Each domain has one and names it with <see cref="CheckProviderAttribute"/>.</summary>
public interface ICheckProvider
{
    /// <summary>The area's checks.</summary>
    ImmutableArray<Check> Checks { get; }

    /// <summary>Facts that no check needs and cmdlets of the domain do: a recording has them too, so that it answers those as the node would.</summary>
    ImmutableArray<Fact> Recorded => [];

    /// <summary>What a recording has on request alone.</summary>
    ImmutableArray<OptionalRecording> OptionalRecordings => [];
}
