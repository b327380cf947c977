using System.Text.Json.Serialization;

namespace OpsShell.Core.Changes;

/// <summary>
/// One thing that a change does to a node. It says what is wanted; what was there before is seen on the node
/// (<see cref="StepState"/>), and both together say how the step is undone. Steps stand in the journal, so a kind and its members
/// are added, never renamed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ParameterStep), "parameter")]
[JsonDerivedType(typeof(FileStep), "file")]
[JsonDerivedType(typeof(CommandStep), "command")]
public abstract record ChangeStep
{
    private protected ChangeStep()
    {
    }

    /// <summary>What is changed: a path, or for a command a name that a person understands (<c>10.0.0.1/32 on kube-ipvs0</c>).</summary>
    [JsonIgnore]
    public abstract string Target { get; }

    /// <summary>What the step is for, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>How long it lasts: <c>until reboot</c>, <c>across reboots</c>, <c>until kube-proxy syncs</c>.</summary>
    public required string Persistence { get; init; }

    /// <summary>What keeps it beyond that, another step of the same change: <c>the file keeps it beyond that</c>; empty for nothing.</summary>
    public string KeptBy { get; init; } = "";

    /// <summary>How long it lasts with what keeps it; what an undo takes back lasts no longer than <see cref="Persistence"/>.</summary>
    [JsonIgnore]
    public string Lasting => KeptBy.Length == 0 ? Persistence : $"{Persistence}; {KeptBy}";

    /// <summary>
    /// The state of the target that the step wants, written as the node reports states (<see cref="StepState.Value"/>).
    /// </summary>
    /// <param name="before">The state that was seen.</param>
    internal abstract string Wanted(StepState before);

    /// <summary>A state in a few words for a person; not yet cleaned for a terminal.</summary>
    internal abstract string Describe(string value, StepState? before);

    /// <summary>Throws when the step cannot be meant: a relative path, a control character in it, nothing to run.</summary>
    /// <exception cref="ArgumentException">It says what is wrong.</exception>
    internal abstract void Validate();
}
