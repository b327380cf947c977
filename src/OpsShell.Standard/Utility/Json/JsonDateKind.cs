using System.Diagnostics.CodeAnalysis;

namespace Microsoft.PowerShell.Commands;

/// <summary>What a date in JSON text becomes.</summary>
public enum JsonDateKind
{
    /// <summary>
    /// A DateTime of the kind that the text says: universal for Z, local for an offset, unspecified without one.
    /// </summary>
    Default,

    /// <summary>A DateTime in local time.</summary>
    Local,

    /// <summary>A DateTime in universal time.</summary>
    Utc,

    /// <summary>A DateTimeOffset.</summary>
    Offset,

    /// <summary>The text as it is.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "PowerShell's own name, which scripts give.")]
    String,
}
