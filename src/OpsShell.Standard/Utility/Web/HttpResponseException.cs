namespace Microsoft.PowerShell.Commands;

/// <summary>A server answered with a status that is not success.</summary>
/// <param name="message">What it answered.</param>
/// <param name="response">The whole answer.</param>
public sealed class HttpResponseException(string message, HttpResponseMessage response)
    : HttpRequestException(message, inner: null, response.StatusCode)
{
    /// <summary>The whole answer.</summary>
    public HttpResponseMessage Response { get; } = response;
}
