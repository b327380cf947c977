using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Sees every message of a connection just before SSH.NET handles it, on the thread that receives. SSH.NET has no event for
/// that, but its trace log is written at exactly this point. It gives what reading two streams without polling needs: a
/// wake-up when something is about to come; and what bounded memory needs: holding up the receiving thread, and with it the
/// TCP window, while the reader is behind.
/// </summary>
internal sealed class SshTraffic : ILoggerFactory, ILogger
{
    private const string SessionCategory = "Renci.SshNet.Session";
    private const string ReceivedTemplate = "[{SessionId}] Received message";
    private volatile Action<string>? _listener;

    /// <summary>Who is told the name of each message (such as <c>SSH_MSG_CHANNEL_DATA</c>) before it is handled; null for nobody.</summary>
    public Action<string>? Listener
    {
        get => _listener;
        set => _listener = value;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => categoryName == SessionCategory ? this : NullLogger.Instance;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Trace && _listener is not null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Trace && _listener is { } listener
            && state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 2 } values
            && values[^1].Value is string template && template.StartsWith(ReceivedTemplate, StringComparison.Ordinal)
            && values[1].Value is string name)
            listener(name);
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <summary>Not used: there is one consumer, and it is this.</summary>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <summary>Nothing to free.</summary>
    public void Dispose()
    {
    }
}
