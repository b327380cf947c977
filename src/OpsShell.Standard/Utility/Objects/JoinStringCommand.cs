using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

// PowerShell has this one type in a namespace below the others.
namespace Microsoft.PowerShell.Commands.Utility;

/// <summary>Joins objects into one text.</summary>
[Cmdlet(VerbsCommon.Join, "String", DefaultParameterSetName = "default", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(string))]
public sealed class JoinStringCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();
    private CultureInfo _culture = CultureInfo.InvariantCulture;
    private string _between = "";
    private bool _any;

    /// <summary>The property to join, or a script block that gives the text. Default: the objects themselves.</summary>
    [Parameter(Position = 0)]
    public PSPropertyExpression? Property { get; set; }

    /// <summary>What stands between two texts. Default: the value of $OFS, or nothing.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    [ArgumentCompletions("', '", "';'", "'; '", "\"`n\"", "','", "'-'", "' '")]
    public string? Separator { get; set; }

    /// <summary>Text to put before all.</summary>
    [Parameter]
    [Alias("op")]
    public string? OutputPrefix { get; set; }

    /// <summary>Text to put after all.</summary>
    [Parameter]
    [Alias("os")]
    public string? OutputSuffix { get; set; }

    /// <summary>Puts every text in single quotes.</summary>
    [Parameter(ParameterSetName = "SingleQuote")]
    public SwitchParameter SingleQuote { get; set; }

    /// <summary>Puts every text in double quotes.</summary>
    [Parameter(ParameterSetName = "DoubleQuote")]
    public SwitchParameter DoubleQuote { get; set; }

    /// <summary>A format for every value, such as '[{0}]' or '{0:N2}'.</summary>
    [Parameter(ParameterSetName = "Format")]
    [ArgumentCompletions("'[{0}]'", "'{0:N2}'")]
    public string? FormatString { get; set; }

    /// <summary>Formats by the current culture, not the invariant one.</summary>
    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _between = Separator ?? LanguagePrimitives.ConvertTo<string>(GetVariableValue("OFS")) ?? "";
        _text.Append(OutputPrefix);
        if (UseCulture)
            _culture = CultureInfo.CurrentCulture;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject ?? [])
        {
            if (item is null || item == AutomationNull.Value)
                continue;
            if (_any)
                _text.Append(_between);
            _any = true;
            Append(Property is null ? item : Property.GetValues(item, false, true).FirstOrDefault()?.Result);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_text.Append(OutputSuffix).ToString());

    private void Append(object? value)
    {
        if (!string.IsNullOrEmpty(FormatString))
        {
            _text.AppendFormat(_culture, FormatString, value);
            return;
        }
        var quote = SingleQuote ? "'" : DoubleQuote ? "\"" : "";
        _text.Append(quote).Append((string?)LanguagePrimitives.ConvertTo(value, typeof(string), _culture)).Append(quote);
    }
}
