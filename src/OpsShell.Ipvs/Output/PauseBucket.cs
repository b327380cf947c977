namespace OpsShell.Ipvs;

/// <summary>Passes of the estimator by length.</summary>
/// <param name="UpTo">The longest that are counted here; those up to the bucket before are counted there.</param>
/// <param name="Count">How many.</param>
public readonly record struct PauseBucket(TimeSpan UpTo, int Count);
