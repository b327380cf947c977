using System.Text.Json.Serialization;

namespace OpsShell.Core.Changes;

/// <summary>Serialisation of the journal, generated at build time for speed of start-up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ChangeRecord))]
internal sealed partial class ChangeJson : JsonSerializerContext;
