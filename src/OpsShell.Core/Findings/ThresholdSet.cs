using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Text;

namespace OpsShell.Core.Findings;

/// <summary>The user's own values for thresholds; what is not in it has its default.</summary>
public sealed class ThresholdSet(ImmutableDictionary<string, double> overrides)
{
    /// <summary>The defaults.</summary>
    public static ThresholdSet Defaults { get; } = new(ImmutableDictionary<string, double>.Empty);

    /// <summary>The value in force for a threshold.</summary>
    public double this[Threshold threshold] => overrides.GetValueOrDefault(threshold.Id, threshold.Default);

    /// <summary>
    /// The set for the user's values.
    /// </summary>
    /// <exception cref="ArgumentException">An id is not one of <paramref name="known"/>, or a value is not a finite number of 0 or more.</exception>
    public static ThresholdSet Create(IEnumerable<KeyValuePair<string, double>> values, IEnumerable<Threshold> known)
    {
        var ids = known.Select(threshold => threshold.Id).ToHashSet(StringComparer.Ordinal);
        var accepted = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var (id, value) in values)
        {
            if (!ids.Contains(id))
                throw new ArgumentException($"There is no threshold '{id}'.{NearMatch.Question(id, ids)} '(Get-OpsCheck).Thresholds' in PowerShell lists them.");
            if (!double.IsFinite(value))
                throw new ArgumentException($"The value of threshold '{id}' is not a finite number.");
            if (value < 0)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The value {value} of threshold '{id}' is out of range: it must be 0 or more."));
            accepted[id] = value;
        }
        return new ThresholdSet(accepted.ToImmutable());
    }
}
