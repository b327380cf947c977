using Json.Schema;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the schemas that a schema refers to, from the web or a file.</summary>
internal static class SchemaReferences
{
    /// <summary>The schema at an address.</summary>
    /// <exception cref="JsonSchemaReferenceResolutionException">There is none.</exception>
    public static IBaseDocument? Fetch(Uri address)
    {
        try
        {
            return JsonSchema.FromText(address.Scheme switch
            {
                "http" or "https" => Download(address),
                "file" => File.ReadAllText(Uri.UnescapeDataString(address.AbsolutePath)),
                _ => throw new FormatException($"'{address}' is neither a file nor on the web."),
            });
        }
        catch (Exception e)
        {
            throw new JsonSchemaReferenceResolutionException(e);
        }
    }

    private static string Download(Uri address)
    {
        using var client = new HttpClient();
        return client.GetStringAsync(address).GetAwaiter().GetResult();
    }
}
