using System.Runtime.InteropServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The bytes of numbers, characters and booleans as they lie in memory, and of arrays of them.</summary>
internal static class PrimitiveBytes
{
    /// <summary>The bytes, or null for a value of another type.</summary>
    public static byte[]? Of(object value) =>
        value is byte[] bytes ? bytes
        : value is not Array array ? One(value)
        : Underlying(array.GetType().GetElementType()!) is null ? null
        : array.Cast<object>().SelectMany(one => One(one)!).ToArray();

    /// <summary>The primitive type of a type or enumeration, or null.</summary>
    public static Type? Underlying(Type type) =>
        type.IsEnum ? type.GetEnumUnderlyingType() : type.IsPrimitive ? type : null;

    private static byte[]? One(object value)
    {
        if (Underlying(value.GetType()) is not { } type)
            return null;
        return value switch
        {
            // A character is its low byte, and a boolean as wide as a number: so they are marshalled.
            char character => [unchecked((byte)character)],
            bool flag => BitConverter.GetBytes(flag ? 1 : 0),
            _ => Raw(value is Enum ? Convert.ChangeType(value, type, null) : value, Marshal.SizeOf(type)),
        };
    }

    private static byte[] Raw(object value, int size)
    {
        var bytes = new byte[size];
        var handle = GCHandle.Alloc(value, GCHandleType.Pinned);
        try
        {
            Marshal.Copy(handle.AddrOfPinnedObject(), bytes, 0, size);
        }
        finally
        {
            handle.Free();
        }
        return bytes;
    }
}
