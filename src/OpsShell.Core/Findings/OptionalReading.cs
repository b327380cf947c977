using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>What came of reading an <see cref="OptionalRecording"/>.</summary>
/// <param name="Result">What the recording gets, also when it is not Ok.</param>
/// <param name="IsTooCostly">Whether it was left out, or given up, because of what it costs the node.</param>
public sealed record OptionalReading(ProbeResult Result, bool IsTooCostly = false);
