using System.Diagnostics.CodeAnalysis;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>The facts of one node, each parsed once however many checks ask for it. For one thread.</summary>
public sealed class FactSet(ProbeResults results)
{
    private readonly Dictionary<Fact, object> _values = [];

    /// <summary>The answer that the facts are read from.</summary>
    public ProbeResults Results { get; } = results;

    /// <summary>The fact's value.</summary>
    /// <exception cref="FactUnavailableException">The node did not give it; the message has the reason.</exception>
    public T Get<T>(Fact<T> fact) where T : notnull
    {
        if (!_values.TryGetValue(fact, out var known))
            _values[fact] = known = ReadOrReason(fact);
        return known is FactUnavailableException reason ? throw reason : (T)known;
    }

    /// <summary>The fact's value, or why there is none.</summary>
    public bool TryGet<T>(Fact<T> fact, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out FactUnavailableException? reason) where T : notnull
    {
        try
        {
            (value, reason) = (Get(fact), null);
            return true;
        }
        catch (FactUnavailableException error)
        {
            (value, reason) = (default, error);
            return false;
        }
    }

    private object ReadOrReason<T>(Fact<T> fact) where T : notnull
    {
        try
        {
            return fact.Read(Results);
        }
        catch (FactUnavailableException reason)
        {
            return reason;
        }
    }
}
