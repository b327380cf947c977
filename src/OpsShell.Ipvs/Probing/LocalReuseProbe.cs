using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Probing;

/// <summary>The probe from this machine, by sockets of this process.</summary>
internal static class LocalReuseProbe
{
    private const int SocketLevel = 1, ReuseAddress = 2, TcpLevel = 6, TcpInfo = 11;
    private const int TotalRetransmitsAt = 100;

    /// <summary>Makes the attempts one after another.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ReuseAnswer Run(ReusePlan plan, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var before = SynRetransmits();
        var attempts = new List<ReuseAttempt>();
        var failures = 0;
        while (attempts.Count < plan.Total && failures < ReusePlan.Failures && Stopwatch.GetElapsedTime(begin) <= plan.Limit)
        {
            if (attempts.Count > 0 && cancellationToken.WaitHandle.WaitOne(plan.Interval))
                break;
            cancellationToken.ThrowIfCancellationRequested();
            var attempt = AttemptAsync(plan, attempts.Count < ReusePlan.Controls ? 0 : plan.LocalPort, cancellationToken).GetAwaiter().GetResult();
            attempts.Add(attempt);
            failures = attempt.Outcome is ReuseOutcome.Connected or ReuseOutcome.Refused ? 0 : failures + 1;
        }
        cancellationToken.ThrowIfCancellationRequested();
        return new ReuseAnswer(
            ".NET", [.. attempts.Take(ReusePlan.Controls)], [.. attempts.Skip(ReusePlan.Controls)], (long?)Samples.Delta(before, SynRetransmits()));
    }

    private static async Task<ReuseAttempt> AttemptAsync(ReusePlan plan, int localPort, CancellationToken cancellationToken)
    {
        using var socket = new Socket(plan.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // SocketOptionName.ReuseAddress would also set SO_REUSEPORT.
        socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        try
        {
            if (localPort != 0)
                socket.Bind(new IPEndPoint(plan.Address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, localPort));
            begin = Stopwatch.GetTimestamp();
            limit.CancelAfter(plan.ConnectLimit);
            await socket.ConnectAsync(new IPEndPoint(plan.Address, plan.Port), limit.Token).ConfigureAwait(false);
            var took = Stopwatch.GetElapsedTime(begin);
            return new ReuseAttempt(took, Retransmits(socket), ReuseOutcome.Connected, await CloseAsync(socket, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReuseAttempt(Stopwatch.GetElapsedTime(begin), null, ReuseOutcome.TimedOut, "-");
        }
        catch (SocketException error)
        {
            var outcome = error.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => ReuseOutcome.Refused,
                SocketError.TimedOut => ReuseOutcome.TimedOut,
                SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable => ReuseOutcome.PortBusy,
                _ => ReuseOutcome.Failed,
            };
            return new ReuseAttempt(Stopwatch.GetElapsedTime(begin), null, outcome, "-");
        }
    }

    /// <summary>Has the server end the connection; a reset where it does not, because a FIN of ours would keep the port for a minute.</summary>
    private static async Task<string> CloseAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReusePlan.CloseLimit);
        var buffer = new byte[64 << 10];
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(ReusePlan.Request), limit.Token).ConfigureAwait(false);
            while (await socket.ReceiveAsync(buffer, limit.Token).ConfigureAwait(false) > 0)
            {
                // Only the end counts.
            }
            return "server";
        }
        catch (OperationCanceledException)
        {
            socket.LingerState = new LingerOption(enable: true, 0);
            return "client";
        }
        catch (SocketException)
        {
            return "reset";
        }
    }

    private static int? Retransmits(Socket socket)
    {
        Span<byte> info = stackalloc byte[TotalRetransmitsAt + sizeof(uint)];
        try
        {
            return socket.GetRawSocketOption(TcpLevel, TcpInfo, info) == info.Length ? (int)BinaryPrimitives.ReadUInt32LittleEndian(info[TotalRetransmitsAt..]) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static ulong? SynRetransmits()
    {
        try
        {
            return ProtocolCounters.Parse(File.ReadAllText("/proc/net/netstat"))["TcpExtTCPSynRetrans"];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
