using System.Globalization;
using System.Text;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>
/// Reads a node's connections: first what it would cost, then the file. A live node counts by itself; where it has no awk, its lines are counted
/// here as they come. A recording or a mounted root is read as a file.
/// </summary>
internal sealed class ConnectionReader(INodeConnection connection, bool force, CancellationToken cancellationToken)
{
    // 1,000,000 connections of IPv4 take 66 MB.
    private const int FileLimit = 256 << 20;
    private const int NotFoundCode = 127;
    private const string CatScript = $"exec cat {IpvsConnectionParser.Source}";

    private static readonly ProbeItem _file = ProbeItem.File(IpvsConnectionParser.Source) with { Limit = FileLimit };
    private static readonly ProbeItem _status = ProbeItem.File(IpvsStatus.Source);
    private static readonly ProbeBatch _fileAlone = ProbeBatch.Of([_file]) with { TotalLimit = FileLimit };
    private static readonly ProbeItem _ports = ProbeItem.File(TcpSettings.PortRangeSource);

    /// <summary>The connections for a recording.</summary>
    public static OptionalRecording Recording { get; } = new(
        "ipvs/connections", "The connections that IPVS keeps", _file,
        (connection, known, force, cancellationToken) => new ConnectionReader(connection, force, cancellationToken).Record(known));

    private bool IsLive => connection.Node.Transport is NodeTransport.Local or NodeTransport.Ssh;

    /// <summary>Reads.</summary>
    /// <param name="raw">Which connections are wanted themselves; null for counts.</param>
    /// <param name="most">The most of them.</param>
    public ConnectionReading Read(ConnectionFilter? raw, int most)
    {
        try
        {
            var results = connection.Probe(ProbeBatch.Of([.. IpvsTable.Once.Items, .. KernelRelease.Fact.Items, _status, _ports]), cancellationToken);
            var cost = Cost(IpvsTable.Once.Read(results), results);
            if (IsRefused(cost))
                return new ConnectionReading { Refusal = cost.Refusal };
            var reading = IsLive ? ReadLive(cost, raw, most) : ReadFile(raw, most);
            return reading with { PortRange = PortRange(results) };
        }
        catch (FactUnavailableException missing)
        {
            return new ConnectionReading { Unavailable = missing };
        }
        catch (FormatException error)
        {
            return new ConnectionReading { Unavailable = new FactUnavailableException(IpvsConnectionParser.Source, ProbeStatus.Failed, $"its text was not understood: {error.Message}", error) };
        }
    }

    /// <summary>Reads the file as it is, for a recording.</summary>
    /// <param name="known">What the recording has already.</param>
    public OptionalReading Record(ProbeResults known)
    {
        try
        {
            var cost = Cost(IpvsTable.Fact.Read(known), known);
            return IsRefused(cost) ? Refused(cost.Refusal)
                : IsLive ? RecordLive(cost)
                : new OptionalReading(connection.Probe(_fileAlone, cancellationToken).Find(_file));
        }
        catch (FactUnavailableException missing)
        {
            return new OptionalReading(ProbeResult.None(_file, missing.Status, missing.Source == _file.Source ? missing.Reason : missing.Message));
        }
    }

    private bool IsRefused(ConnectionReadCost cost) => cost.IsTooMuch && !force && connection is not SnapshotConnection;

    private static OptionalReading Refused(string reason) => new(ProbeResult.None(_file, ProbeStatus.Failed, reason), IsTooCostly: true);

    private static int? PortRange(ProbeResults results)
    {
        if (results.Find(_ports) is not { Status: ProbeStatus.Ok, Contents: [var ports, ..] })
            return null;
        try
        {
            var (first, last) = TcpSettings.ParsePortRange(ports.Text);
            return last - first + 1;
        }
        catch (FormatException)
        {
            // The counts are worth having without it.
            return null;
        }
    }

    private static ConnectionReadCost Cost(IpvsTable table, ProbeResults results)
    {
        var release = new FactSet(results).TryGet(KernelRelease.Fact, out var known, out _) ? known.Version : null;
        var hasStatus = results.Find(_status).Status == ProbeStatus.Ok;
        return new ConnectionReadCost(table.Connections, table.ConnectionTableSize, ConnectionReadCost.DoesRewalk(hasStatus, release is null ? null : (release.Major, release.Minor)));
    }

    private ConnectionReading ReadFile(ConnectionFilter? raw, int most)
    {
        var results = connection.Probe(_fileAlone, cancellationToken);
        if (results.Find(_file) is { Status: ProbeStatus.Unsupported } missing && connection is SnapshotConnection)
            throw new FactUnavailableException(_file.Source, missing.Status, $"{missing.Reason}; Save-OpsSnapshot -Include {Recording.Name} makes one that does");
        var sink = new ConnectionSink(raw, most);
        sink.Output(results.Content(_file).Bytes.Span);
        return sink.End();
    }

    private OptionalReading RecordLive(ConnectionReadCost cost)
    {
        var outcome = Execute(NodeTally.Script(cost, isRaw: true, isLimited: !force));
        if (outcome.ExitCode == NotFoundCode)
            outcome = Execute(CatScript);
        if (Stopped(outcome) is { } stopped)
            return Refused(Refusal(cost, stopped));
        ThrowIfFailed(outcome);
        var (status, reason) = outcome.Truncated ? (ProbeStatus.Truncated, $"it is longer than {FileLimit} bytes") : (ProbeStatus.Ok, "");
        return new OptionalReading(new ProbeResult(_file, status, [new ProbeContent(_file.Target, status, outcome.Output, reason)], [], reason));
    }

    private CommandOutcome Execute(string script) => connection.Execute(new CommandRequest { Script = script, OutputLimit = FileLimit }, null, cancellationToken);

    private ConnectionReading ReadLive(ConnectionReadCost cost, ConnectionFilter? raw, int most)
    {
        var script = NodeTally.Script(cost, isRaw: raw is not null, isLimited: !force);
        var sink = raw is null ? null : new ConnectionSink(raw, most);
        if (Run(script, sink) is not { } outcome)
            return sink!.End();
        if (outcome.ExitCode == NotFoundCode)
            return ReadStream(raw, most);
        if (Stopped(outcome) is { } stopped)
            return new ConnectionReading { Refusal = Refusal(cost, stopped) };
        ThrowIfFailed(outcome);
        return sink?.End() ?? new ConnectionReading { Tally = NodeTally.Parse(outcome.Output.Span) };
    }

    private ConnectionReading ReadStream(ConnectionFilter? raw, int most)
    {
        var sink = new ConnectionSink(raw, most);
        if (Run(CatScript, sink) is { } outcome)
            ThrowIfFailed(outcome);
        return sink.End();
    }

    /// <summary>Runs a script; null when it was ended because enough connections have come.</summary>
    private CommandOutcome? Run(string script, ConnectionSink? sink)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (sink is not null)
            sink.Enough = enough.Cancel;
        var request = new CommandRequest { Script = script };
        try
        {
            return connection.Execute(sink is null ? request : request with { OutputLimit = 1 << 16 }, sink, enough.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static (long Connections, double Seconds)? Stopped(CommandOutcome outcome) =>
        outcome.ExitCode == NodeTally.StoppedCode ? NodeTally.Stopped(Encoding.UTF8.GetString(outcome.Error.Span)) : null;

    private static void ThrowIfFailed(CommandOutcome outcome)
    {
        if (outcome.ExitCode == 0)
            return;
        var said = Encoding.UTF8.GetString(outcome.Error.Span).Trim();
        var status = said.Contains("Permission denied", StringComparison.Ordinal) ? ProbeStatus.Denied : said.Contains("No such file", StringComparison.Ordinal) ? ProbeStatus.Missing : ProbeStatus.Failed;
        throw new FactUnavailableException(IpvsConnectionParser.Source, status, said.Length > 0 ? said : $"reading it ended with {(outcome.Signal is null ? $"exit code {outcome.ExitCode}" : $"signal {outcome.Signal}")}");
    }

    private static string Refusal(ConnectionReadCost cost, (long Connections, double Seconds) stopped) => string.Create(CultureInfo.InvariantCulture,
        $"reading was stopped after {stopped.Connections} of about {cost.Connections} connections: {(stopped.Connections <= 2000 ? "by the time that these took, all would keep" : "it has kept")} a CPU of the node busy for {stopped.Seconds:0.#} s; the limit is {ConnectionReadCost.LimitSeconds:0} s");
}
