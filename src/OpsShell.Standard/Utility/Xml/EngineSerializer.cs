using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The engine's serializer of CLIXML. Its public face writes one object to one text; a file of many objects, written as they come,
/// needs the class behind it, which is not public.
/// </summary>
internal sealed class EngineSerializer
{
    private readonly Action<object?> _serialize;
    private readonly Action _done;

    /// <param name="writer">Where to write.</param>
    /// <param name="depth">How many levels of contained objects are followed; 0 for what each type asks for.</param>
    public EngineSerializer(XmlWriter writer, int depth)
    {
        var serializer = depth > 0
            ? EngineXml.Create("Serializer", [typeof(XmlWriter), typeof(int), typeof(bool)], [writer, depth, false])
            : EngineXml.Create("Serializer", [typeof(XmlWriter)], [writer]);
        _serialize = EngineXml.Method<Action<object?>>(serializer, "Serialize", [typeof(object)]);
        _done = EngineXml.Method<Action>(serializer, "Done", []);
    }

    /// <summary>Writes an object.</summary>
    public void Serialize(object? value) => _serialize(value);

    /// <summary>Writes the end.</summary>
    public void Done() => _done();
}
