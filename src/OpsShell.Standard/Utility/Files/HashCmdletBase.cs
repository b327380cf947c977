using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What cmdlets that compute hashes share.</summary>
public class HashCmdletBase : PSCmdlet
{
    private string _algorithm = "SHA256";

    /// <summary>The hash algorithm; SHA256 unless given.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("SHA1", "SHA256", "SHA384", "SHA512", "MD5")]
    public string Algorithm
    {
        get => _algorithm;
        set => _algorithm = value?.ToUpperInvariant() ?? "SHA256";
    }
}
