using System.Text;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Core.Transport;

/// <summary>Takes the output of a user's command: kept up to the limit, and passed on as it comes.</summary>
internal sealed class CommandReceiver : IExecOutput, IDisposable
{
    private readonly byte[] _refusal;
    private readonly MarkedStream.Forward? _forwardOutput;
    private readonly MarkedStream.Forward? _forwardError;
    private readonly MarkedStream _output;
    private readonly MarkedStream _error;

    /// <summary>Makes one.</summary>
    /// <param name="limit">Bytes kept of each stream.</param>
    /// <param name="sink">Gets the bytes as they come; may be null.</param>
    /// <param name="token">The token of the script.</param>
    public CommandReceiver(int limit, ICommandSink? sink, string token)
    {
        _refusal = Encoding.ASCII.GetBytes($"{token} {CommandScript.RefusedWord}\n");
        _output = new MarkedStream(Encoding.ASCII.GetBytes(CommandScript.BeginMark(token)), limit);
        _error = new MarkedStream(Encoding.ASCII.GetBytes(CommandScript.BeginErrorMark(token)), limit);
        if (sink is not null)
            (_forwardOutput, _forwardError) = (sink.Output, sink.Error);
    }

    /// <summary>Standard output.</summary>
    public BoundedBuffer Output => _output.Content;

    /// <summary>Standard error.</summary>
    public BoundedBuffer Errors => _error.Content;

    /// <summary>Set when the script has begun, and so can be given the command's standard input.</summary>
    public ManualResetEventSlim Ready { get; } = new();

    /// <summary>Whether the command has started.</summary>
    public bool Began => _output.Began;

    /// <summary>Throws when the command did not run at all: no sh started, or sudo refused.</summary>
    public void ThrowIfNotRun()
    {
        var preface = _output.Preface.Span;
        if (preface.IndexOf(_refusal) is var at and >= 0)
            throw BecomeRefused(ProbeText.Decode(preface[(at + _refusal.Length)..]));
        if (!_output.Began)
            throw ShellFailure.NotStarted(preface, _error.Preface.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => Ready.Dispose();

    bool IExecOutput.Output(ReadOnlySpan<byte> bytes)
    {
        var wanted = _output.Append(bytes, _forwardOutput);
        if (_output.Began && !Ready.IsSet)
            Ready.Set();
        return wanted;
    }

    bool IExecOutput.Error(ReadOnlySpan<byte> bytes) => _error.Append(bytes, _forwardError);

    private static NodeException BecomeRefused(string said) => said.Contains("not found", StringComparison.Ordinal)
        ? new(NodeErrorId.BecomeFailed, $"The node has no sudo: {DisplayText.Excerpt(said, 200)}", "Install sudo there, or log in as root.")
        : new(NodeErrorId.BecomeFailed, $"sudo refused: {DisplayText.Excerpt(said, 200)}", "Allow the login user in sudoers, or give the password with -BecomeCredential.");
}
