using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Plans;

/// <summary>What can be done about the findings of one check: from the node's facts, not from the finding's text.</summary>
public abstract class IpvsRemedy
{
    /// <summary>The check's id.</summary>
    public abstract string Check { get; }

    /// <summary>What it does, in one sentence, for help and completion.</summary>
    public abstract string Description { get; }

    /// <summary>The facts that <see cref="Plan"/> may ask for.</summary>
    public abstract ImmutableArray<Fact> Needs { get; }

    /// <summary>Whether the check's findings have subjects, of which some may be chosen.</summary>
    public virtual bool HasSubjects => false;

    /// <summary>
    /// What to do on the node. Pure. What is as wanted already need not be left out.
    /// </summary>
    /// <param name="facts">The node's facts.</param>
    /// <param name="subjects">The subjects of the findings that were chosen; empty for all.</param>
    /// <exception cref="Core.Probing.FactUnavailableException">The node did not give a fact without which nothing may be done.</exception>
    public abstract RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects);
}
