using OpsShell.Core.Text;

namespace OpsShell.Core.Changes;

/// <summary>A step and what its target is before it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">What was seen.</param>
public sealed record PreparedStep(ChangeStep Step, StepState Before)
{
    /// <summary>The state that is wanted, in the form in which states are compared.</summary>
    public string Wanted => Step.Wanted(Before);

    /// <summary>The state before in words, safe to show.</summary>
    public string OldText => Show(Before.Value);

    /// <summary>The state that is wanted in words, safe to show.</summary>
    public string NewText => Show(Wanted);

    /// <summary>The write in one line, safe to show: target, old -> new, how long it lasts.</summary>
    public override string ToString() => DisplayText.Clean($"{Step.Target}: {OldText} -> {NewText} ({Step.Lasting})");

    /// <summary>Any state of this step's target in words, safe to show.</summary>
    internal string Show(string value)
    {
        const int Longest = 400;
        return DisplayText.Excerpt(Step.Describe(value, Before), Longest);
    }
}
