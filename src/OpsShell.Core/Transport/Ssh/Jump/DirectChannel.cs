using System.Net.Sockets;
using System.Reflection;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// A direct-tcpip channel of SSH.NET, which is not public there. Its public ForwardedPortLocal blocks a thread of the process-wide pool for as long
/// as each connection lasts: a fan-out to a hundred nodes behind one jump host would wait a minute for threads, and starve everybody
/// else. So the channel is reached by name; a test checks the names for the pinned version.
/// </summary>
internal sealed class DirectChannel : IDisposable
{
    private static readonly Type? _sessionType = typeof(BaseClient).Assembly.GetType("Renci.SshNet.ISession");
    private static readonly MethodInfo? _create = _sessionType?.GetMethod("CreateChannelDirectTcpip");
    private static readonly PropertyInfo? _session = typeof(BaseClient).GetProperty("Session", BindingFlags.Instance | BindingFlags.NonPublic);
    private static readonly MethodInfo? _open = _create?.ReturnType.GetMethod("Open");
    private static readonly MethodInfo? _bind = _create?.ReturnType.GetMethod("Bind");
    private readonly object _channel;

    /// <summary>Makes a channel that is not open yet.</summary>
    /// <exception cref="NotSupportedException">This version of SSH.NET is not known.</exception>
    public DirectChannel(BaseClient client)
    {
        if (_session?.GetValue(client) is not { } session || _create?.Invoke(session, null) is not { } channel)
            throw new NotSupportedException("jump hosts need the version of SSH.NET that OpsShell was built with");
        _channel = channel;
    }

    /// <summary>Whether the other side agreed.</summary>
    public bool IsOpen => (bool)(_channel.GetType().GetProperty("IsOpen")?.GetValue(_channel) ?? false);

    /// <summary>Asks for a connection to a host, whose bytes go to and come from a socket.</summary>
    public void Open(string host, int port, IForwardedPort owner, Socket socket) => Invoke(_open!, host, (uint)port, owner, socket);

    /// <summary>Carries bytes until one side ends.</summary>
    public void Carry() => Invoke(_bind!);

    /// <summary>Closes it.</summary>
    public void Dispose() => ((IDisposable)_channel).Dispose();

    private void Invoke(MethodInfo method, params object[] arguments) =>
        method.Invoke(_channel, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
