using OpsShell.Core.Probing;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Findings;

/// <summary>Something that a recording has on request alone, because it may cost a node much or is big.</summary>
/// <param name="Name">Its name as <c>area/what</c>.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Item">What the recording has then.</param>
/// <param name="Read">Reads it from a node, after the rest, which is given; the flag says to read it whatever that costs.</param>
public sealed record OptionalRecording(string Name, string Title, ProbeItem Item, Func<INodeConnection, ProbeResults, bool, CancellationToken, OptionalReading> Read);
