using System.Management.Automation;
using OpsShell.Core.Findings;

namespace OpsShell.Fleet;

/// <summary>Statuses as the views show them, in the colours that the user has chosen for errors and warnings. Pure.</summary>
public static class FindingColor
{
    /// <summary>The status, coloured when something is wrong or unknown. PowerShell takes the colour out where none is wanted.</summary>
    /// <param name="status">The status.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    public static string Of(FindingStatus status, PSStyle style) => status switch
    {
        FindingStatus.Critical => $"{style.Formatting.Error}{status}{style.Reset}",
        FindingStatus.Warning or FindingStatus.Unknown => $"{style.Formatting.Warning}{status}{style.Reset}",
        _ => status.ToString(),
    };
}
