using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes names of cultures that the system knows; of others .NET would make a culture without content.</summary>
internal sealed class ValidateCultureAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        try
        {
            CultureInfo.GetCultureInfo($"{element}", predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new ValidationMetadataException($"The system knows no culture '{element}'; Get-Culture -ListAvailable lists them.");
        }
    }
}
