using System.Management.Automation;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// JSON text to objects and back, as the cmdlets do it; for scripts and programs that want the conversion without a
/// pipeline.
/// </summary>
public static class JsonObject
{
    private const int DefaultDepth = 1024;

    /// <summary>Turns JSON text into objects.</summary>
    /// <param name="input">The text.</param>
    /// <param name="error">What is wrong with a key, or null.</param>
    public static object? ConvertFromJson(string input, out ErrorRecord? error) =>
        ConvertFromJson(input, returnHashtable: false, out error);

    /// <summary>Turns JSON text into objects.</summary>
    /// <param name="input">The text.</param>
    /// <param name="returnHashtable">Makes ordered hashtables of JSON objects.</param>
    /// <param name="error">What is wrong with a key, or null.</param>
    public static object? ConvertFromJson(string input, bool returnHashtable, out ErrorRecord? error) =>
        ConvertFromJson(input, returnHashtable, DefaultDepth, out error);

    /// <summary>Turns JSON text into objects.</summary>
    /// <param name="input">The text.</param>
    /// <param name="returnHashtable">Makes ordered hashtables of JSON objects.</param>
    /// <param name="maxDepth">How deep the text may nest; null for no bound.</param>
    /// <param name="error">What is wrong with a key, or null.</param>
    public static object? ConvertFromJson(string input, bool returnHashtable, int? maxDepth, out ErrorRecord? error) =>
        ConvertFromJson(input, returnHashtable, maxDepth, JsonDateKind.Default, out error);

    /// <summary>Turns an object into JSON text.</summary>
    /// <param name="objectToProcess">The object.</param>
    /// <param name="context">How to write it.</param>
    public static string ConvertToJson(object? objectToProcess, in ConvertToJsonContext context) =>
        new JsonObjectWriter(context).Write(objectToProcess);

    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    internal static object? ConvertFromJson(
        string input, bool returnHashtable, int? maxDepth, JsonDateKind dates, out ErrorRecord? error)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            error = null;
            return new JsonObjectReader(returnHashtable, maxDepth, dates).Read(input);
        }
        catch (JsonKeyException e)
        {
            error = e.ErrorRecord;
            return null;
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Conversion from JSON failed with error: {e.Message}", e);
        }
    }

    /// <summary>How an object is written as JSON.</summary>
    /// <param name="MaxDepth">How deep objects are followed; what lies deeper is written as a string.</param>
    /// <param name="EnumsAsStrings">Writes the names of enumeration values.</param>
    /// <param name="CompressOutput">Leaves out white space.</param>
    /// <param name="StringEscapeHandling">Which characters are escaped.</param>
    /// <param name="Cmdlet">Who is warned of cut depth; may be null.</param>
    /// <param name="CancellationToken">Ends the work.</param>
    public readonly record struct ConvertToJsonContext(
        int MaxDepth,
        bool EnumsAsStrings,
        bool CompressOutput,
        StringEscapeHandling StringEscapeHandling,
        PSCmdlet? Cmdlet,
        CancellationToken CancellationToken)
    {
        /// <summary>For use outside of a pipeline.</summary>
        /// <param name="maxDepth">How deep objects are followed.</param>
        /// <param name="enumsAsStrings">Writes the names of enumeration values.</param>
        /// <param name="compressOutput">Leaves out white space.</param>
        public ConvertToJsonContext(int maxDepth, bool enumsAsStrings, bool compressOutput)
            : this(maxDepth, enumsAsStrings, compressOutput, StringEscapeHandling.Default, null, CancellationToken.None)
        {
        }
    }
}
