namespace OpsShell.Ipvs.Plans;

/// <summary>Why a node on which nothing is to be changed is left as it is. Pure.</summary>
internal static class IdleText
{
    /// <summary>The reason; empty where refusals say all.</summary>
    /// <param name="sound">Checks that were meant by a pattern, and find nothing to repair.</param>
    /// <param name="plans">What the remedies of the other checks want.</param>
    public static string Of(IEnumerable<string> sound, IReadOnlyDictionary<string, RemedyPlan> plans)
    {
        string[] parts =
        [
            Part(plans.Where(plan => plan.Value.Refusals.IsEmpty).Select(plan => plan.Key), "all is as the remedy wants it already"),
            Part(sound, "nothing found that needs a repair"),
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0)) is { Length: > 0 } text ? text + "." : "";
    }

    private static string Part(IEnumerable<string> checks, string reason) => string.Join(", ", checks) is { Length: > 0 } names ? $"{names}: {reason}" : "";
}
