namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object found about text.</summary>
public sealed class TextMeasureInfo : MeasureInfo
{
    /// <summary>How many lines there were, when asked for.</summary>
    public int? Lines { get; set; }

    /// <summary>How many words there were, when asked for.</summary>
    public int? Words { get; set; }

    /// <summary>How many characters there were, when asked for.</summary>
    public int? Characters { get; set; }
}
