using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>One line of /proc/net/dev: counters of a network interface (Documentation/networking/statistics.rst).</summary>
public sealed record NetworkInterface
{
    /// <summary>Name of the interface.</summary>
    public required string Name { get; init; }

    /// <summary>Packets received.</summary>
    public required ulong ReceivedPackets { get; init; }

    /// <summary>rx_errors: bad frames of all kinds (CRC, length, frame alignment).</summary>
    public required ulong ReceiveErrors { get; init; }

    /// <summary>
    /// The column <c>drop</c>: rx_dropped (no memory, backlog full, and also frames that nobody wanted, such as an unknown protocol
    /// or VLAN) plus rx_missed_errors (the ring was full).
    /// </summary>
    public required ulong ReceiveDrops { get; init; }

    /// <summary>rx_fifo_errors: the card's own buffer overran.</summary>
    public required ulong ReceiveFifo { get; init; }

    /// <summary>The column <c>frame</c>: length, overrun, CRC and alignment errors together.</summary>
    public required ulong ReceiveFrame { get; init; }

    /// <summary>Packets sent.</summary>
    public required ulong SentPackets { get; init; }

    /// <summary>tx_errors.</summary>
    public required ulong SendErrors { get; init; }

    /// <summary>tx_dropped.</summary>
    public required ulong SendDrops { get; init; }

    /// <summary>tx_fifo_errors.</summary>
    public required ulong SendFifo { get; init; }

    /// <summary>The column <c>carrier</c>: carrier lost, aborted, heartbeat and window errors together.</summary>
    public required ulong SendCarrier { get; init; }

    /// <summary>Errors of both directions. <c>fifo</c>, <c>frame</c> and <c>carrier</c> are details of them, not added again.</summary>
    public ulong Errors => unchecked(ReceiveErrors + SendErrors);

    /// <summary>Drops of both directions.</summary>
    public ulong Drops => unchecked(ReceiveDrops + SendDrops);

    /// <summary>Packets of both directions.</summary>
    public ulong Packets => unchecked(ReceivedPackets + SentPackets);

    internal static NetworkInterface Parse(TextLine line)
    {
        // Old kernels leave no blank after the colon, and an alias has a colon in its name: the last one ends it.
        var colon = line.Text.LastIndexOf(':');
        if (colon < 0)
            throw line.Error("expected 'name:' and 16 counters");
        var counters = new TextLine(line.Number, line.Text[(colon + 1)..]).Fields(16);
        ulong Number(int index, string name) => line.UnsignedNumber(counters[index], name);
        return new NetworkInterface
        {
            Name = line.Text[..colon].Trim(),
            ReceivedPackets = Number(1, "receive packets"),
            ReceiveErrors = Number(2, "receive errs"),
            ReceiveDrops = Number(3, "receive drop"),
            ReceiveFifo = Number(4, "receive fifo"),
            ReceiveFrame = Number(5, "receive frame"),
            SentPackets = Number(9, "transmit packets"),
            SendErrors = Number(10, "transmit errs"),
            SendDrops = Number(11, "transmit drop"),
            SendFifo = Number(12, "transmit fifo"),
            SendCarrier = Number(14, "transmit carrier"),
        };
    }
}
