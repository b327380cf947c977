using System.Text.Json.Serialization;

namespace OpsShell.Core.Changes;

/// <summary>
/// Writes a kernel parameter: a file below /proc/sys or /sys, control groups included. Values are compared with runs of blanks taken
/// for one, and a choice list of sysfs (<c>always [madvise] never</c>) by the word in brackets. Undo writes the old value.
/// </summary>
public sealed record ParameterStep : ChangeStep
{
    /// <summary>The file, an absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>What is written, without the line feed at its end.</summary>
    public required string Value { get; init; }

    /// <summary>What it reads as afterwards, where that is not what was written (<c>1G</c> reads 1073741824); null when it is.</summary>
    public string? ReadsAs { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Target => Path;

    internal override string Wanted(StepState before) => StepText.Normalise(ReadsAs ?? Value);

    internal override string Describe(string value, StepState? before) => value;

    internal override void Validate()
    {
        StepText.RequirePath(Path);
        StepText.RequireText(Value);
    }
}
