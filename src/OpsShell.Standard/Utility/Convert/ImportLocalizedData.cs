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
        var name = FileName ?? Path.GetFileNameWithoutExtension(ScriptPath());
        // Typed at the prompt, there is no script whose folder it could be.
        var folder = BaseDirectory is null && MyInvocation.ScriptName is { Length: > 0 } script
            ? Path.GetDirectoryName(script)!
            : GetUnresolvedProviderPathFromPSPath(BaseDirectory ?? ".");
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
                $"Cannot find the PowerShell data file '{name}' in directory '{Path.Combine(folder, culture.Name)}', or in any parent "
                + "culture directories."),
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
            throw new PSInvalidOperationException("The FileName parameter was not specified. The FileName parameter is required when "
                + "Import-LocalizedData is not called from a script file.");
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
