using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <content>The session and the requests.</content>
public abstract partial class WebRequestPSCmdlet
{
    private void PrepareSession(WebRequestSession session)
    {
        if (SessionVariable is not null)
            SessionState.PSVariable.Set(SessionVariable, session);
        PrepareCredentials(session);
        if (Certificate is not null)
            session.Certificates.Add(Certificate);
        if (CertificateThumbprint is not null)
            session.Certificates.AddRange(FindCertificates(CertificateThumbprint));
        session.UserAgent = UserAgent ?? session.UserAgent;
        if (Proxy is not null)
            session.Proxy = new WebProxy(Proxy)
            {
                UseDefaultCredentials = ProxyUseDefaultCredentials,
                Credentials = ProxyCredential?.GetNetworkCredential(),
            };
        if (MaximumRedirection > -1)
            session.MaximumRedirection = MaximumRedirection;
        if (MaximumRetryCount > 0)
        {
            session.MaximumRetryCount = MaximumRetryCount;
            session.RetryIntervalInSeconds = RetryIntervalSec;
        }
        foreach (DictionaryEntry header in Headers ?? new Hashtable())
        {
            if (header.Value is not null)
                session.Headers[$"{header.Key}"] = Convert.ToString(header.Value, CultureInfo.InvariantCulture)!;
        }
    }

    private void PrepareCredentials(WebRequestSession session)
    {
        switch (Authentication)
        {
            case WebAuthenticationType.Basic:
                var pair = $"{Credential!.UserName}:{SecureText.Reveal(Credential.Password)}";
                session.Headers["Authorization"] = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
                break;
            case WebAuthenticationType.Bearer or WebAuthenticationType.OAuth:
                session.Headers["Authorization"] = $"Bearer {SecureText.Reveal(Token!)}";
                break;
            default:
                if (Credential is not null)
                    session.Credentials = Credential.GetNetworkCredential();
                session.UseDefaultCredentials = Credential is null && (UseDefaultCredentials || session.UseDefaultCredentials);
                break;
        }
    }

    private static X509Certificate2Collection FindCertificates(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
        return found.Count > 0 ? found
            : throw new CryptographicException($"No certificate in the user's store has the thumbprint '{thumbprint}'.");
    }

    private HttpClient Client(WebRequestSession session) => session.Client(new WebClientSettings(
        session.Cookies,
        session.UseDefaultCredentials ? CredentialCache.DefaultCredentials : session.Credentials,
        session.Certificates,
        session.Proxy,
        NoProxy,
        SkipCertificateCheck,
        SslProtocol,
        UnixSocket,
        ConnectionTimeoutSeconds > 0 ? TimeSpan.FromSeconds(ConnectionTimeoutSeconds) : Timeout.InfiniteTimeSpan));

    private HttpRequestMessage NewRequest(WebRequestSession session, HttpMethod method, Uri address, bool withSecrets)
    {
        var request = new HttpRequestMessage(method, address);
        if (HttpVersion is not null)
            request.Version = HttpVersion;
        foreach (var (name, value) in session.Headers)
        {
            if (!WebHeaders.IsOfContent(name)
                && (withSecrets || !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
                request.Headers.Put(name, value, SkipHeaderValidation);
        }
        if (!session.Headers.ContainsKey("User-Agent"))
            request.Headers.Put("User-Agent", session.UserAgent, SkipHeaderValidation);
        if (DisableKeepAlive)
            request.Headers.ConnectionClose = true;
        if (TransferEncoding is not null)
        {
            request.Headers.TransferEncodingChunked = true;
            if (!TransferEncoding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                request.Headers.TransferEncoding.Add(new TransferCodingHeaderValue(TransferEncoding));
        }
        if (Resume)
            request.Headers.Range = new RangeHeaderValue(SavedLength, null);
        return request;
    }

    private void Fill(WebRequestSession session, HttpRequestMessage request)
    {
        var headers = session.Headers.Where(header =>
            WebHeaders.IsOfContent(header.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (ContentType is not null)
            headers["Content-Type"] = ContentType;
        else if (Form is null && Body is not MultipartContent && request.Method.Method is "POST" or "PUT")
            headers.TryAdd("Content-Type", "application/x-www-form-urlencoded");
        request.Content = NewContent(headers.GetValueOrDefault("Content-Type"));
        if (request.Content is null)
        {
            if (request.Method == HttpMethod.Get && ContentType is null)
                return;
            request.Content = new ByteArrayContent([]);
        }
        foreach (var (name, value) in headers)
            PutContentHeader(request.Content, name, value);
    }

    private void PutContentHeader(HttpContent content, string name, string value)
    {
        try
        {
            content.Headers.Remove(name);
            content.Headers.Put(name, value, SkipHeaderValidation);
        }
        catch (FormatException e)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ValidationMetadataException(
                    $"'{value}' is no valid {name}; to send it all the same, give -SkipHeaderValidation.", e),
                "WebCmdletContentTypeException", ErrorCategory.InvalidArgument, value));
        }
    }

    private HttpContent? NewContent(string? contentType)
    {
        if (Form is not null)
            return WebContent.OfForm(Form);
        if (Body is not null)
            return WebContent.Of(Body is PSObject wrapped ? wrapped.BaseObject : Body, EncodingOf(contentType));
        return InFile is null ? null : new StreamContent(DataFile.OpenRead(this, InFile, literal: true));
    }

    private static Encoding EncodingOf(string? contentType)
    {
        if (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.CharSet is { Length: > 0 } name)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(name.Trim('"'));
        }
        return FileEncodingAttribute.Default;
    }
}
