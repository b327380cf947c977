using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <content>The exchange with the server.</content>
public abstract partial class WebRequestPSCmdlet
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private bool _isSaved;

    /// <summary>The file that takes the answer, with its whole path; null if it is not saved.</summary>
    private protected string? SavePath { get; private set; }

    /// <summary>The longest time between two pieces of an answer.</summary>
    private protected TimeSpan ReadLimit => TimeSpan.FromSeconds(OperationTimeoutSeconds);

    /// <summary>Whether the answer goes into the pipeline.</summary>
    private protected bool IsWritten => OutFile is null || PassThru;

    private long SavedLength => SavePath is not null && File.Exists(SavePath) ? new FileInfo(SavePath).Length : 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var address = Uri!.IsAbsoluteUri ? Uri : new Uri($"http://{Uri.OriginalString}");
        CheckParameters(address);
        var session = WebSession ?? new WebRequestSession();
        PrepareSession(session);
        try
        {
            Run(session, WithQuery(address));
        }
        finally
        {
            if (WebSession is null && SessionVariable is null)
                session.Dispose();
        }
    }

    /// <summary>Writes and saves an answer.</summary>
    private protected abstract void Receive(HttpResponseMessage response);

    /// <summary>The address of the next request; null for the end.</summary>
    /// <param name="response">The answer to the last one.</param>
    private protected virtual Uri? Next(HttpResponseMessage response) => null;

    /// <summary>Saves an answer, if it is to be saved.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="content">Its content, where it was read already.</param>
    private protected void Save(HttpResponseMessage response, MemoryStream? content = null)
    {
        if (SavePath is null || _isSaved)
            return;
        var append = Resume && response.StatusCode == HttpStatusCode.PartialContent;
        using var file = DataFile.OpenWrite(this, SavePath, literal: true, append, force: false, noClobber: false);
        if (content is null)
            response.CopyTo(file.Stream, ReadLimit, PipelineStopToken);
        else
            content.WriteTo(file.Stream);
    }

    // What a failed exchange had asked, for the error that tells of it.
    private HttpRequestMessage? _latest;

    private void Run(WebRequestSession session, Uri first)
    {
        for (var address = first; address is not null;)
        {
            SavePath = OutFile is null ? null : PathToSave(address);
            address = Attempt(address, () =>
            {
                using var response = Exchange(session, address);
                CheckStatus(response);
                Receive(response);
                ReportRedirection(session, response);
                return Next(response);
            });
        }
    }

    private Uri? Attempt(Uri address, Func<Uri?> exchange)
    {
        try
        {
            return exchange();
        }
        catch (OperationCanceledException) when (PipelineStopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (OperationCanceledException e)
        {
            Fail(new TimeoutException($"'{address}' did not answer within {ConnectionTimeoutSeconds} seconds.", e),
                "ConnectionTimeoutReached", ErrorCategory.OperationTimeout, address);
        }
        catch (TimeoutException e)
        {
            Fail(e, "OperationTimeoutReached", ErrorCategory.OperationTimeout, address);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Fail(e, "WebCmdletWebResponseException", ErrorCategory.InvalidOperation, (object?)_latest ?? address, e.InnerException?.Message);
        }
        catch (NotSupportedException e)
        {
            Fail(e, "WebCmdletIEDomNotSupportedException", ErrorCategory.NotImplemented, null);
        }
        return null;
    }

    private HttpResponseMessage Exchange(WebRequestSession session, Uri address)
    {
        var client = Client(session);
        var method = CustomMethod is not null ? new HttpMethod(CustomMethod.ToUpperInvariant()) : MethodOf(Method);
        var (redirections, repetitions) = (session.MaximumRedirection, session.MaximumRetryCount);
        var (withBody, withSecrets) = (true, true);
        while (true)
        {
            using var request = NewRequest(session, method, address, withSecrets);
            _latest = request;
            if (withBody)
                Fill(session, request);
            WriteVerbose($"Requested HTTP/{request.Version} {request.Method} {address}");
            var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, PipelineStopToken);
            WriteVerbose($"Received HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}");
            if (redirections != 0 && IsRedirection(response.StatusCode) && response.Headers.Location is { } location)
            {
                redirections--;
                address = Redirected(address, location);
                if (!PreserveHttpMethodOnRedirect && BecomesGet(response.StatusCode, method))
                    (method, withBody) = (HttpMethod.Get, false);
                withSecrets = withSecrets && PreserveAuthorizationOnRedirect;
            }
            else if (repetitions > 0 && (int)response.StatusCode is 304 or (>= 400 and <= 599))
            {
                repetitions--;
                WaitToRepeat(session, response);
            }
            else if (!IsUseless(response))
            {
                return response;
            }
            response.Dispose();
        }
    }

    private Uri Redirected(Uri from, Uri location)
    {
        var target = new Uri(from, location);
        if (!AllowInsecureRedirect && from.Scheme == "https" && target.Scheme == "http")
            Fail(new HttpRequestException(
                $"'{from}' leads to '{target}', which is not encrypted. To follow it, give -AllowInsecureRedirect."),
                "InsecureRedirection", ErrorCategory.InvalidOperation, from);
        return target;
    }

    private void WaitToRepeat(WebRequestSession session, HttpResponseMessage response)
    {
        var seconds = session.RetryIntervalInSeconds;
        if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter?.Delta is { } asked)
            seconds = (int)asked.TotalSeconds;
        WriteVerbose($"Retrying after interval of {seconds} seconds. Status code for previous attempt: {response.StatusCode}");
        PipelineStopToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(seconds));
        PipelineStopToken.ThrowIfCancellationRequested();
    }

    // The saved part is longer than what the server has, or as long: begin anew, or be done.
    private bool IsUseless(HttpResponseMessage response)
    {
        if (!Resume || response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
            return false;
        _isSaved = response.Content.Headers.ContentRange?.Length == SavedLength;
        if (_isSaved)
            return false;
        Resume = false;
        return true;
    }

    private void CheckStatus(HttpResponseMessage response)
    {
        if (SkipHttpErrorCheck || response.IsSuccessStatusCode || _isSaved)
            return;
        var error = new HttpResponseException(
            $"Response status code does not indicate success: {(int)response.StatusCode} ({response.ReasonPhrase}).", response);
        using var content = new MemoryStream();
        response.CopyTo(content, ReadLimit, PipelineStopToken);
        var text = WebReading.Decode(content.ToArray(), response).Text;
        var kept = new ByteArrayContent(content.ToArray());
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            kept.Headers.TryAddWithoutValidation(name, values);
        response.Content = kept;
        Fail(error, "WebCmdletWebResponseException", ErrorCategory.InvalidOperation, response.RequestMessage!,
            text.Length > 0 ? Readable(text, response.Content.Headers.ContentType?.MediaType) : null);
    }

    private void ReportRedirection(WebRequestSession session, HttpResponseMessage response)
    {
        if (session.MaximumRedirection >= 0 && IsRedirection(response.StatusCode))
            WriteError(new ErrorRecord(new InvalidOperationException(
                "The maximum redirection count has been exceeded. To increase the number of redirections allowed, "
                + "supply a higher value to the -MaximumRedirection parameter."),
                "MaximumRedirectExceeded", ErrorCategory.InvalidOperation, response.RequestMessage));
    }

    private Uri WithQuery(Uri address)
    {
        if (Body is null
            || Method is not (WebRequestMethod.Default or WebRequestMethod.Get)
            || CustomMethod is not (null or "GET"))
            return address;
        if ((Body is PSObject wrapped ? wrapped.BaseObject : Body) is not IDictionary fields)
            return address;
        Body = null;
        var builder = new UriBuilder(address);
        var query = builder.Query.TrimStart('?');
        builder.Query = query.Length > 0 ? $"{query}&{WebContent.FormText(fields)}" : WebContent.FormText(fields);
        return builder.Uri;
    }

    private string PathToSave(Uri address)
    {
        var path = GetUnresolvedProviderPathFromPSPath(OutFile!);
        var name = Path.GetFileName(System.Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/')));
        return Directory.Exists(path) ? Path.Combine(path, name) : path;
    }

    private void Fail(Exception exception, string id, ErrorCategory category, object? target, string? details = null)
    {
        var error = new ErrorRecord(exception, id, category, target);
        if (!string.IsNullOrEmpty(details))
            error.ErrorDetails = new ErrorDetails(details);
        ThrowTerminatingError(error);
    }

    private static string Readable(string text, string? mediaType)
    {
        try
        {
            if (WebReading.IsJson(mediaType))
                return Environment.NewLine + JsonNode.Parse(text)!.ToJsonString(_indented);
        }
        catch (JsonException)
        {
            // A broken answer is shown as it came.
        }
        return WebReading.IsXml(mediaType) ? text : Regex.Replace(text, "<[^>]*>", "");
    }

    private static HttpMethod MethodOf(WebRequestMethod method) =>
        method is WebRequestMethod.Default ? HttpMethod.Get : HttpMethod.Parse(method.ToString().ToUpperInvariant());

    private static bool IsRedirection(HttpStatusCode status) => (int)status is 300 or 301 or 302 or 303 or 307 or 308;

    private static bool BecomesGet(HttpStatusCode status, HttpMethod method) =>
        (int)status is 303
            ? method != HttpMethod.Get && method != HttpMethod.Head
            : (int)status is 300 or 301 or 302 && method == HttpMethod.Post;
}
