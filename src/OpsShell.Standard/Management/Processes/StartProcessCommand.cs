using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Starts a program, apart from the pipeline.</summary>
[Cmdlet(VerbsLifecycle.Start, "Process", DefaultParameterSetName = "Default", SupportsShouldProcess = true)]
[OutputType(typeof(Process))]
public sealed class StartProcessCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The program: its name, or a path.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "Path")]
    public string FilePath { get; set; } = "";

    /// <summary>The arguments. They are joined with blanks into one line, so quote within an argument that has blanks.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    [AllowEmptyString]
    public string[]? ArgumentList { get; set; } = [];

    /// <summary>The folder that the program starts in; the current location without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>Runs the program in this terminal, as always on Linux.</summary>
    [Parameter]
    [Alias("nnw")]
    public SwitchParameter NoNewWindow { get; set; }

    /// <summary>Writes the process.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>A file that gets what the program writes as errors.</summary>
    [Parameter]
    [Alias("RSE")]
    [ValidateNotNullOrEmpty]
    public string? RedirectStandardError { get; set; }

    /// <summary>A file that the program reads as its input.</summary>
    [Parameter]
    [Alias("RSI")]
    [ValidateNotNullOrEmpty]
    public string? RedirectStandardInput { get; set; }

    /// <summary>A file that gets what the program writes.</summary>
    [Parameter]
    [Alias("RSO")]
    [ValidateNotNullOrEmpty]
    public string? RedirectStandardOutput { get; set; }

    /// <summary>Waits until the program has ended.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Environment variables that the program gets over those of the session; one that is null is taken away.</summary>
    [Parameter]
    public Hashtable? Environment { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var files = RedirectedFiles();
        if (Refusal(files) is { } refusal)
        {
            WriteError(refusal);
            return;
        }
        var start = StartInfo();
        var target = ArgumentList is null or [] ? start.FileName : $"{start.FileName} {start.Arguments}";
        if (!ShouldProcess(target))
            return;
        using var streams = new RedirectedStreams(files);
        var process = Start(start);
        streams.Attach(process);
        if (PassThru)
            WriteObject(process);
        if (Wait)
            WaitFor(process, streams);
        else
            streams.Detach();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Lets go of the wait.</summary>
    public void Dispose() => _stop.Dispose();

    private ProcessStartInfo StartInfo()
    {
        var isRedirected = RedirectStandardInput ?? RedirectStandardOutput ?? RedirectStandardError;
        var start = new ProcessStartInfo(ProgramOf(FilePath), string.Join(' ', ArgumentList ?? []))
        {
            // What is no program, such as a document or an address, opens with the program for it.
            UseShellExecute = isRedirected is null && Environment is null && !NoNewWindow,
            WorkingDirectory = WorkingFolder(),
            RedirectStandardInput = RedirectStandardInput is not null,
            RedirectStandardOutput = RedirectStandardOutput is not null,
            RedirectStandardError = RedirectStandardError is not null,
        };
        foreach (DictionaryEntry variable in Environment ?? [])
            start.Environment[variable.Key.ToString()!] = variable.Value?.ToString();
        return start;
    }

    private string ProgramOf(string name)
    {
        const CommandTypes Programs = CommandTypes.Application | CommandTypes.ExternalScript;
        return InvokeCommand.GetCommand(name, Programs) switch
        {
            ApplicationInfo program => program.Path,
            ExternalScriptInfo script => script.Path,
            _ => name,
        };
    }

    private string WorkingFolder() => WorkingDirectory is null
        ? SessionState.Path.CurrentFileSystemLocation.ProviderPath
        : GetUnresolvedProviderPathFromPSPath(WorkingDirectory);

    private RedirectedFiles RedirectedFiles() =>
        new(FullPath(RedirectStandardInput), FullPath(RedirectStandardOutput), FullPath(RedirectStandardError));

    /// <summary>Why the parameters cannot be used; null where they can.</summary>
    private ErrorRecord? Refusal(RedirectedFiles files)
    {
        if (files.Input is not null && !File.Exists(files.Input))
            return Refusal(new FileNotFoundException(NotValid($"RedirectStandardInput '{files.Input}'")));
        if (files.SamePair() is var (first, second))
        {
            return Refusal(new InvalidOperationException(
                $"This command cannot be run because \"{first}\" and \"{second}\" are same. Give different inputs and Run your command again."));
        }
        return Directory.Exists(WorkingFolder()) ? null : Refusal(new DirectoryNotFoundException(NotValid(nameof(WorkingDirectory))));
    }

    private static ErrorRecord Refusal(Exception reason) => new(reason, reason.GetType().Name, ErrorCategory.InvalidOperation, null);

    private static string NotValid(string parameter) =>
        $"This command cannot be run because either the parameter \"{parameter}\" has a value that is not valid or cannot be used with this "
        + "command. Give a valid input and Run your command again.";

    private string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw Fail($"This command cannot be run due to the error: {e.Message}", "InvalidOperationException", e);
        }
    }

    private void WaitFor(Process process, RedirectedStreams streams)
    {
        try
        {
            process.WaitForExitAsync(_stop.Token).GetAwaiter().GetResult();
            streams.Finish(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The user has stopped waiting; the program runs on.
        }
    }

    private PipelineStoppedException Fail(string message, string errorId, Exception? cause = null)
    {
        var error = new InvalidOperationException(message, cause);
        ThrowTerminatingError(new ErrorRecord(error, errorId, ErrorCategory.InvalidOperation, null));
        return new PipelineStoppedException();
    }
}
