namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object found about values that have an order but are no numbers.</summary>
public sealed class GenericObjectMeasureInfo : MeasureInfo
{
    /// <summary>How many values there were.</summary>
    public int Count { get; set; }

    /// <summary>Their average, when asked for.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum, when asked for.</summary>
    public double? Sum { get; set; }

    /// <summary>The largest, when asked for.</summary>
    public object? Maximum { get; set; }

    /// <summary>The smallest, when asked for.</summary>
    public object? Minimum { get; set; }

    /// <summary>Their standard deviation, when asked for.</summary>
    public double? StandardDeviation { get; set; }
}
