using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Understands one object of <c>kubectl get -o json</c>. Pure. What has a wrong shape is a FormatException that names the field.</summary>
internal static class KubeJson
{
    /// <summary>A <see cref="KubeService"/>, a <see cref="KubeEndpointSlice"/>, or null for another kind or a slice that IPVS does not take.</summary>
    public static object? Read(JsonElement item) => Text(item, "kind") switch
    {
        "Service" => ReadService(item),
        "EndpointSlice" => ReadSlice(item),
        _ => null,
    };

    private static KubeService ReadService(JsonElement item)
    {
        var metadata = Map(item, "metadata") ?? throw new FormatException("metadata is missing");
        var spec = Map(item, "spec") ?? throw new FormatException("spec is missing");
        return KubeRules.Service(new KubeServiceText
        {
            Namespace = Text(metadata, "namespace") ?? "default",
            Name = Text(metadata, "name") ?? throw new FormatException("metadata.name is missing"),
            Type = Text(spec, "type"),
            ClusterIP = Text(spec, "clusterIP"),
            ClusterIPs = Texts(spec, "clusterIPs"),
            ExternalIPs = Texts(spec, "externalIPs"),
            Ingress = [.. Items(Map(Map(item, "status"), "loadBalancer"), "ingress").Select(ingress => (Text(ingress, "ip"), Text(ingress, "ipMode")))],
            Ports = [.. Items(spec, "ports").Select(port => new KubePortText(Text(port, "name"), Text(port, "protocol"), Number(port, "port"), Number(port, "nodePort")))],
            SessionAffinity = Text(spec, "sessionAffinity"),
            AffinitySeconds = Number(Map(Map(spec, "sessionAffinityConfig"), "clientIP"), "timeoutSeconds"),
            InternalTrafficPolicy = Text(spec, "internalTrafficPolicy"),
            ExternalTrafficPolicy = Text(spec, "externalTrafficPolicy"),
            IsForeign = Map(metadata, "labels") is { } labels && labels.TryGetProperty(KubeService.ProxyNameLabel, out _),
        });
    }

    private static KubeEndpointSlice? ReadSlice(JsonElement item)
    {
        var metadata = Map(item, "metadata") ?? throw new FormatException("metadata is missing");
        return KubeRules.Slice(
            Text(metadata, "namespace") ?? "default",
            Text(Map(metadata, "labels"), KubeEndpointSlice.ServiceNameLabel),
            Text(item, "addressType"),
            Items(item, "ports").Select(port => new KubePortText(Text(port, "name"), Text(port, "protocol"), Number(port, "port"), null)),
            Items(item, "endpoints").Select(ReadEndpoint));
    }

    private static KubeEndpointText ReadEndpoint(JsonElement endpoint)
    {
        var conditions = Map(endpoint, "conditions");
        var hints = Map(endpoint, "hints");
        return new KubeEndpointText(
            Texts(endpoint, "addresses").FirstOrDefault(), Truth(conditions, "ready"), Truth(conditions, "serving"), Truth(conditions, "terminating"),
            Text(endpoint, "nodeName"), Items(hints, "forZones").Any() || Items(hints, "forNodes").Any());
    }

    private static JsonElement? Member(JsonElement? map, string name) =>
        map is { } known && Mapped(known).TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Mapped(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value : throw new FormatException($"a map is expected where {Shown(value)} is");

    private static JsonElement? Map(JsonElement? map, string name) => Member(map, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => value,
        { } value => throw new FormatException($"{name} is {Shown(value)}, expected a map"),
    };

    private static JsonElement.ArrayEnumerator Items(JsonElement? map, string name) => Member(map, name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray(),
        { } value => throw new FormatException($"{name} is {Shown(value)}, expected a list"),
    };

    private static ImmutableArray<string> Texts(JsonElement? map, string name) => [.. Items(map, name).Select(item => AsText(item, name))];

    private static string? Text(JsonElement? map, string name) => Member(map, name) is { } value ? AsText(value, name) : null;

    private static string AsText(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{name} is {Shown(value)}, expected a text");

    private static int? Number(JsonElement? map, string name) => Member(map, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        { } value => throw new FormatException($"{name} is {Shown(value)}, expected a whole number"),
    };

    private static bool? Truth(JsonElement? map, string name) => Member(map, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        { } value => throw new FormatException($"{name} is {Shown(value)}, expected true or false"),
    };

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "a map",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => TextLine.Quote(value.GetString()!),
        _ => TextLine.Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
