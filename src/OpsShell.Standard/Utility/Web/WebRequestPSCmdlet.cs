using System.Collections;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that make web requests share: their parameters.</summary>
public abstract partial class WebRequestPSCmdlet : PSCmdlet
{
    private const string Standard = "StandardMethod";
    private const string StandardNoProxy = "StandardMethodNoProxy";
    private const string Custom = "CustomMethod";
    private const string CustomNoProxy = "CustomMethodNoProxy";

    /// <summary>Accepted for scripts of old versions; pages are never run.</summary>
    [Parameter(DontShow = true)]
    public virtual SwitchParameter UseBasicParsing { get; set; } = true;

    /// <summary>The address; http is meant where no scheme is given.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public virtual Uri? Uri { get; set; }

    /// <summary>The version of HTTP to ask for: 1.0, 1.1, 2.0 or 3.0.</summary>
    [Parameter]
    [HttpVersion]
    [ArgumentCompletions("1.0", "1.1", "2.0", "3.0")]
    public virtual Version? HttpVersion { get; set; }

    /// <summary>A session of former requests, with its cookies and headers.</summary>
    [Parameter]
    public virtual WebRequestSession? WebSession { get; set; }

    /// <summary>The variable that takes the session, for further requests.</summary>
    [Parameter]
    [Alias("SV")]
    public virtual string? SessionVariable { get; set; }

    /// <summary>Lets credentials and tokens go over plain http.</summary>
    [Parameter]
    public virtual SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>How the request says who makes it.</summary>
    [Parameter]
    public virtual WebAuthenticationType Authentication { get; set; } = WebAuthenticationType.None;

    /// <summary>The name and password.</summary>
    [Parameter]
    [Credential]
    public virtual PSCredential? Credential { get; set; }

    /// <summary>Uses the credentials of the user who runs this.</summary>
    [Parameter]
    public virtual SwitchParameter UseDefaultCredentials { get; set; }

    /// <summary>The thumbprint of a client certificate in the user's store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? CertificateThumbprint { get; set; }

    /// <summary>The client certificate.</summary>
    [Parameter]
    [ValidateNotNull]
    public virtual X509Certificate? Certificate { get; set; }

    /// <summary>Trusts any certificate of the server. Anybody on the way can then read and change what is sent.</summary>
    [Parameter]
    public virtual SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The versions of TLS that may be used; what the system allows unless given.</summary>
    [Parameter]
    public virtual WebSslProtocol SslProtocol { get; set; } = WebSslProtocol.Default;

    /// <summary>The token of bearer authentication.</summary>
    [Parameter]
    public virtual SecureString? Token { get; set; }

    /// <summary>The User-Agent header.</summary>
    [Parameter]
    public virtual string? UserAgent { get; set; }

    /// <summary>Closes the connection after the request.</summary>
    [Parameter]
    public virtual SwitchParameter DisableKeepAlive { get; set; }

    /// <summary>The longest time, in seconds, until the answer starts to come; 0 for no limit.</summary>
    [Alias("TimeoutSec")]
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public virtual int ConnectionTimeoutSeconds { get; set; }

    /// <summary>The longest time, in seconds, between two pieces of the answer; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public virtual int OperationTimeoutSeconds { get; set; }

    /// <summary>The headers.</summary>
    [Parameter]
    public virtual IDictionary? Headers { get; set; }

    /// <summary>Sends headers as they are, also those that break the rules.</summary>
    [Parameter]
    public virtual SwitchParameter SkipHeaderValidation { get; set; }

    /// <summary>Follows a redirection from https to http.</summary>
    [Parameter]
    public virtual SwitchParameter AllowInsecureRedirect { get; set; }

    /// <summary>How many redirections are followed; as many as come unless given.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public virtual int MaximumRedirection { get; set; } = -1;

    /// <summary>How often the request is repeated after a status of 304 or from 400 on.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public virtual int MaximumRetryCount { get; set; }

    /// <summary>Sends the Authorization header to where a redirection leads, too.</summary>
    [Parameter]
    public virtual SwitchParameter PreserveAuthorizationOnRedirect { get; set; }

    /// <summary>The seconds between the repetitions; a Retry-After header with status 429 goes before it.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public virtual int RetryIntervalSec { get; set; } = 5;

    /// <summary>The HTTP method; GET unless given.</summary>
    [Parameter(ParameterSetName = Standard)]
    [Parameter(ParameterSetName = StandardNoProxy)]
    public virtual WebRequestMethod Method { get; set; } = WebRequestMethod.Default;

    /// <summary>An HTTP method that has no name of its own here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Custom)]
    [Parameter(Mandatory = true, ParameterSetName = CustomNoProxy)]
    [Alias("CM")]
    [ValidateNotNullOrEmpty]
    public virtual string? CustomMethod { get; set; }

    /// <summary>Keeps the method where a redirection leads, instead of GET.</summary>
    [Parameter]
    public virtual SwitchParameter PreserveHttpMethodOnRedirect { get; set; }

    /// <summary>The Unix socket to connect to, whatever the host in the address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual UnixDomainSocketEndPoint? UnixSocket { get; set; }

    /// <summary>The proxy; that of the environment unless given.</summary>
    [Parameter(ParameterSetName = Standard)]
    [Parameter(ParameterSetName = Custom)]
    public virtual Uri? Proxy { get; set; }

    /// <summary>The name and password for the proxy.</summary>
    [Parameter(ParameterSetName = Standard)]
    [Parameter(ParameterSetName = Custom)]
    [Credential]
    public virtual PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credentials of the user who runs this for the proxy.</summary>
    [Parameter(ParameterSetName = Standard)]
    [Parameter(ParameterSetName = Custom)]
    public virtual SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, not even that of the environment.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StandardNoProxy)]
    [Parameter(Mandatory = true, ParameterSetName = CustomNoProxy)]
    public virtual SwitchParameter NoProxy { get; set; }

    /// <summary>What to send: text, bytes, XML, or names and values, which a GET puts into the address.</summary>
    [Parameter(ValueFromPipeline = true)]
    public virtual object? Body { get; set; }

    /// <summary>Fields of a form; a FileInfo is sent as a file.</summary>
    [Parameter]
    public virtual IDictionary? Form { get; set; }

    /// <summary>The media type of what is sent.</summary>
    [Parameter]
    [ArgumentCompletions("application/json", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data",
        "text/plain")]
    public virtual string? ContentType { get; set; }

    /// <summary>The Transfer-Encoding header.</summary>
    [Parameter]
    [ValidateSet("chunked", "compress", "deflate", "gzip", "identity", IgnoreCase = true)]
    public virtual string? TransferEncoding { get; set; }

    /// <summary>A file to send.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? InFile { get; set; }

    /// <summary>Where to save the answer: a file, or a folder in which it is named after the address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? OutFile { get; set; }

    /// <summary>Writes the answer as well as saving it.</summary>
    [Parameter]
    public virtual SwitchParameter PassThru { get; set; }

    /// <summary>Gets only what is missing of a file that was saved in part.</summary>
    [Parameter]
    public virtual SwitchParameter Resume { get; set; }

    /// <summary>Takes an answer of any status, without an error.</summary>
    [Parameter]
    public virtual SwitchParameter SkipHttpErrorCheck { get; set; }
}
