using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>How bad findings are, and the order in which people read them.</summary>
public sealed class FindingOrder : IComparer<Finding>
{
    private FindingOrder()
    {
    }

    /// <summary>Worst first; then node, check, subject and title in natural order, so that equal audits give equal reports.</summary>
    public static FindingOrder WorstFirst { get; } = new();

    /// <summary>NotApplicable 0, Ok 1, Info 2, Unknown 3, Warning 4, Critical 5.</summary>
    public static int Severity(FindingStatus status) => status switch
    {
        FindingStatus.NotApplicable => 0,
        FindingStatus.Ok => 1,
        FindingStatus.Info => 2,
        FindingStatus.Unknown => 3,
        FindingStatus.Warning => 4,
        FindingStatus.Critical => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <inheritdoc/>
    public int Compare(Finding? x, Finding? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = Severity(y.Status).CompareTo(Severity(x.Status));
        order = order != 0 ? order : NaturalOrder.Instance.Compare(x.ComputerName, y.ComputerName);
        order = order != 0 ? order : NaturalOrder.Instance.Compare(x.Check, y.Check);
        order = order != 0 ? order : NaturalOrder.Instance.Compare(x.Subject, y.Subject);
        return order != 0 ? order : NaturalOrder.Instance.Compare(x.Title, y.Title);
    }
}
