using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the connections to a server depend on.</summary>
internal sealed record WebClientSettings(
    CookieContainer Cookies,
    ICredentials? Credentials,
    X509CertificateCollection Certificates,
    IWebProxy? Proxy,
    bool NoProxy,
    bool SkipCertificateCheck,
    WebSslProtocol Tls,
    UnixDomainSocketEndPoint? UnixSocket,
    TimeSpan Timeout)
{
    /// <summary>A client; redirections are the caller's affair.</summary>
    public HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            CookieContainer = Cookies,
            Credentials = Credentials,
            UseProxy = !NoProxy && UnixSocket is null,
            Proxy = Proxy,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = (SslProtocols)Tls,
                ClientCertificates = Certificates.Count > 0 ? Certificates : null,
            },
        };
#pragma warning disable CA5359 // The user asked for it, by name.
        if (SkipCertificateCheck)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (UnixSocket is { } socket)
            handler.ConnectCallback = (_, stop) => ConnectAsync(socket, stop);
        return new HttpClient(handler) { Timeout = Timeout };
    }

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint endPoint, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.IP);
        try
        {
            await socket.ConnectAsync(endPoint, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
