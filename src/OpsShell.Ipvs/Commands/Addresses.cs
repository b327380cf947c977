using System.Collections.Immutable;
using System.Management.Automation;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Commands;

/// <summary>Reads what the user writes for addresses.</summary>
internal static class Addresses
{
    /// <summary>The patterns; one that is none ends the cmdlet with an error that says what is expected.</summary>
    public static ImmutableArray<AddressPattern> Parse(PSCmdlet cmdlet, IEnumerable<string> texts)
    {
        var patterns = ImmutableArray.CreateBuilder<AddressPattern>();
        foreach (var text in texts)
        {
            try
            {
                patterns.Add(AddressPattern.Parse(text));
            }
            catch (FormatException error)
            {
                cmdlet.ThrowTerminatingError(new ErrorRecord(error, "AddressInvalid", ErrorCategory.InvalidArgument, text));
            }
        }
        return patterns.ToImmutable();
    }
}
