using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Draws random numbers that nobody can foretell, or random elements of a list.</summary>
[Cmdlet(VerbsCommon.Get, "SecureRandom", DefaultParameterSetName = NumberSet, RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(int), typeof(long), typeof(double))]
public sealed class GetSecureRandomCommand : GetRandomCommandBase
{
    internal override RandomSource CreateSource() => new(null);
}
