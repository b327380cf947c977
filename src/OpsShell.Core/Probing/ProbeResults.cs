using System.Collections.Immutable;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Probing;

/// <summary>The answer of one node to one batch, with the ways in which facts read it.</summary>
public sealed class ProbeResults
{
    private readonly Dictionary<ProbeItem, ProbeResult> _results;

    /// <summary>Makes one.</summary>
    /// <param name="results">A result for every item of the batch.</param>
    /// <param name="capturedAt">The time of the second sample.</param>
    /// <param name="sampleSpan">Measured time between the two samples; zero without sampled items.</param>
    /// <param name="remoteCpuTime">CPU time that answering took on the node, where it could be told.</param>
    /// <param name="interruption">Why the answer broke off; null when it is whole.</param>
    public ProbeResults(
        IEnumerable<ProbeResult> results, DateTimeOffset capturedAt, TimeSpan sampleSpan, TimeSpan? remoteCpuTime = null, NodeError? interruption = null)
    {
        _results = results.ToDictionary(result => result.Item);
        CapturedAt = capturedAt;
        SampleSpan = sampleSpan;
        RemoteCpuTime = remoteCpuTime;
        Interruption = interruption;
    }

    /// <summary>When the node was read, by this machine's clock.</summary>
    public DateTimeOffset CapturedAt { get; }

    /// <summary>Measured time between the two samples, by the node's clock.</summary>
    public TimeSpan SampleSpan { get; }

    /// <summary>User and system CPU time that answering took on the node; null where the transport cannot tell.</summary>
    public TimeSpan? RemoteCpuTime { get; }

    /// <summary>Why the answer broke off before its end; null when it is whole. What came until then counts.</summary>
    public NodeError? Interruption { get; }

    /// <summary>All results.</summary>
    public IEnumerable<ProbeResult> All => _results.Values;

    /// <summary>The result of an item, also when it is not Ok.</summary>
    public ProbeResult Find(ProbeItem item) =>
        _results.TryGetValue(item, out var result)
            ? result
            : ProbeResult.None(item, ProbeStatus.Unsupported, "it was not part of what was read from this node");

    /// <summary>The same answer with more in it.</summary>
    /// <param name="more">Results of items that it does not have.</param>
    public ProbeResults With(IEnumerable<ProbeResult> more) => new([.. All, .. more], CapturedAt, SampleSpan, RemoteCpuTime, Interruption);

    /// <summary>The one content of a file, listing or command.</summary>
    /// <exception cref="FactUnavailableException">It was not read in full; the message has the reason.</exception>
    public ProbeContent Content(ProbeItem item) => Require(Find(item)).Contents[0];

    /// <summary>The text of a file, listing or command.</summary>
    /// <exception cref="FactUnavailableException">It was not read in full; the message has the reason.</exception>
    public string Text(ProbeItem item) => Content(item).Text;

    /// <summary>Both samples of a sampled file and the seconds between them.</summary>
    /// <exception cref="FactUnavailableException">One of them was not read, or the node stands still.</exception>
    public (string First, string Second, double Seconds) Samples(ProbeItem item)
    {
        var (first, second, seconds) = SampleBytes(item);
        return (ProbeText.Decode(first.Span), ProbeText.Decode(second.Span), seconds);
    }

    /// <summary>As <see cref="Samples"/>, in bytes.</summary>
    /// <exception cref="FactUnavailableException">One of them was not read, or the node stands still.</exception>
    public (ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Second, double Seconds) SampleBytes(ProbeItem item)
    {
        var result = Require(Find(item));
        if (result.SecondContents is not [var second])
            throw new FactUnavailableException(item.Source, ProbeStatus.Unsupported, "there is no second sample, as the node is not a live one");
        if (second.Status != ProbeStatus.Ok)
            throw new FactUnavailableException(item.Source, second.Status, $"the second sample was not read: {second.Reason}");
        if (SampleSpan <= TimeSpan.Zero)
            throw new FactUnavailableException(item.Source, ProbeStatus.Failed, "no time passed between the two samples");
        return (result.Contents[0].Bytes, second.Bytes, SampleSpan.TotalSeconds);
    }

    /// <summary>The files of a pattern that were read in full; may be empty.</summary>
    public ImmutableArray<ProbeContent> Files(ProbeItem item) =>
        [.. Find(item).Contents.Where(content => content.Status == ProbeStatus.Ok)];

    private static ProbeResult Require(ProbeResult result) =>
        result.Status == ProbeStatus.Ok && result.Contents.Length > 0
            ? result
            : throw new FactUnavailableException(result.Item.Source, result.Status, result.Reason);
}
