using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>What a check sees when it decides, and how it writes down what it found.</summary>
/// <param name="computerName">The node.</param>
/// <param name="check">The check that decides.</param>
/// <param name="facts">The node's facts.</param>
/// <param name="thresholds">The thresholds in force.</param>
public sealed class CheckContext(string computerName, CheckInfo check, FactSet facts, ThresholdSet thresholds)
{
    /// <summary>When the node was read. A check uses this and never the clock, so that a recording gives the same findings.</summary>
    public DateTimeOffset CapturedAt => facts.Results.CapturedAt;

    /// <summary>The fact's value.</summary>
    /// <exception cref="FactUnavailableException">The node did not give it.</exception>
    public T Get<T>(Fact<T> fact) where T : notnull => facts.Get(fact);

    /// <summary>The fact's value, or why there is none.</summary>
    public bool TryGet<T>(Fact<T> fact, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out FactUnavailableException? reason)
        where T : notnull => facts.TryGet(fact, out value, out reason);

    /// <summary>The value in force for a threshold.</summary>
    public double this[Threshold threshold] => thresholds[threshold];

    /// <summary>Writes down a finding of this check on this node.</summary>
    /// <param name="status">The judgement.</param>
    /// <param name="title">One line with the number that matters.</param>
    /// <param name="evidence">The values it rests on.</param>
    /// <param name="subject">What on the node it concerns; empty for the whole.</param>
    /// <param name="explanation">What it means.</param>
    /// <param name="remedy">What to do.</param>
    public Finding Finding(
        FindingStatus status, string title, ImmutableArray<Evidence> evidence, string subject = "", string explanation = "", string remedy = "") =>
        new()
        {
            ComputerName = computerName,
            Check = check.Id,
            Area = check.Area,
            Status = status,
            Subject = subject,
            Title = title,
            Evidence = evidence,
            Explanation = explanation,
            Remedy = remedy,
            Reference = check.Reference,
        };
}
