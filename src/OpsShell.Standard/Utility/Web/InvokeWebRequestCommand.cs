using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a web request and writes the answer, with its status and headers.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WebRequest", DefaultParameterSetName = "StandardMethod")]
[OutputType(typeof(BasicHtmlWebResponseObject))]
public class InvokeWebRequestCommand : WebRequestPSCmdlet
{
    /// <inheritdoc/>
    private protected override void Receive(HttpResponseMessage response)
    {
        if (!IsWritten)
        {
            Save(response);
            return;
        }
        var content = new MemoryStream();
        response.CopyTo(content, ReadLimit, PipelineStopToken);
        content.Position = 0;
        var type = response.Content.Headers.ContentType?.MediaType;
        WriteObject(type is null || WebReading.IsText(type)
            ? new BasicHtmlWebResponseObject(response, content)
            : new WebResponseObject(response, content));
        Save(response, content);
    }
}
