namespace Microsoft.PowerShell.Commands;

/// <summary>A schema refers to another one that cannot be had.</summary>
internal sealed class JsonSchemaReferenceResolutionException(Exception cause)
    : Exception($"A schema that this one refers to cannot be read: {cause.Message}", cause);
