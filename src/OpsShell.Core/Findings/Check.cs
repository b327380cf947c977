using System.Collections.Immutable;

namespace OpsShell.Core.Findings;

/// <summary>One rule about a node: what it must know, and a pure decision.</summary>
public abstract class Check
{
    /// <summary>What the check is.</summary>
    public abstract CheckInfo Info { get; }

    /// <summary>All facts that <see cref="Evaluate"/> may ask for; the engine merges their reads over all checks.</summary>
    public abstract ImmutableArray<Fact> Needs { get; }

    /// <summary>The numbers it judges by.</summary>
    public virtual ImmutableArray<Threshold> Thresholds => [];

    /// <summary>
    /// Decides. At least one finding comes out: Ok when all is well. A fact asked for with <see cref="CheckContext.Get{T}"/>
    /// that the node did not give ends it, and the engine adds an Unknown finding with the reason.
    /// </summary>
    public abstract IEnumerable<Finding> Evaluate(CheckContext context);
}
