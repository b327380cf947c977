using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Checks;

/// <summary>Wording for checks that look at many services.</summary>
internal static class ServiceFindings
{
    /// <summary>Findings about single services or real servers at most; what goes beyond is counted in one more.</summary>
    public const int Most = 10;

    /// <summary>A finding for each of the first, and one for the rest. Subjects must differ.</summary>
    public static IEnumerable<Finding> Capped<T>(IReadOnlyList<T> items, Func<T, Finding> each, Func<int, Finding> rest)
    {
        foreach (var item in items.Take(Most))
            yield return each(item);
        if (items.Count > Most)
            yield return rest(items.Count - Most);
    }

    /// <summary>The first few names.</summary>
    public static string Names(IReadOnlyCollection<IpvsServiceKey> services) => Some.Of(services, 5);

    /// <summary>As <c>10.244.4.77:8080 of TCP 10.96.77.1:80</c>.</summary>
    public static string Server(IpvsServiceKey service, IpvsRealServer server) => $"{server.Endpoint} of {service}";
}
