using System.Collections.Immutable;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using k8s.Models;
using OpsShell.Core.Text;
using YamlDotNet.Core;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Reads Services and EndpointSlices from the Kubernetes API. The one class that touches the library, so that it is loaded only when this is used.</summary>
/// <param name="configFiles">The kubeconfig files; empty for the account of the pod that this runs in.</param>
/// <param name="context">The context; null for the current one.</param>
/// <param name="timeout">Limit for one answer.</param>
internal sealed class KubeApi(ImmutableArray<string> configFiles, string? context, TimeSpan timeout) : IKubeSource
{
    /// <summary>Objects in one answer, as kubectl asks for them.</summary>
    public const int PageSize = 500;

    private readonly Lazy<Connection> _connection = new(() => Connect(configFiles, context, timeout));

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public KubeCluster Read(CancellationToken cancellationToken) => Task.Run(() => ReadAsync(cancellationToken), cancellationToken).GetAwaiter().GetResult();

    /// <summary>Reads all namespaces.</summary>
    /// <exception cref="KubeException">The configuration or the API does not give it; the message has no credentials.</exception>
    public async Task<KubeCluster> ReadAsync(CancellationToken cancellationToken)
    {
        var (client, host) = (_connection.Value.Client, _connection.Value.Host);
        try
        {
            var services = await PagesAsync<V1Service, V1ServiceList>(
                async (next, cancel) => await client.CoreV1.ListServiceForAllNamespacesAsync(continueParameter: next, limit: PageSize, cancellationToken: cancel).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            var slices = await PagesAsync<V1EndpointSlice, V1EndpointSliceList>(
                async (next, cancel) => await client.DiscoveryV1.ListEndpointSliceForAllNamespacesAsync(continueParameter: next, limit: PageSize, cancellationToken: cancel).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            return new KubeCluster($"the Kubernetes API at {host}", [.. services.Select(Service)], [.. slices.Select(Slice).OfType<KubeEndpointSlice>()]).Checked();
        }
        catch (Exception error) when (error is not (KubeException or OutOfMemoryException) && !cancellationToken.IsCancellationRequested)
        {
            throw Explain(error, host);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_connection.IsValueCreated)
            _connection.Value.Client.Dispose();
    }

    /// <summary>All pages. When the list grew old in between (410 Gone), it is begun anew, once.</summary>
    private static async Task<List<TItem>> PagesAsync<TItem, TList>(Func<string?, CancellationToken, Task<TList>> read, CancellationToken cancellationToken)
        where TList : IKubernetesObject<V1ListMeta>, IItems<TItem>
    {
        var items = new List<TItem>();
        string? next = null;
        for (var restarted = false; ;)
        {
            try
            {
                var page = await read(next, cancellationToken).ConfigureAwait(false);
                items.AddRange(page.Items ?? []);
                next = page.Metadata?.ContinueProperty;
            }
            catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Gone && next is not null && !restarted)
            {
                (restarted, next) = (true, null);
                items.Clear();
                continue;
            }
            if (string.IsNullOrEmpty(next))
                return items;
        }
    }

    private static KubeService Service(V1Service service) => KubeRules.Service(new KubeServiceText
    {
        Namespace = service.Metadata?.NamespaceProperty ?? "default",
        Name = service.Metadata?.Name ?? "",
        Type = service.Spec?.Type,
        ClusterIP = service.Spec?.ClusterIP,
        ClusterIPs = [.. service.Spec?.ClusterIPs ?? []],
        ExternalIPs = [.. service.Spec?.ExternalIPs ?? []],
        Ingress = [.. (service.Status?.LoadBalancer?.Ingress ?? []).Select(ingress => (ingress.Ip, ingress.IpMode))],
        Ports = [.. (service.Spec?.Ports ?? []).Select(port => new KubePortText(port.Name, port.Protocol, port.Port, port.NodePort))],
        SessionAffinity = service.Spec?.SessionAffinity,
        AffinitySeconds = service.Spec?.SessionAffinityConfig?.ClientIP?.TimeoutSeconds,
        InternalTrafficPolicy = service.Spec?.InternalTrafficPolicy,
        ExternalTrafficPolicy = service.Spec?.ExternalTrafficPolicy,
        IsForeign = service.Metadata?.Labels?.ContainsKey(KubeService.ProxyNameLabel) == true,
    });

    private static KubeEndpointSlice? Slice(V1EndpointSlice slice) => KubeRules.Slice(
        slice.Metadata?.NamespaceProperty ?? "default",
        slice.Metadata?.Labels?.TryGetValue(KubeEndpointSlice.ServiceNameLabel, out var name) == true ? name : null,
        slice.AddressType,
        (slice.Ports ?? []).Select(port => new KubePortText(port.Name, port.Protocol, port.Port, null)),
        (slice.Endpoints ?? []).Select(endpoint => new KubeEndpointText(
            endpoint.Addresses?.FirstOrDefault(), endpoint.Conditions?.Ready, endpoint.Conditions?.Serving, endpoint.Conditions?.Terminating, endpoint.NodeName,
            endpoint.Hints?.ForZones is { Count: > 0 } || endpoint.Hints?.ForNodes is { Count: > 0 })));

    private static Connection Connect(ImmutableArray<string> files, string? context, TimeSpan timeout)
    {
        var named = string.Join(", ", files);
        try
        {
            var config = files.IsEmpty
                ? KubernetesClientConfiguration.InClusterConfig()
                : KubernetesClientConfiguration.BuildConfigFromConfigObject(Choose(files, context, out var chosen), chosen);
            config.HttpClientTimeout = timeout;
            return new Connection(new k8s.Kubernetes(config), SafeHost(config.Host));
        }
        catch (YamlException error)
        {
            throw Invalid($"{named}:{error.Start.Line}:{error.Start.Column}: this is no kubeconfig", error);
        }
        catch (KubeConfigException error)
        {
            throw Invalid($"{(named.Length > 0 ? named : "The account of this pod")}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeException("KubeConfigUnreadable", DisplayText.Clean($"The kubeconfig could not be read: {error.Message}"), "", ErrorCategory.ReadError, error);
        }
        catch (Exception error) when (error is FormatException or CryptographicException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // The messages of these may quote what was not understood, which may be a key.
            throw Invalid($"{named}: a certificate, key or address in it is not understood ({error.GetType().Name})", error);
        }
    }

    /// <summary>Of several files, the first that has the context; what a context names stands in its own file.</summary>
    private static K8SConfiguration Choose(ImmutableArray<string> files, string? context, out string? wanted)
    {
        var configurations = files.Select(file => KubernetesClientConfiguration.LoadKubeConfig(file)).ToList();
        var name = context ?? configurations.Select(one => one.CurrentContext).FirstOrDefault(current => !string.IsNullOrEmpty(current));
        wanted = name;
        return configurations.Find(one => one.Contexts?.Any(known => known.Name == name) == true) ?? configurations[0];
    }

    private static KubeException Invalid(string message, Exception error) => new(
        "KubeConfigInvalid", DisplayText.Clean(message), "Try it with: kubectl --kubeconfig FILE config get-contexts. -Context names a context.", ErrorCategory.InvalidData, error);

    // A proxy's user name and password may stand in the address.
    private static string SafeHost(string host) => Uri.TryCreate(host, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "the address in the kubeconfig";

    private static KubeException Explain(Exception error, string host) => error switch
    {
        HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized } => new(
            "KubernetesUnauthorized", $"{host} does not accept the credentials of the kubeconfig (401).", "Log in again, or name another -Context.", ErrorCategory.AuthenticationError, error),
        HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden } http => new(
            "KubernetesForbidden", $"{host} refuses (403): {StatusMessage(http)}", "The account needs 'list' on services and on endpointslices (discovery.k8s.io) in all namespaces.", ErrorCategory.PermissionDenied, error),
        HttpOperationException { Response.StatusCode: HttpStatusCode.NotFound } => new(
            "KubernetesNotFound", $"{host} has no services of v1 or no endpointslices of discovery.k8s.io/v1 (404); they came with Kubernetes 1.21.", "Is it a Kubernetes API server? For older ones, use -KubernetesFile.", ErrorCategory.NotImplemented, error),
        HttpOperationException http => new(
            "KubernetesError", string.Create(CultureInfo.InvariantCulture, $"{host} answered {(int?)http.Response?.StatusCode}: {StatusMessage(http)}"), "", ErrorCategory.InvalidResult, error),
        OperationCanceledException or TimeoutException => new(
            "KubernetesTimedOut", $"{host} did not answer in time.", "Give it more with -KubernetesTimeout.", ErrorCategory.OperationTimeout, error),
        HttpRequestException or IOException => new(
            "KubernetesUnreachable", DisplayText.Clean($"{host} could not be reached: {Innermost(error)}"), "Does kubectl reach it from this machine?", ErrorCategory.ConnectionError, error),
        FormatException or JsonException => new(
            "KubernetesAnswerInvalid", DisplayText.Clean($"The answer of {host} is not understood: {error.Message}"), "", ErrorCategory.InvalidData, error),
        _ => new("KubernetesError", DisplayText.Clean($"{host}: {error.GetType().Name}"), "", ErrorCategory.NotSpecified, error),
    };

    private static string Innermost(Exception error) => error.GetBaseException().Message;

    // The message of the API's Status object; a body that is none is not shown.
    private static string StatusMessage(HttpOperationException error)
    {
        try
        {
            using var status = JsonDocument.Parse(error.Response?.Content ?? "");
            return status.RootElement.TryGetProperty("message", out var message) ? DisplayText.Excerpt(message.ToString(), 300) : "no reason given";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return "no reason given";
        }
    }

    // A class, not a tuple: the runtime loads the types within a tuple together with whoever has one.
    private sealed class Connection(IKubernetes client, string host)
    {
        public IKubernetes Client => client;

        public string Host => host;
    }
}
