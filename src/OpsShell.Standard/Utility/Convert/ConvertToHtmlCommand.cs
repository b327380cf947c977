using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts objects to an HTML page, or to a table for one.</summary>
[Cmdlet(VerbsData.ConvertTo, "Html", DefaultParameterSetName = InPage, RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(string))]
public sealed class ConvertToHtmlCommand : PSCmdlet
{
    private const string InPage = "Page";

    private List<HtmlColumn> _asked = [];
    private List<HtmlColumn>? _columns;
    private bool _isFirst = true;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The columns: property names, script blocks, or hashtables with Expression, Label, Alignment and Width.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Text after the opening tag of the body.</summary>
    [Parameter(ParameterSetName = InPage, Position = 3)]
    public string[]? Body { get; set; }

    /// <summary>The content of the head; the title is not used then.</summary>
    [Parameter(ParameterSetName = InPage, Position = 1)]
    public string[]? Head { get; set; }

    /// <summary>The title of the page.</summary>
    [Parameter(ParameterSetName = InPage, Position = 2)]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "HTML TABLE";

    /// <summary>Table: a row for each object. List: a row for each property.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("Table", "List")]
    public string As { get; set; } = "Table";

    /// <summary>The address of a style sheet.</summary>
    [Parameter(ParameterSetName = InPage)]
    [Alias("cu", "uri")]
    [ValidateNotNullOrEmpty]
    public Uri? CssUri { get; set; }

    /// <summary>Writes the table alone.</summary>
    [Parameter(ParameterSetName = "Fragment")]
    [ValidateNotNullOrEmpty]
    public SwitchParameter Fragment { get; set; }

    /// <summary>Text after the table.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PostContent { get; set; }

    /// <summary>Text before the table.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PreContent { get; set; }

    /// <summary>Names and contents of meta tags.</summary>
    [Parameter(ParameterSetName = InPage)]
    [ValidateNotNullOrEmpty]
    public Hashtable? Meta { get; set; }

    /// <summary>The character set that the page says to have.</summary>
    [Parameter(ParameterSetName = InPage)]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9]\\w+\\S+[A-Za-z0-9]$")]
    public string? Charset { get; set; }

    /// <summary>Says that the page is XHTML 1.0 Transitional, not Strict.</summary>
    [Parameter(ParameterSetName = InPage)]
    [ValidateNotNullOrEmpty]
    public SwitchParameter Transitional { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (CssUri is not null && string.IsNullOrWhiteSpace(CssUri.OriginalString))
            ThrowTerminatingError(new ErrorRecord(new ArgumentException("-CssUri is empty; give the address of a style sheet."),
                "ArgumentException", ErrorCategory.InvalidArgument, nameof(CssUri)));
        ReadColumns();
        if (!Fragment)
            WriteStartOfPage();
        WriteObject(PreContent ?? [], enumerateCollection: true);
        WriteObject("<table>");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;
        if (As.Equals("List", StringComparison.OrdinalIgnoreCase))
            WriteList(InputObject);
        else
            WriteRow(InputObject);
        _isFirst = false;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteObject("</table>");
        WriteObject(PostContent ?? [], enumerateCollection: true);
        if (!Fragment)
            WriteObject("</body></html>");
    }

    private void ReadColumns()
    {
        try
        {
            _asked = [.. (Property ?? ["*"]).Select(HtmlColumn.From)];
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(new ErrorRecord(e, "DictionaryKeyIllegal", ErrorCategory.InvalidArgument, Property));
        }
    }

    private void WriteStartOfPage()
    {
        var (kind, file) = Transitional ? ("Transitional", "transitional") : ("Strict", "strict");
        WriteObject(
            $"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 {kind}//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-{file}.dtd\">");
        WriteObject("<html xmlns=\"http://www.w3.org/1999/xhtml\">");
        WriteObject("<head>");
        if (Charset is not null)
            WriteObject($"<meta charset=\"{Charset}\">");
        foreach (DictionaryEntry entry in Meta ?? [])
            WriteMeta($"{entry.Key}", $"{entry.Value}");
        WriteObject(Head ?? [$"<title>{Title}</title>"], enumerateCollection: true);
        if (CssUri is not null)
            WriteObject($"<link rel=\"stylesheet\" type=\"text/css\" href=\"{CssUri}\" />");
        WriteObject("</head><body>");
        WriteObject(Body ?? [], enumerateCollection: true);
    }

    private void WriteMeta(string name, string content)
    {
        var lower = name.ToLowerInvariant();
        var attribute = lower is "content-type" or "default-style" or "x-ua-compatible" ? "http-equiv" : "name";
        if (attribute == "name"
            && lower is not ("application-name" or "author" or "description" or "generator" or "keywords" or "viewport"))
            WriteWarning(
                "Accepted meta properties are content-type, default-style, application-name, author, description, generator, "
                + $"keywords, x-ua-compatible, and viewport. The meta pair: {name} and {content} may not function correctly.");
        WriteObject($"<meta {attribute}=\"{name}\" content=\"{content}\">");
    }

    // The columns of a table are those of its first object that has any.
    private void WriteRow(PSObject item)
    {
        if (_columns is null)
        {
            var columns = Resolve(item);
            if (columns.Count == 0)
                return;
            _columns = columns;
            WriteObject(ColumnGroup(columns));
            WriteObject($"<tr>{string.Concat(columns.Select(column => $"<th>{column.Heading}</th>"))}</tr>");
        }
        WriteObject($"<tr>{string.Concat(_columns.Select(column => $"<td>{ValueOf(column, item)}</td>"))}</tr>");
    }

    private void WriteList(PSObject item)
    {
        var columns = Resolve(item);
        if (columns.Count == 0)
            return;
        if (!_isFirst)
            WriteObject("<tr><td><hr></td></tr>");
        foreach (var column in columns)
            WriteObject($"<tr><td>{column.Heading}:</td><td>{ValueOf(column, item)}</td></tr>");
    }

    private List<HtmlColumn> Resolve(PSObject item) => [.. _asked.SelectMany(column => column.Resolve(item))];

    private static string ColumnGroup(List<HtmlColumn> columns)
    {
        var text = new StringBuilder("<colgroup>");
        foreach (var column in columns)
        {
            text.Append("<col");
            if (column.Width is not null)
                text.Append(" width = \"").Append(column.Width).Append('"');
            if (column.Alignment is not null)
                text.Append(" align = \"").Append(column.Alignment).Append('"');
            text.Append("/>");
        }
        return text.Append("</colgroup>").ToString();
    }

    private static string ValueOf(HtmlColumn column, PSObject item) =>
        string.Join(", ", column.Expression.GetValues(item).Select(value => WebUtility.HtmlEncode(TextOf(value.Result))));

    private static string TextOf(object? value)
    {
        try
        {
            return value?.ToString() ?? "";
        }
        // What cannot be shown is an empty cell, not the end of the page.
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            return "";
        }
    }
}
