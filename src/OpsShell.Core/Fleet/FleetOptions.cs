namespace OpsShell.Core.Fleet;

/// <summary>How a command goes over many nodes.</summary>
public sealed record FleetOptions
{
    /// <summary>Nodes in flight when none is said: 64.</summary>
    public const int DefaultThrottleLimit = 64;

    /// <summary>Nodes in flight at once, 1 to 1024; each has a thread of its own.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>Limit for one node, from connecting to its answer; none when null.</summary>
    public TimeSpan? NodeTimeout { get; init; }

    /// <summary>How often a connect that failed for a passing reason is tried again. Default 2.</summary>
    public int ConnectRetries { get; init; } = 2;

    /// <summary>Wait before the first new try; it doubles with each, and each is spread at random over its second half.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);
}
