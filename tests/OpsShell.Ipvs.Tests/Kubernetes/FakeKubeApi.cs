using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace OpsShell.Ipvs.Tests.Kubernetes;

/// <summary>A small Kubernetes API over HTTPS on loopback: lists the objects of a file, in pages, to who has the token.</summary>
internal sealed class FakeKubeApi : IDisposable
{
    public const string Token = "secret-token-of-the-test";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private JsonArray _items;

    public FakeKubeApi(string file)
    {
        _items = JsonNode.Parse(File.ReadAllText(file))!["items"]!.AsArray();
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Path and query of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What is answered instead, for the request of this number from 1; null to answer as usual.</summary>
    public Func<int, (int Status, string Body)?> Instead { get; set; } = _ => null;

    /// <summary>Whether requests are taken and never answered.</summary>
    public bool Silent { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A kubeconfig for it.</summary>
    public string KubeConfig(string token = Token) => $"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - name: fake
          cluster:
            server: https://127.0.0.1:{Port}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()))}
        users:
        - name: tester
          user:
            token: {token}
        contexts:
        - name: test
          context: {"{"}cluster: fake, user: tester{"}"}
        """;

    /// <summary>Changes the objects.</summary>
    public void Replace(string old, string replacement)
    {
        var text = _items.ToJsonString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        _items = JsonNode.Parse(text.Replace(old, replacement, StringComparison.Ordinal))!.AsArray();
    }

    /// <summary>Takes no more connections.</summary>
    public void Stop() => _listener.Stop();

    public void Dispose()
    {
        _stop.Cancel();
        Stop();
        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(_certificate);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } request)
            {
                var authorized = false;
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                    authorized |= header.Equals("Authorization: Bearer " + Token, StringComparison.OrdinalIgnoreCase);
                if (Silent)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                var (status, body) = Answer(request.Split(' ')[1], authorized);
                var bytes = Encoding.UTF8.GetBytes(body);
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
                await stream.WriteAsync(bytes, _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The client has gone, or does not trust us.
        }
    }

    private (int Status, string Body) Answer(string target, bool authorized)
    {
        Requests.Enqueue(target);
        if (!authorized)
            return (401, Status("Unauthorized"));
        if (Instead(Requests.Count) is { } instead)
            return instead;
        var uri = new Uri("https://fake" + target);
        var kind = uri.AbsolutePath switch
        {
            "/api/v1/services" => "Service",
            "/apis/discovery.k8s.io/v1/endpointslices" => "EndpointSlice",
            _ => null,
        };
        if (kind is null)
            return (404, Status("the server could not find the requested resource"));
        var query = HttpUtility.ParseQueryString(uri.Query);
        return (200, Page(kind, int.Parse(query["continue"] ?? "0", CultureInfo.InvariantCulture), int.Parse(query["limit"] ?? "1000000", CultureInfo.InvariantCulture)));
    }

    /// <summary>At most ten at a time, whatever is asked for, so that a small cluster has many pages.</summary>
    private string Page(string kind, int from, int limit)
    {
        var all = _items.Where(item => (string?)item!["kind"] == kind).ToList();
        var page = all.Skip(from).Take(Math.Min(limit, 10)).Select(item => item!.DeepClone()).ToArray();
        var metadata = new JsonObject { ["resourceVersion"] = "81000000" };
        if (from + page.Length < all.Count)
            metadata["continue"] = (from + page.Length).ToString(CultureInfo.InvariantCulture);
        return new JsonObject { ["kind"] = kind + "List", ["metadata"] = metadata, ["items"] = new JsonArray(page) }.ToJsonString();
    }

    /// <summary>A Status object of the API.</summary>
    public static string Status(string message) => JsonSerializer.Serialize(new { kind = "Status", apiVersion = "v1", status = "Failure", message });

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fake-kubernetes", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
