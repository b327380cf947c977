namespace OpsShell.Core.Findings;

/// <summary>The judgement of a finding.</summary>
public enum FindingStatus
{
    /// <summary>Looked at, and nothing wrong.</summary>
    Ok,

    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Will hurt, or hurts a little: act in working hours.</summary>
    Warning,

    /// <summary>Hurts now: act now.</summary>
    Critical,

    /// <summary>Could not be judged, for the reason given. Never to be read as healthy.</summary>
    Unknown,

    /// <summary>This node does not have what the check is about.</summary>
    NotApplicable,
}
