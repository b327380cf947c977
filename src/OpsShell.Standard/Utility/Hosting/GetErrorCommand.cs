using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows errors with everything that is known of them: the newest ones, or those given.</summary>
[Cmdlet(VerbsCommon.Get, "Error", DefaultParameterSetName = NewestSet,
    HelpUri = "https://go.microsoft.com/fwlink/?linkid=2241804")]
[OutputType(RecordType + Extended, ExceptionType + Extended)]
public sealed class GetErrorCommand : PSCmdlet
{
    private const string ErrorSet = "Error";
    private const string NewestSet = "Newest";
    private const string RecordType = "System.Management.Automation.ErrorRecord";
    private const string ExceptionType = "System.Exception";
    private const string Extended = "#PSExtendedError";

    private static readonly MethodInfo s_ownWrapper = typeof(PSObject).GetMethod(
        "AsPSObject", BindingFlags.Static | BindingFlags.NonPublic, [typeof(object), typeof(bool)])!;

    /// <summary>An error record or an exception.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ErrorSet)]
    [ValidateNotNullOrEmpty]
    public PSObject? InputObject { get; set; }

    /// <summary>How many of the last errors of the session, newest first.</summary>
    [Parameter(ParameterSetName = NewestSet)]
    [Alias("Last")]
    [ValidateRange(1, int.MaxValue)]
    public int Newest { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var errors = Errors().ToList();
        for (var i = 0; i < errors.Count; i++)
        {
            var shown = InDetail(errors[i]);
            if (errors.Count > 1)
                shown.Properties.Add(new PSNoteProperty("PSErrorIndex", i));
            WriteObject(shown);
        }
    }

    private IEnumerable<object> Errors()
    {
        if (InputObject is not null)
            return InputObject.BaseObject is Exception or ErrorRecord ? [InputObject] : [];
        return GetVariableValue("global:Error") is ArrayList errors ? errors.Cast<object>().Take(Newest) : [];
    }

    /// <summary>Under a type name that has the detailed view; the usual one would be found first and is short.</summary>
    private static PSObject InDetail(object error)
    {
        var shown = (PSObject)s_ownWrapper.Invoke(null, [error, true])!;
        foreach (var name in (string[])[RecordType, ExceptionType])
        {
            if (!shown.TypeNames.Contains(name))
                continue;
            shown.TypeNames.Insert(0, name + Extended);
            shown.TypeNames.Remove(name);
        }
        return shown;
    }
}
