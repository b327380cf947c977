namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object found.</summary>
public abstract class MeasureInfo
{
    /// <summary>The property that was measured; null for the objects themselves.</summary>
    public string? Property { get; set; }
}
