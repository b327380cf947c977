using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Microsoft.PowerShell.Commands;

/// <content>The results, by the names that the engine's views go by.</content>
[SuppressMessage("Design", "CA1034", Justification = "The views know the results by these names.")]
public sealed partial class TestConnectionCommand
{
    /// <summary>One ping and its answer.</summary>
    public sealed class PingStatus
    {
        private readonly int _bufferSize;

        internal PingStatus(string source, string destination, string displayAddress, PingReply reply, int bufferSize, uint ping)
        {
            Source = source;
            Destination = destination;
            DisplayAddress = displayAddress;
            Reply = reply;
            _bufferSize = bufferSize;
            Ping = ping;
        }

        /// <summary>The number of the ping, from 1.</summary>
        public uint Ping { get; }

        /// <summary>The host that pings.</summary>
        public string Source { get; }

        /// <summary>The host as it was named.</summary>
        public string Destination { get; }

        /// <summary>The address that was pinged, or its name.</summary>
        public string DisplayAddress { get; }

        /// <summary>The address that answered; null without an answer.</summary>
        public IPAddress? Address => Reply.Status == IPStatus.Success ? Reply.Address : null;

        /// <summary>Milliseconds until the answer.</summary>
        public long Latency => Reply.RoundtripTime;

        /// <summary>How it went.</summary>
        public IPStatus Status => Reply.Status;

        /// <summary>The bytes in the ping.</summary>
        public int BufferSize => Reply.Buffer.Length > 0 ? Reply.Buffer.Length : _bufferSize;

        /// <summary>The answer.</summary>
        public PingReply Reply { get; }
    }

    /// <summary>One try of a TCP port.</summary>
    /// <param name="Id">The number of the try, from 1.</param>
    /// <param name="Source">The host that connects.</param>
    /// <param name="Target">The host as it was named.</param>
    /// <param name="TargetAddress">The address that was connected to.</param>
    /// <param name="Port">The port.</param>
    /// <param name="Latency">Milliseconds until the answer.</param>
    /// <param name="Connected">Whether the port took the connection.</param>
    /// <param name="Status">How it went.</param>
    public sealed record TcpPortStatus(
        int Id, string Source, string Target, IPAddress TargetAddress, int Port, long Latency, bool Connected,
        SocketError Status);
}
