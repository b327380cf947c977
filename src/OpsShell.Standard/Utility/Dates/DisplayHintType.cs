namespace Microsoft.PowerShell.Commands;

/// <summary>What of a date is shown.</summary>
public enum DisplayHintType
{
    /// <summary>The date alone.</summary>
    Date,

    /// <summary>The time of day alone.</summary>
    Time,

    /// <summary>Date and time.</summary>
    DateTime,
}
