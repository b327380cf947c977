using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Lets a version of HTTP be given as 2 for 2.0.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpVersionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            int major => new Version(major, 0),
            string text when int.TryParse(text, out var major) => new Version(major, 0),
            double number when Version.TryParse(number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
                out var version) =>
                version,
            _ => inputData,
        };
    }
}
