using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Ipvs.Compare;

/// <summary>Makes what is written of what was found. Pure.</summary>
internal static class IpvsDifferences
{
    public static IpvsDifference Of(Deviation deviation, ImmutableArray<string> names, int compared, string reference) => new()
    {
        Status = deviation.Status,
        Kind = deviation.Kind,
        SideIndicator = Side(deviation.Kind),
        Service = deviation.Service.ToString(),
        KubernetesService = deviation.KubernetesName,
        RealServer = deviation.RealServer?.ToString() ?? "",
        Expected = deviation.Expected,
        Actual = deviation.Actual,
        Nodes = NodeRange.Fold(names),
        Count = names.Length,
        NodeCount = compared,
        Reference = reference,
        Reason = deviation.Reason,
        ComputerName = names,
    };

    private static string Side(IpvsDifferenceKind kind) => kind switch
    {
        IpvsDifferenceKind.MissingService or IpvsDifferenceKind.MissingRealServer => "<=",
        IpvsDifferenceKind.ExtraService or IpvsDifferenceKind.ExtraRealServer => "=>",
        _ => "<>",
    };
}
