using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>Two readings of the same file, some time apart.</summary>
/// <typeparam name="T">What one reading gives.</typeparam>
/// <param name="First">The earlier reading.</param>
/// <param name="Second">The later reading.</param>
/// <param name="Seconds">Measured time between them; greater than zero.</param>
public sealed record Samples<T>(T First, T Second, double Seconds) where T : notnull;

/// <summary>Arithmetic over two readings of counters.</summary>
public static class Samples
{
    /// <summary>A fact that reads one file twice.</summary>
    public static Fact<Samples<T>> Fact<T>(string name, string description, string path, Func<string, T> parse) where T : notnull =>
        Findings.Fact.FromSamples(
            name, description, path, (first, second, seconds) => new Samples<T>(parse(first), parse(second), seconds));

    /// <summary>
    /// How far a counter moved; null when it went backwards, because a counter that wrapped, was reset or belongs to a device
    /// that was replaced in between tells nothing about the time between the readings.
    /// </summary>
    public static ulong? Delta(ulong first, ulong second) => second >= first ? second - first : null;

    /// <summary>As <see cref="Delta(ulong, ulong)"/>, for counters that one of the readings may lack.</summary>
    public static ulong? Delta(ulong? first, ulong? second) => first is { } a && second is { } b ? Delta(a, b) : null;
}
