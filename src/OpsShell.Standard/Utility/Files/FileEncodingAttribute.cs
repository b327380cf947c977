using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Lets an encoding be given by PowerShell's names (utf8, utf8BOM, ascii, unicode...), by a code page or by a registered
/// name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileEncodingAttribute : ArgumentTransformationAttribute
{
    /// <summary>The names that Tab offers.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf7", "utf8", "utf8BOM", "utf8NoBOM",
            "utf32"];

    /// <summary>UTF-8 without a byte order mark, which every cmdlet writes unless told otherwise.</summary>
    public static Encoding Default { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string name => ByName(name),
            int codePage => ByCodePage(codePage),
            _ => inputData,
        };
    }

    private static Encoding ByName(string name)
    {
        switch (name.ToUpperInvariant())
        {
            case "UTF8" or "UTF8NOBOM" or "DEFAULT": return Default;
            case "UTF8BOM": return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
            case "ASCII": return Encoding.ASCII;
            case "UNICODE" or "STRING" or "UNKNOWN": return Encoding.Unicode;
            case "BIGENDIANUNICODE": return Encoding.BigEndianUnicode;
            case "UTF32": return Encoding.UTF32;
            case "BIGENDIANUTF32": return new UTF32Encoding(bigEndian: true, byteOrderMark: true);
            case "UTF7": return ByCodePage(65000);
            case "ANSI": return ByCodePage(Thread.CurrentThread.CurrentCulture.TextInfo.ANSICodePage);
            case "OEM": return ByCodePage(Thread.CurrentThread.CurrentCulture.TextInfo.OEMCodePage);
        }
        return int.TryParse(name, out var number) ? ByCodePage(number) : Known(() => Encoding.GetEncoding(name), name);
    }

    // The invariant culture has code page 0 or 1, which stand for the system's own: UTF-8 here.
    private static Encoding ByCodePage(int codePage) =>
        codePage is 0 or 1 ? Default : Known(() => Encoding.GetEncoding(codePage), $"{codePage}");

    private static Encoding Known(Func<Encoding> find, string name)
    {
        try
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return find();
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"Unknown encoding '{name}'; give one of {string.Join(", ", Names)}, a code page or a registered name.", e);
        }
    }
}
