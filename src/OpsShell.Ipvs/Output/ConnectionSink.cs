using OpsShell.Core.Transport;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>Takes the lines of a node's connections as they come, and keeps what is asked for.</summary>
internal sealed class ConnectionSink : ICommandSink
{
    private readonly ConnectionFilter? _filter;
    private readonly int _most;
    private readonly IpvsConnectionParser _parser;
    private readonly List<IpvsConnection> _connections = [];
    private readonly ConnectionTally _tally = new();
    private FormatException? _error;
    private bool _hasMore;

    /// <summary>Makes one.</summary>
    /// <param name="filter">Which connections are kept; null to count them all.</param>
    /// <param name="most">The most that are kept.</param>
    public ConnectionSink(ConnectionFilter? filter, int most)
    {
        (_filter, _most) = (filter, most);
        _parser = new IpvsConnectionParser(Take);
    }

    /// <summary>What to do when no more is needed.</summary>
    public Action Enough { get; set; } = () => { };

    /// <inheritdoc/>
    public void Output(ReadOnlySpan<byte> bytes)
    {
        if (_error is not null || _hasMore)
            return;
        try
        {
            _parser.Feed(bytes);
        }
        catch (FormatException error)
        {
            // The thread of the connection must go on, so the error waits.
            _error = error;
            Enough();
        }
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> bytes)
    {
        // The outcome has it.
    }

    /// <summary>What came.</summary>
    /// <exception cref="FormatException">It was not understood, or is cut off.</exception>
    public ConnectionReading End()
    {
        if (_error is not null)
            throw new FormatException(_error.Message, _error);
        if (!_hasMore)
            _parser.End();
        return _filter is null ? new ConnectionReading { Tally = _tally } : new ConnectionReading { Connections = _connections, HasMore = _hasMore };
    }

    private void Take(IpvsConnection connection)
    {
        if (_filter is null)
            _tally.Add(connection);
        else if (_filter.Matches(connection) && !_hasMore)
            Keep(connection);
    }

    private void Keep(IpvsConnection connection)
    {
        if (_connections.Count < _most)
        {
            _connections.Add(connection);
            return;
        }
        _hasMore = true;
        Enough();
    }
}
