using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Starts a job that runs in a thread of this process: lighter than a process, and its objects stay as they are.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ThreadJob")]
[OutputType(typeof(ThreadJob))]
public sealed class StartThreadJobCommand : PSCmdlet, IDisposable
{
    private const string OfScriptBlock = "ScriptBlock";
    private const string OfFile = "FilePath";

    private ThreadJob? _job;

    /// <summary>What to run.</summary>
    [Parameter(ParameterSetName = OfScriptBlock, Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The script file to run.</summary>
    [Parameter(ParameterSetName = OfFile, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? FilePath { get; set; }

    /// <summary>The name of the job.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>What to run before, in the same runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? InitializationScript { get; set; }

    /// <summary>Input for the script, which has it as $input.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The arguments of the script.</summary>
    [Parameter]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>How many thread jobs of the session run at a time, from now on; 5 unless it was ever given.</summary>
    [Parameter]
    [ValidateRange(1, 1000000)]
    public int ThrottleLimit { get; set; }

    /// <summary>The host that shows what the job writes to the screen, such as $Host.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSHost? StreamingHost { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var queue = ThreadJobQueue.Of(JobRepository);
        if (ThrottleLimit > 0)
            queue.Limit(ThrottleLimit);
        var script = ScriptBlock?.Ast ?? ParseFile(FilePath!);
        _job = new ThreadJob(Name, new ThreadJobScript(
            ScriptBlock?.ToString() ?? script.ToString(),
            ArgumentList,
            UsingExpressions.ValuesIn(script, SessionState),
            InitializationScript?.ToString(),
            CurrentProviderLocation("FileSystem").ProviderPath,
            SessionState.LanguageMode,
            StreamingHost), queue);
        JobManager.NewJob(ThreadJobSourceAdapter.Announcement(_job));
        _job.StartJob();
        WriteObject(_job);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _job!.Feed(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _job!.EndInput();

    /// <summary>Ends the job's input also where the pipeline broke off. The job itself lives on.</summary>
    public void Dispose() => _job?.EndInput();

    private ScriptBlockAst ParseFile(string path)
    {
        var file = DataFile.Resolve(this, path, literal: false);
        if (!File.Exists(file))
            ThrowTerminatingError(new ErrorRecord(new ItemNotFoundException($"Cannot find path '{file}' because it does not exist."),
                "PathNotFound", ErrorCategory.ObjectNotFound, file));
        var script = Parser.ParseFile(file, out _, out var errors);
        if (errors.Length > 0)
            ThrowTerminatingError(new ErrorRecord(new ParseException(errors), "ThreadJobFileNotParsed",
                ErrorCategory.ParserError, path));
        return script;
    }
}
