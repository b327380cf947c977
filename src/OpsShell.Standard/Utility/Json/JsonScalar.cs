using System.Globalization;
using System.Management.Automation.Language;
using System.Numerics;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>The values that are one JSON token.</summary>
internal static class JsonScalar
{
    /// <summary>Whether a value is one token.</summary>
    public static bool IsScalar(object? value) =>
        value is null or DBNull or NullString or string or DateTime or DateTimeOffset or Guid or Uri or decimal or BigInteger
            or Enum
        || value.GetType().IsPrimitive;

    /// <summary>Writes it.</summary>
    public static void Write(JsonTextWriter writer, object? value, bool enumsAsStrings)
    {
        if (value is Enum constant)
            WriteEnum(writer, constant, enumsAsStrings);
        else if (value is null or DBNull or NullString)
            writer.WriteNull();
        else if (value is nint or nuint)
            writer.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        else if (value is Uri address)
            writer.WriteValue(address.OriginalString);
        else
            writer.WriteValue(value);
    }

    // JavaScript has not the precision for 64-bit constants, so those are always names.
    private static void WriteEnum(JsonTextWriter writer, Enum constant, bool asString)
    {
        var underlying = Enum.GetUnderlyingType(constant.GetType());
        if (underlying == typeof(long) || underlying == typeof(ulong))
            writer.WriteValue(constant.ToString());
        else if (asString && !IsNumber(constant.ToString()))
            writer.WriteValue(constant.ToString());
        else
            writer.WriteValue(Convert.ChangeType(constant, underlying, CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(string text) => text[0] is '-' or (>= '0' and <= '9');
}
