using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Xml;
using Microsoft.PowerShell.Commands;

namespace OpsShell.Standard.Tests;

/// <summary>
/// What the conformance cases cannot see of the data cmdlets: private engine classes, pure readers, large inputs.
/// </summary>
public sealed class DataTests
{
    [Fact]
    public void The_engine_has_the_serializer_that_CLIXML_files_need()
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text))
        {
            var serializer = new EngineSerializer(writer, depth: 3);
            serializer.Serialize(5);
            serializer.Serialize("x");
            serializer.Done();
        }
        using var reader = XmlReader.Create(new StringReader(text.ToString()));
        Assert.Equal([5, "x"], new EngineDeserializer(reader).Read().Select(value => value is PSObject item ? item.BaseObject
            : value));
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a,", "a")]
    [InlineData("a,\n", "a|")]
    [InlineData("a,\"\"", "a|")]
    [InlineData("\"a\"\"b\" ,c", "a\"b|c")]
    [InlineData("\"a\"x,c", "ax|c")]
    [InlineData("  a b  ,c", "a b  |c")]
    [InlineData("a ,c", "a |c")]
    [InlineData("a   ,c", "a |c")]
    [InlineData("x\"y,z\"", "x\"y|z\"")]
    [InlineData("\"open\nto the end", "open\nto the end")]
    public void A_record_is_read_as_forgivingly_as_PowerShell_does(string text, string fields)
    {
        var record = new List<string>();
        Assert.True(new CsvReader(new StringReader(text), ',', new char[4]).Read(record));
        Assert.Equal(fields, string.Join('|', record));
    }

    [Fact]
    public void A_hundred_thousand_objects_go_to_JSON_and_back()
    {
        var items = Enumerable.Range(0, 100_000).Select(NewItem).ToArray();
        var text = JsonObject.ConvertToJson(items, new JsonObject.ConvertToJsonContext(2, enumsAsStrings: false,
            compressOutput: true));
        var back = Assert.IsType<object[]>(JsonObject.ConvertFromJson(text, out var error));
        Assert.Null(error);
        Assert.Equal(items.Length, back.Length);
        Assert.Equal(99_999L, ((PSObject)back[^1]).Properties["Id"].Value);
    }

    [Fact]
    public void An_invariant_culture_has_an_encoding_for_ansi()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.IsAssignableFrom<Encoding>(new FileEncodingAttribute().Transform(null!, "ansi"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static PSObject NewItem(int id)
    {
        var item = new PSObject();
        item.Properties.Add(new PSNoteProperty("Id", id));
        item.Properties.Add(new PSNoteProperty("Name", "n"));
        return item;
    }
}
