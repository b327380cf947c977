using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class OwnNetworkTests
{
    [Fact]
    public void A_mounted_root_seen_from_another_network_is_refused_with_the_way_out()
    {
        using var node = new Answering(NodeTransport.HostRoot, 86);
        var error = Assert.Throws<NodeException>(() => OwnNetwork.Require(node, "it would be wrong", CancellationToken.None));
        Assert.Equal(NodeErrorId.NotSupported, error.Id);
        Assert.Contains("root:/host", error.Message, StringComparison.Ordinal);
        Assert.Contains("so it would be wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("hostNetwork", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NodeTransport.HostRoot, 0, 1)]
    [InlineData(NodeTransport.Ssh, 86, 0)]
    [InlineData(NodeTransport.Local, 86, 0)]
    public void Other_nodes_are_let_through_and_only_a_mounted_root_is_asked(NodeTransport transport, int exitCode, int asked)
    {
        using var node = new Answering(transport, exitCode);
        OwnNetwork.Require(node, "", CancellationToken.None);
        Assert.Equal(asked, node.Asked);
    }

    private sealed class Answering(NodeTransport transport, int exitCode) : INodeConnection
    {
        public int Asked { get; private set; }

        public Node Node { get; } = new() { Name = "host", Transport = transport, Path = "/host" };

        public bool IsAlive => true;

        public ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

        public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken)
        {
            Asked++;
            return new CommandOutcome(exitCode, null, default, default, false, false, TimeSpan.Zero);
        }

        public INodeFiles OpenFiles() => throw new NotSupportedException();

        public void Dispose()
        {
            // Nothing is held open.
        }
    }
}
