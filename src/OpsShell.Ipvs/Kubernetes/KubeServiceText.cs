using System.Collections.Immutable;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>The fields of a Service as they are written, from a file or from the API.</summary>
internal sealed record KubeServiceText
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public string? Type { get; init; }

    public string? ClusterIP { get; init; }

    public ImmutableArray<string> ClusterIPs { get; init; } = [];

    public ImmutableArray<string> ExternalIPs { get; init; } = [];

    public ImmutableArray<(string? IP, string? Mode)> Ingress { get; init; } = [];

    public ImmutableArray<KubePortText> Ports { get; init; } = [];

    public string? SessionAffinity { get; init; }

    public int? AffinitySeconds { get; init; }

    public string? InternalTrafficPolicy { get; init; }

    public string? ExternalTrafficPolicy { get; init; }

    public bool IsForeign { get; init; }
}

/// <summary>The fields of a port of a Service or an EndpointSlice as they are written.</summary>
internal readonly record struct KubePortText(string? Name, string? Protocol, int? Port, int? NodePort);

/// <summary>The fields of an endpoint as they are written.</summary>
internal readonly record struct KubeEndpointText(string? Address, bool? Ready, bool? Serving, bool? Terminating, string? NodeName, bool Hinted);
