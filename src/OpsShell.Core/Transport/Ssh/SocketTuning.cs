using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Makes the kernel notice a dead peer. SSH.NET's own keep-alive wants no answer and so notices nothing. Its socket is not
/// public; it is reached by name, checked by a test for the pinned version, and done without should the name be gone.
/// </summary>
internal static class SocketTuning
{
    private const int IdleSeconds = 15, IntervalSeconds = 5, Probes = 3;

    // tcp(7): how long sent data may stay unacknowledged before the connection is given up; the default is about 15 minutes.
    private const int TcpUserTimeoutOption = 18, ProtocolTcp = 6;
    private const int UnacknowledgedMilliseconds = 30_000;

    /// <summary>An idle connection whose peer is gone ends after 30 s, one with data on the way as well.</summary>
    /// <returns>Whether the socket could be reached.</returns>
    public static bool KeepAlive(Session session)
    {
        try
        {
            var socket = SocketOf(session);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(ProtocolTcp, TcpUserTimeoutOption, BitConverter.GetBytes(UnacknowledgedMilliseconds));
            return true;
        }
        catch (Exception error) when (error is MissingFieldException or SocketException or ObjectDisposedException or NullReferenceException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    private static extern ref Socket SocketOf(Session session);
}
