using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>A fact of a known type.</summary>
/// <typeparam name="T">The record it gives.</typeparam>
public sealed class Fact<T> : Fact where T : notnull
{
    private readonly Func<ProbeResults, T> _read;

    internal Fact(string name, string description, ImmutableArray<ProbeItem> items, Func<ProbeResults, T> read)
        : base(name, description, items) => _read = read;

    /// <inheritdoc/>
    public override Type ValueType => typeof(T);

    /// <summary>Reads the fact from a node's answer.</summary>
    /// <exception cref="FactUnavailableException">It could not be read or understood; the message names the place.</exception>
    public T Read(ProbeResults results)
    {
        try
        {
            return _read(results);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            var source = string.Join(", ", Items.Select(item => item.Source));
            throw new FactUnavailableException(source, ProbeStatus.Failed, $"its text was not understood: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override object ReadValue(ProbeResults results) => Read(results);
}
