using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that compare objects share.</summary>
public class ObjectCmdletBase : PSCmdlet
{
    /// <summary>
    /// The culture whose rules compare text: a name such as de-DE, or its number. Default: the current culture.
    /// </summary>
    [Parameter]
    public string? Culture
    {
        get => CultureUsed?.ToString();
        set => CultureUsed = ParseCulture(value);
    }

    /// <summary>Tells upper and lower case apart.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    internal CultureInfo? CultureUsed { get; private set; }

    private static CultureInfo? ParseCulture(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        var text = value.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
            return new CultureInfo(hex);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CultureInfo(number)
            : new CultureInfo(value);
    }
}
