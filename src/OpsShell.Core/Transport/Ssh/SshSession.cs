using Renci.SshNet;
using Renci.SshNet.Common;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>An authenticated client of SSH.NET with what belongs to it.</summary>
internal sealed class SshSession : IDisposable
{
    private readonly IDisposable? _route;
    private readonly IReadOnlyList<AuthenticationMethod> _methods;
    private volatile Exception? _lost;
    private int _disposed;

    /// <summary>Takes over a connected client.</summary>
    public SshSession(
        SshTarget target, BaseClient client, SshTraffic traffic, SshConnectionInfo info, IReadOnlyList<AuthenticationMethod> methods, IDisposable? route)
    {
        Target = target;
        Client = client;
        Traffic = traffic;
        Info = info;
        _methods = methods;
        _route = route;
        client.ErrorOccurred += OnError;
    }

    /// <summary>What it is connected to.</summary>
    public SshTarget Target { get; }

    /// <summary>SSH.NET's client.</summary>
    public BaseClient Client { get; }

    /// <summary>Its messages.</summary>
    public SshTraffic Traffic { get; }

    /// <summary>What was agreed on.</summary>
    public SshConnectionInfo Info { get; }

    /// <summary>What ended it, when it ended by itself.</summary>
    public Exception? Lost => _lost;

    /// <summary>Called once when it ends, by itself or by <see cref="Dispose"/>.</summary>
    public Action? Ending { get; set; }

    /// <summary>Whether it is still connected.</summary>
    public bool IsAlive => Volatile.Read(ref _disposed) == 0 && _lost is null && Client.IsConnected;

    /// <summary>Ends it without waiting, from a thread that must not block.</summary>
    public void Abort() => new Thread(Dispose, 128 << 10) { IsBackground = true, Name = "ssh abort" }.Start();

    /// <summary>Disconnects. Waits for the receiving thread to end, so whatever holds that up is released first.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Ending?.Invoke();
        Client.Dispose();
        foreach (var method in _methods)
            method.Dispose();
        _route?.Dispose();
    }

    private void OnError(object? sender, ExceptionEventArgs error)
    {
        _lost = error.Exception;
        Ending?.Invoke();
    }
}
