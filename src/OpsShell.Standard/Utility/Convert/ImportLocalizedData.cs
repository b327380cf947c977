using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the texts of a script in the user's language, from a .psd1 file in a folder named after the culture.</summary>
[Cmdlet(VerbsData.Import, "LocalizedData")]
public sealed class ImportLocalizedData : PSCmdlet
{
    /// <summary>The variable that takes the texts; without it they are the output.</summary>
    [Parameter(Position = 0)]
    [Alias("Variable")]
    [ValidateNotNullOrEmpty]
    public string? BindingVariable { get; set; }

    /// <summary>The culture; that of the user unless given. Its parents are tried after it.</summary>
    [Parameter(Position = 1)]
    public string? UICulture { get; set; }

    /// <summary>The folder that has the folders of the cultures; that of the script unless given.</summary>
    [Parameter]
    public string? BaseDirectory { get; set; }

    /// <summary>The name of the file, with or without .psd1; that of the script unless given.</summary>
    [Parameter]
    public string? FileName { get; set; }

    /// <summary>The commands that the file may run, beside ConvertFrom-StringData.</summary>
    [Parameter]
    public string[] SupportedCommand { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (FindFile() is not { } file || Load(file) is not { } data)
            return;
        if (BindingVariable is null)
            WriteObject(data);
        else
            SessionState.PSVariable.Set(BindingVariable, data);
    }

    private string? FindFile()
    {
        var folder = BaseDirectory is null ? Path.GetDirectoryName(ScriptPath())!
            : GetUnresolvedProviderPathFromPSPath(BaseDirectory);
        var name = FileName ?? Path.GetFileNameWithoutExtension(ScriptPath());
        if (!name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase))
            name += ".psd1";
        var culture = FindCulture();
        for (var tried = culture; tried.Name.Length > 0; tried = tried.Parent)
        {
            var file = Path.Combine(folder, tried.Name, name);
            if (File.Exists(file))
                return file;
        }
        var neutral = Path.Combine(folder, name);
        if (File.Exists(neutral))
            return neutral;
        WriteError(new ErrorRecord(
            new PSInvalidOperationException(
                $"Cannot find the data file '{name}' for the culture '{culture.Name}' or its parents in '{folder}'."),
            "ImportLocalizedData", ErrorCategory.ObjectNotFound, Path.Combine(folder, culture.Name, name)));
        return null;
    }

    private CultureInfo FindCulture()
    {
        try
        {
            return UICulture is null ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo(UICulture);
        }
        catch (ArgumentException)
        {
            throw new PSArgumentException($"There is no culture '{UICulture}'; give a name such as en-US or zh-CN.",
                nameof(UICulture));
        }
    }

    private string ScriptPath()
    {
        if (string.IsNullOrEmpty(MyInvocation.ScriptName))
            ThrowTerminatingError(new ErrorRecord(
                new PSInvalidOperationException(
                    "Outside of a script file there is no folder and no name to go by: give -BaseDirectory and -FileName."),
                "ImportLocalizedData", ErrorCategory.InvalidOperation, null));
        return MyInvocation.ScriptName;
    }

    private object? Load(string file)
    {
        try
        {
            var script = InvokeCommand.NewScriptBlock(File.ReadAllText(file));
            script.CheckRestrictedLanguage([.. SupportedCommand, "ConvertFrom-StringData"], [], allowEnvironmentVariables: false);
            var output = script.Invoke();
            return output.Count == 1 ? output[0] : output;
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException or IOException
            or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(new PSInvalidOperationException($"The data file '{file}' cannot be loaded: {e.Message}",
                e),
                "ImportLocalizedData", ErrorCategory.OpenError, file));
            return null;
        }
    }
}
