using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OpsShell.Core.Changes;

/// <summary>
/// Runs a command that has an inverse, and a third command that tells what is so. All three are lists of arguments; no shell takes
/// them apart. The state before and after is what the read-back prints, or with <see cref="ReadBackWord"/> whether a word is in it.
/// </summary>
public sealed record CommandStep : ChangeStep
{
    /// <summary>The state in which <see cref="ReadBackWord"/> is among what the read-back prints.</summary>
    public const string Present = "present";

    /// <summary>The state in which it is not.</summary>
    public const string NotPresent = "absent";

    /// <summary>Default of <see cref="Timeout"/>.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>What the command changes, for a person: <c>10.0.0.1/32 on kube-ipvs0</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The command and its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>The command that takes it back, and its arguments.</summary>
    public required ImmutableArray<string> Inverse { get; init; }

    /// <summary>The command that tells what is so, and its arguments. It changes nothing.</summary>
    public required ImmutableArray<string> ReadBack { get; init; }

    /// <summary>Exit codes with which the read-back has answered; any other means that the state is not known.</summary>
    public ImmutableArray<int> ReadBackExitCodes { get; init; } = [0];

    /// <summary>
    /// A word that is looked for among the blank-separated words of the read-back's output; the states are then
    /// <see cref="Present"/> and <see cref="NotPresent"/>. Null when the whole output is the state.
    /// </summary>
    public string? ReadBackWord { get; init; }

    /// <summary>The state that is wanted: what the read-back prints then, runs of blanks taken for one, or <see cref="Present"/>, or <see cref="NotPresent"/>.</summary>
    public required string WantedState { get; init; }

    /// <summary>Limit for each of the three.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Target => Subject;

    internal override string Wanted(StepState before) => StepText.Normalise(WantedState);

    internal override string Describe(string value, StepState? before) => value.Length == 0 ? "nothing" : value;

    internal override void Validate()
    {
        foreach (var command in (ImmutableArray<string>[])[Command, Inverse, ReadBack])
        {
            if (command.IsDefaultOrEmpty || command[0].Length == 0)
                throw new ArgumentException($"The step '{Subject}' lacks its command, its inverse or its read-back.");
            foreach (var argument in command)
                StepText.RequireText(argument);
        }
        if (ReadBackWord is { } word && (word.Length == 0 || StepText.Normalise(word) != word || word.Contains(' ', StringComparison.Ordinal)))
            throw new ArgumentException($"The step '{Subject}' looks for '{word}', which is not one word.");
    }
}
