using OpsShell.Core.Findings;
using OpsShell.Ipvs.Plans;

namespace OpsShell.Ipvs.Tests.Plans;

public sealed class RemedyChoiceTests
{
    private static IReadOnlyCollection<Finding> Findings(params (string Check, string Subject, FindingStatus Status)[] all) =>
        [.. all.Select(one => new Finding { ComputerName = "node1", Check = one.Check, Subject = one.Subject, Status = one.Status, Title = "t", Area = "ipvs" })];

    [Fact]
    public void A_pattern_means_what_the_checks_find_and_a_name_means_its_remedy()
    {
        var findings = Findings(
            ("ipvs/expire", "expire_nodest_conn", FindingStatus.Warning), ("ipvs/expire", "expire_quiescent_template", FindingStatus.Ok),
            ("ipvs/estimator-pause", "", FindingStatus.Ok), ("ipvs/conntrack", "table", FindingStatus.Unknown));
        RemedyChoice[] byPattern = [.. new[] { "ipvs/expire", "ipvs/estimator-pause", "ipvs/conntrack" }.Select(check => new RemedyChoice(null, check, "", IfFound: true))];
        Assert.Equal([byPattern[0] with { Subject = "expire_nodest_conn" }], RemedyChoice.WhereFound(byPattern, findings));

        var byName = new RemedyChoice(null, "ipvs/estimator-pause", "");
        Assert.Equal([byName], RemedyChoice.WhereFound([byName], findings));
        Assert.Empty(RemedyChoice.WhereFound([byPattern[0] with { Subject = "expire_quiescent_template" }], findings));
    }
}
