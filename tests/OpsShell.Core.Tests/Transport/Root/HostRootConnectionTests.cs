using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Root;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Transport.Root;

public sealed class HostRootConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostRootConnection Open(string path = "host") =>
        new(new Node { Name = "n", Transport = NodeTransport.HostRoot, Path = _folder[path] });

    private static ProbeResults Probe(HostRootConnection connection, params ProbeItem[] items) =>
        connection.Probe(ProbeBatch.Of(items) with { SampleInterval = TimeSpan.FromMilliseconds(50) }, TestContext.Current.CancellationToken);

    [Fact]
    public void Files_patterns_and_listings_are_read_below_the_root()
    {
        _folder.Write("host/etc/os-release", "ID=opencloudos\n");
        _folder.Write("host/sys/block/sda/stat", "1\n");
        _folder.Write("host/sys/block/sdb/stat", "2\n");
        using var connection = Open();
        ProbeItem file = ProbeItem.File("/etc/os-release"), glob = ProbeItem.Glob("/sys/block/*/stat"), listing = ProbeItem.Listing("/sys/block"), missing = ProbeItem.File("/etc/shadow");
        var results = Probe(connection, file, glob, listing, missing);
        Assert.Equal("ID=opencloudos\n", results.Text(file));
        Assert.Equal([("/sys/block/sda/stat", "1\n"), ("/sys/block/sdb/stat", "2\n")], results.Files(glob).Select(content => (content.Path, content.Text)));
        Assert.Equal("sda\nsdb\n", results.Text(listing));
        Assert.Equal(ProbeStatus.Missing, results.Find(missing).Status);
    }

    [Theory]
    [InlineData("/etc/secret", "../../../../../../../../etc/passwd")]
    [InlineData("/etc/secret", "/etc/passwd")]
    public void A_symbolic_link_cannot_lead_out_of_the_root(string link, string target)
    {
        _folder.Write("host/etc/hostname", "node\n");
        File.CreateSymbolicLink(_folder["host" + link], target);
        File.CreateSymbolicLink(_folder["host/escape"], "../../../../..");
        using var connection = Open();
        ProbeItem file = ProbeItem.File(link), through = ProbeItem.File("/escape/etc/hostname"), dots = ProbeItem.File("/../../etc/passwd");
        var results = Probe(connection, file, through, dots);
        Assert.Equal(ProbeStatus.Missing, results.Find(file).Status);
        Assert.Equal("node\n", results.Text(through));
        Assert.Equal(ProbeStatus.Missing, results.Find(dots).Status);
    }

    [Fact]
    public void A_link_that_leads_to_itself_is_missing_and_an_absolute_one_starts_at_the_root()
    {
        _folder.Write("host/usr/lib/os-release", "ID=x\n");
        Directory.CreateDirectory(_folder["host/etc"]);
        File.CreateSymbolicLink(_folder["host/etc/os-release"], "/usr/lib/os-release");
        File.CreateSymbolicLink(_folder["host/loop"], "loop");
        using var connection = Open();
        Assert.Equal("ID=x\n", Probe(connection, ProbeItem.File("/etc/os-release")).Text(ProbeItem.File("/etc/os-release")));
        Assert.Equal(ProbeStatus.Missing, Probe(connection, ProbeItem.File("/loop")).Find(ProbeItem.File("/loop")).Status);
    }

    [Fact]
    public void The_network_of_the_machine_is_that_of_its_first_process()
    {
        _folder.Write("host/proc/net/dev", "the reader's");
        _folder.Write("host/proc/1/net/dev", "the machine's");
        using var connection = Open();
        Assert.Equal("the machine's", Probe(connection, ProbeItem.File("/proc/net/dev")).Text(ProbeItem.File("/proc/net/dev")));
    }

    [Fact]
    public void A_copy_of_a_machine_has_no_second_sample_and_runs_nothing()
    {
        _folder.Write("host/proc/stat", "cpu 1 2 3\n");
        using var connection = Open();
        ProbeItem sample = ProbeItem.Sample("/proc/stat"), command = ProbeItem.Command("id");
        var results = Probe(connection, sample, command);
        Assert.Contains("not a live one", Assert.Throws<FactUnavailableException>(() => results.Samples(sample)).Message, StringComparison.Ordinal);
        Assert.Equal(ProbeStatus.Unsupported, results.Find(command).Status);
        Assert.Equal(NodeErrorId.NotSupported, Assert.Throws<NodeException>(() =>
            connection.Execute(new CommandRequest { Script = "id" }, null, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public void This_machines_own_root_is_live()
    {
        using var connection = new HostRootConnection(new Node { Name = "n", Transport = NodeTransport.HostRoot, Path = "/" });
        ProbeItem sample = ProbeItem.Sample("/proc/stat"), command = ProbeItem.Command("echo $0; exit 3");
        var results = Probe(connection, sample, command);
        Assert.True(results.Samples(sample).Seconds >= 0.04);
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "chroot needs root");
        Assert.Equal(3, results.Content(command).ExitCode);
        Assert.Equal(4, connection.Execute(new CommandRequest { Script = "exit 4" }, null, TestContext.Current.CancellationToken).ExitCode);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<NodeException>(() => Open("none"));
        Assert.Equal(NodeErrorId.SourceUnreadable, error.Id);
        Assert.Contains(_folder["none"], error.Message, StringComparison.Ordinal);
    }
}
