using System.Management.Automation;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says whether hosts answer: to a ping, or on a TCP port.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Connection", DefaultParameterSetName = "DefaultPing")]
[OutputType(typeof(PingStatus), typeof(TcpPortStatus), typeof(bool))]
public sealed partial class TestConnectionCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Pings, as without it.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    public SwitchParameter Ping { get; set; } = true;

    /// <summary>Tries until stopped.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "RepeatPing")]
    [Parameter(ParameterSetName = "TcpPort")]
    [Alias("Continuous")]
    public SwitchParameter Repeat { get; set; }

    /// <summary>The TCP port to connect to, 1 to 65535.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "TcpPort")]
    [ValidateRange(1, 65535)]
    public int TcpPort { get; set; }

    /// <summary>Uses IPv4 addresses only.</summary>
    [Parameter]
    public SwitchParameter IPv4 { get; set; }

    /// <summary>Uses IPv6 addresses only.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>Shows the host's name for its address.</summary>
    [Parameter]
    public SwitchParameter ResolveDestination { get; set; }

    /// <summary>The name of this host in the results.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    [Parameter(ParameterSetName = "TcpPort")]
    public string Source { get; set; } = Dns.GetHostName();

    /// <summary>How many routers a ping may pass, 1 to 128.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    [ValidateRange(1, 128)]
    [Alias("Ttl", "TimeToLive", "Hops")]
    public int MaxHops { get; set; } = 128;

    /// <summary>How often to try; without it 4 times, a TCP port once. A TCP port is tried more often with -Detailed only.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "TcpPort")]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int Count { get; set; } = 4;

    /// <summary>Seconds between tries.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    [Parameter(ParameterSetName = "TcpPort")]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int Delay { get; set; } = 1;

    /// <summary>The bytes in a ping, 0 to 65500.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    [Alias("Size", "Bytes", "BS")]
    [ValidateRange(0, 65500)]
    public int BufferSize { get; set; } = 32;

    /// <summary>Asks that the ping not be split on its way.</summary>
    [Parameter(ParameterSetName = "DefaultPing")]
    [Parameter(ParameterSetName = "RepeatPing")]
    public SwitchParameter DontFragment { get; set; }

    /// <summary>Gives true or false alone: whether every try was answered.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Seconds to wait for an answer.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>The hosts: names or addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("ComputerName")]
    public string[] TargetName { get; set; } = [];

    /// <summary>Gives the tries of a TCP port one by one, with their times.</summary>
    [Parameter(ParameterSetName = "TcpPort")]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var target in TargetName)
        {
            if (AddressOf(target) is not { } address)
            {
                if (Quiet)
                    WriteObject(false);
            }
            else if (TcpPort > 0)
                TestPort(target, address);
            else
                TestPing(target, address);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Lets go of the wait.</summary>
    public void Dispose() => _stop.Dispose();

    private IPAddress? AddressOf(string target)
    {
        try
        {
            var addresses = IPAddress.TryParse(target, out var literal) ? [literal] : Dns.GetHostAddresses(target);
            return addresses.FirstOrDefault(IsWanted) ?? throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException e)
        {
            if (!Quiet)
                WriteFailure(target, "Cannot resolve the target name.", e);
            return null;
        }
    }

    private bool IsWanted(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !IPv6,
        AddressFamily.InterNetworkV6 => !IPv4,
        _ => false,
    };

    private void TestPing(string target, IPAddress address)
    {
        using var ping = new Ping();
        var isGood = true;
        var count = MyInvocation.BoundParameters.ContainsKey(nameof(Count)) ? Count : 1;
        for (var i = 1; (Repeat || i <= count) && !Stopping; i++)
        {
            if (i > 1)
                WaitDelay();
            if (SendPing(ping, target, address) is not { } reply)
            {
                isGood = false;
                continue;
            }
            if (Quiet)
                isGood &= reply.Status == IPStatus.Success;
            else
                WriteObject(new PingStatus(Source, target, Shown(address), reply, BufferSize, (uint)i));
            if (Quiet && Repeat)
                WriteObject(reply.Status == IPStatus.Success);
        }
        if (Quiet && !Repeat)
            WriteObject(isGood);
    }

    private PingReply? SendPing(Ping ping, string target, IPAddress address)
    {
        try
        {
            var buffer = new byte[BufferSize];
            return ping.Send(address, TimeoutSeconds * 1000, buffer, new PingOptions(MaxHops, DontFragment));
        }
        catch (Exception e) when (e is PingException or PlatformNotSupportedException)
        {
            if (!Quiet)
                WriteFailure(target, e.InnerException?.Message ?? e.Message, e);
            return null;
        }
    }

    private string Shown(IPAddress address)
    {
        if (!ResolveDestination)
            return address.ToString();
        try
        {
            return Dns.GetHostEntry(address).HostName;
        }
        catch (SocketException)
        {
            return address.ToString();
        }
    }

    private void TestPort(string target, IPAddress address)
    {
        if (!Detailed)
        {
            WriteObject(Connect(target, address, 1).Connected);
            return;
        }
        var count = MyInvocation.BoundParameters.ContainsKey(nameof(Count)) ? Count : 1;
        for (var i = 1; (Repeat || i <= count) && !Stopping; i++)
        {
            if (i > 1)
                WaitDelay();
            WriteObject(Connect(target, address, i));
        }
    }

    private TcpPortStatus Connect(string target, IPAddress address, int id)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        var begin = TimeProvider.System.GetTimestamp();
        var result = SocketError.Success;
        try
        {
            socket.ConnectAsync(new IPEndPoint(address, TcpPort), limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (SocketException e)
        {
            result = e.SocketErrorCode;
        }
        catch (OperationCanceledException)
        {
            result = SocketError.TimedOut;
        }
        var latency = (long)TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds;
        var shown = ResolveDestination ? Shown(address) : target;
        return new TcpPortStatus(id, Source, shown, address, TcpPort, latency, result == SocketError.Success, result);
    }

    private void WaitDelay() => _stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(Delay));

    private void WriteFailure(string target, string reason, Exception cause)
    {
        var error = new PingException($"Testing connection to computer '{target}' failed: {reason}", cause);
        WriteError(new ErrorRecord(error, "TestConnectionException", ErrorCategory.ResourceUnavailable, target));
    }
}
