using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an error record of its parameters and writes it.</summary>
public class WriteOrThrowErrorCommand : PSCmdlet
{
    /// <summary>The exception behind the error.</summary>
    [Parameter(Position = 0, ParameterSetName = "WithException", Mandatory = true)]
    public Exception? Exception { get; set; }

    /// <summary>The text of the error.</summary>
    [Parameter(Position = 0, ParameterSetName = "NoException", Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "WithException")]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }

    /// <summary>An error record to write again.</summary>
    [Parameter(Position = 0, ParameterSetName = "ErrorRecord", Mandatory = true)]
    public ErrorRecord? ErrorRecord { get; set; }

    /// <summary>The kind of error.</summary>
    [Parameter(ParameterSetName = "NoException")]
    [Parameter(ParameterSetName = "WithException")]
    public ErrorCategory Category { get; set; } = ErrorCategory.NotSpecified;

    /// <summary>The id by which scripts know the error; the type of the exception by default.</summary>
    [Parameter(ParameterSetName = "NoException")]
    [Parameter(ParameterSetName = "WithException")]
    public string? ErrorId { get; set; }

    /// <summary>The object that was worked on.</summary>
    [Parameter(ParameterSetName = "NoException")]
    [Parameter(ParameterSetName = "WithException")]
    public object? TargetObject { get; set; }

    /// <summary>What the user can do about it.</summary>
    [Parameter]
    public string? RecommendedAction { get; set; }

    /// <summary>What was being done.</summary>
    [Parameter]
    [Alias("Activity")]
    public string? CategoryActivity { get; set; }

    /// <summary>Why it failed; the type of the exception by default.</summary>
    [Parameter]
    [Alias("Reason")]
    public string? CategoryReason { get; set; }

    /// <summary>The name of the object that was worked on.</summary>
    [Parameter]
    [Alias("TargetName")]
    public string? CategoryTargetName { get; set; }

    /// <summary>The type of the object that was worked on.</summary>
    [Parameter]
    [Alias("TargetType")]
    public string? CategoryTargetType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var error = ErrorRecord is null ? NewRecord() : new ErrorRecord(ErrorRecord, null);
        if (RecommendedAction is { Length: > 0 })
        {
            error.ErrorDetails ??= new ErrorDetails(error.ToString());
            error.ErrorDetails.RecommendedAction = RecommendedAction;
        }
        Describe(error.CategoryInfo);
        if (this.MarkAsCallers(error))
            error.CategoryInfo.Activity = CategoryActivity is { Length: > 0 } ? CategoryActivity : "Write-Error";
        WriteError(error);
    }

    private ErrorRecord NewRecord()
    {
        var exception = Exception ?? new WriteErrorException(Message);
        var id = string.IsNullOrEmpty(ErrorId) ? exception.GetType().FullName : ErrorId;
        var error = new ErrorRecord(exception, id, Category, TargetObject);
        if (Exception is not null && !string.IsNullOrEmpty(Message))
            error.ErrorDetails = new ErrorDetails(Message);
        return error;
    }

    private void Describe(ErrorCategoryInfo category)
    {
        if (CategoryActivity is { Length: > 0 })
            category.Activity = CategoryActivity;
        if (CategoryReason is { Length: > 0 })
            category.Reason = CategoryReason;
        if (CategoryTargetName is { Length: > 0 })
            category.TargetName = CategoryTargetName;
        if (CategoryTargetType is { Length: > 0 })
            category.TargetType = CategoryTargetType;
    }
}
