using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Export-Csv and ConvertTo-Csv share: the columns are those of the first object.</summary>
public abstract class BaseCsvWritingCommand : PSCmdlet
{
    private IReadOnlyList<string>? _columns;
    private CsvFormatter? _formatter;

    /// <summary>What parts the fields; a comma unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = "Delimiter")]
    [ValidateNotNull]
    public char Delimiter { get; set; }

    /// <summary>Parts the fields by the list separator of the current culture.</summary>
    [Parameter(ParameterSetName = "UseCulture")]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The objects.</summary>
    public abstract PSObject? InputObject { get; set; }

    /// <summary>Starts with a line '#TYPE name' that tells the type of the objects.</summary>
    [Parameter]
    [Alias("ITI")]
    public SwitchParameter IncludeTypeInformation { get; set; }

    /// <summary>Leaves the type out, as is done anyway.</summary>
    [Parameter(DontShow = true)]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; } = true;

    /// <summary>The columns to quote, and no others.</summary>
    [Parameter]
    [Alias("QF")]
    public string[]? QuoteFields { get; set; }

    /// <summary>Which fields are quoted.</summary>
    [Parameter]
    [Alias("UQ")]
    public QuoteKind UseQuotes { get; set; } = QuoteKind.Always;

    /// <summary>Leaves out the line of column names.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>Which fields are quoted.</summary>
    public enum QuoteKind
    {
        /// <summary>None.</summary>
        Never,

        /// <summary>All that are not null.</summary>
        Always,

        /// <summary>Those that hold a delimiter, a quote or a line break.</summary>
        AsNeeded,
    }

    /// <summary>Writes a line to where the cmdlet writes.</summary>
    /// <param name="line">The line, without its end.</param>
    public virtual void WriteCsvLine(string line)
    {
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (IsGiven(nameof(QuoteFields)) && IsGiven(nameof(UseQuotes)))
            Refuse("CannotSpecifyQuoteFieldsAndUseQuotes", "You must specify either the -UseQuotes or -QuoteFields parameters, but not both.");
        if (IsGiven(nameof(IncludeTypeInformation)) && IsGiven(nameof(NoTypeInformation)))
            Refuse("CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
                "You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.");
        Delimiter = CsvDelimiter(Delimiter, UseCulture);
        _formatter = new CsvFormatter(Delimiter, UseQuotes, QuoteFields);
    }

    /// <summary>The delimiter to use: the culture's, the given one or a comma.</summary>
    internal static char CsvDelimiter(char given, bool useCulture) =>
        useCulture ? CultureInfo.CurrentCulture.TextInfo.ListSeparator[0] : given == '\0' ? ',' : given;

    /// <summary>Writes an object, after the header if it is the first one.</summary>
    /// <param name="item">The object.</param>
    /// <param name="existingColumns">The columns of a file that is added to, which has its header; null for a new text.</param>
    private protected void WriteCsvObject(PSObject item, IReadOnlyList<string>? existingColumns = null)
    {
        if (_columns is null)
        {
            _columns = existingColumns ?? CsvFormatter.ColumnsOf(item);
            if (existingColumns is null && !NoHeader)
                WriteCsvHeader(item, _columns);
        }
        WriteCsvRow(_formatter!.Row(item, _columns));
    }

    /// <summary>Writes a line of an object or of names.</summary>
    private protected virtual void WriteCsvRow(string line) => WriteCsvLine(line);

    /// <summary>Ends the cmdlet with an error of contradicting parameters.</summary>
    private protected void Refuse(string id, string message) =>
        ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(message), id, ErrorCategory.InvalidData, null));

    private void WriteCsvHeader(PSObject item, IReadOnlyList<string> columns)
    {
        if (IncludeTypeInformation || (IsGiven(nameof(NoTypeInformation)) && !NoTypeInformation))
            WriteCsvLine(CsvFormatter.TypeLine(item));
        WriteCsvRow(_formatter!.Header(columns));
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
