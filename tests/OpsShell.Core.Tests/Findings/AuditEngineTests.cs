using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Tests.Findings;

public sealed class AuditEngineTests
{
    private static readonly Threshold Limit = new("test/one.limit", 5, "%", "Something", "OpsShell: a test");

    private static Finding Judge(ProbeStatus status, string reason) =>
        Assert.Single(new AuditEngine([new Missing(status, reason)], ThresholdSet.Defaults)
            .Evaluate("web01", new ProbeResults([], DateTimeOffset.UnixEpoch, TimeSpan.Zero)));

    [Theory]
    [InlineData("web01: the name 'web01' is not known.", "The node was not read: the name 'web01' is not known.")]
    [InlineData("web011: another node.", "The node was not read: web011: another node.")]
    [InlineData("timed out", "The node was not read: timed out")]
    public void A_node_that_was_not_read_is_named_once(string message, string title)
    {
        var engine = new AuditEngine([new Missing(ProbeStatus.Denied, "")], ThresholdSet.Defaults);
        var finding = Assert.Single(engine.Unreachable("web01", new NodeError(NodeErrorId.HostUnknown, message, "Look.")));
        Assert.Equal(("web01", title, "Look.", FindingStatus.Unknown), (finding.ComputerName, finding.Title, finding.Remedy, finding.Status));
    }

    [Theory]
    [InlineData("permission denied", "-Become (sudo)", "sudoers")]
    [InlineData("it needs root, and sudo said: a password is required", "sudoers", "-Become (sudo)")]
    [InlineData("it needs root, and sudo refused", "-BecomeCredential", "-Become (sudo)")]
    public void What_was_denied_names_a_way_that_was_not_tried(string reason, string expected, string tried)
    {
        var remedy = Judge(ProbeStatus.Denied, reason).Remedy;
        Assert.Contains(expected, remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(tried, remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_has_no_remedy_of_root() => Assert.Equal("", Judge(ProbeStatus.Missing, "no such file").Remedy);

    [Theory]
    [InlineData(-5.0, "0 or more")]
    [InlineData(double.NegativeInfinity, "finite")]
    [InlineData(double.NaN, "finite")]
    public void A_threshold_out_of_range_is_refused(double value, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => ThresholdSet.Create([new(Limit.Id, value)], [Limit]));
        Assert.Contains(Limit.Id, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_of_zero_is_accepted() => Assert.Equal(0, ThresholdSet.Create([new(Limit.Id, 0)], [Limit])[Limit]);

    private sealed class Missing(ProbeStatus status, string reason) : Check
    {
        public override CheckInfo Info { get; } = new("test/one", "One", "A check that lacks its fact.", "https://example.org/");

        public override ImmutableArray<Fact> Needs => [];

        public override IEnumerable<Finding> Evaluate(CheckContext context) => throw new FactUnavailableException("/proc/x", status, reason);
    }
}
