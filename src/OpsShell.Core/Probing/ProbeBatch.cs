using System.Collections.Immutable;

namespace OpsShell.Core.Probing;

/// <summary>All that is read from a node in one round trip.</summary>
/// <param name="Items">The items, each once.</param>
public sealed record ProbeBatch(ImmutableArray<ProbeItem> Items)
{
    /// <summary>Time between the two samples when none is said: 1 s.</summary>
    public static readonly TimeSpan DefaultSampleInterval = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of a node's whole answer when nothing else is said: 64 MiB.</summary>
    public const int DefaultTotalLimit = 64 << 20;

    /// <summary>Time for the whole answer when none is said: 30 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Time for the whole answer. What has come until then counts; the rest is TimedOut.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Time between the two samples of sampled items; commands run inside it.</summary>
    public TimeSpan SampleInterval { get; init; } = DefaultSampleInterval;

    /// <summary>Bytes of the whole answer; a node that sends more is cut off.</summary>
    public int TotalLimit { get; init; } = DefaultTotalLimit;

    /// <summary>The batch that answers all of <paramref name="items"/>, each item once and in order of first mention.</summary>
    public static ProbeBatch Of(IEnumerable<ProbeItem> items) => new([.. items.Distinct()]);
}
