using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Draws random numbers, or random elements of a list.</summary>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = NumberSet, RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(int), typeof(long), typeof(double))]
public sealed class GetRandomCommand : GetRandomCommandBase
{
    /// <summary>A seed: the same one gives the same numbers, here and in the commands that follow in the session.</summary>
    [Parameter]
    public int? SetSeed { get; set; }

    internal override RandomSource CreateSource() => SetSeed is { } seed ? RandomSource.Seeded(seed) : RandomSource.OfSession();
}
