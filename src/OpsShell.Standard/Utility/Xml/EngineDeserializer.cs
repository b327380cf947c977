using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>The engine's reader of CLIXML, object by object; see <see cref="EngineSerializer"/>.</summary>
internal sealed class EngineDeserializer
{
    private readonly Func<object?> _deserialize;
    private readonly Func<bool> _done;

    /// <param name="reader">The text.</param>
    public EngineDeserializer(XmlReader reader)
    {
        var deserializer = EngineXml.Create("Deserializer", [typeof(XmlReader)], [reader]);
        _deserialize = EngineXml.Method<Func<object?>>(deserializer, "Deserialize", []);
        _done = EngineXml.Method<Func<bool>>(deserializer, "Done", []);
    }

    /// <summary>The objects, each read when it is asked for.</summary>
    public IEnumerable<object?> Read()
    {
        while (!_done())
            yield return _deserialize();
    }
}
