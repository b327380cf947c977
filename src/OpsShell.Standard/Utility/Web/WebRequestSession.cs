using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>What requests to a server share: cookies, headers, credentials, and the open connections.</summary>
public sealed class WebRequestSession : IDisposable
{
    private WebClientSettings? _settings;
    private HttpClient? _client;

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cookies that the server gave, or that are to be sent.</summary>
    public CookieContainer Cookies { get; set; } = new();

    /// <summary>Whether the server may have the credentials of the user who runs this.</summary>
    public bool UseDefaultCredentials { get; set; }

    /// <summary>The credentials for a server that asks for them.</summary>
    public ICredentials? Credentials { get; set; }

    /// <summary>The client certificates.</summary>
    public X509CertificateCollection Certificates { get; set; } = [];

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; set; } = PSUserAgent.Own;

    /// <summary>The proxy; null for that of the environment.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>How many redirections are followed; below 0 for as many as come.</summary>
    public int MaximumRedirection { get; set; } = -1;

    /// <summary>How often a request is repeated that failed.</summary>
    public int MaximumRetryCount { get; set; }

    /// <summary>The seconds between the repetitions.</summary>
    public int RetryIntervalInSeconds { get; set; }

    /// <summary>
    /// The client for requests of these settings; its connections are used again as long as they stay the same.
    /// </summary>
    internal HttpClient Client(WebClientSettings settings)
    {
        if (_client is not null && settings == _settings)
            return _client;
        _client?.Dispose();
        _settings = settings;
        return _client = settings.NewClient();
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();
}
