using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class HostKeyTests : IDisposable
{
    private readonly SshdServer _server = SshTesting.Start(new SshdOptions { HostKeyTypes = ["ed25519", "rsa", "ecdsa"] });

    public void Dispose() => _server.Dispose();

    private string Public(string type) => string.Join(' ', File.ReadAllText(_server.HostKey(type) + ".pub").Split(' ')[..2]);

    private SshSettings Knowing(params string[] lines)
    {
        var file = Path.Combine(_server.Folder, $"known_{Guid.NewGuid():N}");
        File.WriteAllText(file, string.Concat(lines.Select(line => line + "\n")));
        return _server.Settings() with { KnownHostsFiles = [file] };
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_fingerprint()
    {
        var error = _server.ConnectFails(Knowing());
        Assert.Equal(NodeErrorId.HostKeyUnknown, error.Id);
        Assert.Contains($">> {_server.Folder}", error.Remedy.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(TestKeys.Run("ssh-keygen", "-lf", _server.HostKey("ed25519") + ".pub").Split(' ')[1], error.Message, StringComparison.Ordinal);
        Assert.Contains("-AcceptNewHostKey", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    public void The_known_type_is_asked_for(string type)
    {
        using var connection = _server.Connect(Knowing($"[127.0.0.1]:{_server.Port} {Public(type)}"));
        Assert.Equal(Public(type).Split(' ')[0], connection.Info.HostKeyType);
    }

    [Fact]
    public void A_host_known_without_its_port_is_accepted()
    {
        using var connection = _server.Connect(Knowing($"127.0.0.1 {Public("ed25519")}"));
        Assert.True(connection.IsAlive);
    }

    [Fact]
    public void A_changed_key_is_refused_with_the_line_and_the_command()
    {
        var stranger = string.Join(' ', File.ReadAllText(TestKeys.Create(_server.Folder, "stranger") + ".pub").Split(' ')[..2]);
        var settings = Knowing("# comment", $"[127.0.0.1]:{_server.Port} {stranger}");
        foreach (var options in new[] { ConnectionOptions.Default, new ConnectionOptions { AcceptNewHostKey = true } })
        {
            var error = _server.ConnectFails(settings, options);
            Assert.Equal(NodeErrorId.HostKeyChanged, error.Id);
            Assert.Contains($"{settings.KnownHostsFiles[0]}:2", error.Message, StringComparison.Ordinal);
            Assert.Contains($"ssh-keygen -R '[127.0.0.1]:{_server.Port}'", error.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_revoked_key_is_refused_even_when_it_is_also_known()
    {
        var error = _server.ConnectFails(Knowing($"* {Public("ed25519")}", $"@revoked * {Public("ed25519")}"), new ConnectionOptions { AcceptNewHostKey = true });
        Assert.Equal(NodeErrorId.HostKeyRevoked, error.Id);
    }

    [Fact]
    public void HostKeyAlias_is_looked_up_as_it_is()
    {
        using var connection = _server.Connect(Knowing($"web1 {Public("ed25519")}") with { HostKeyAlias = "web1" });
        Assert.True(connection.IsAlive);
    }

    [Fact]
    public void A_new_key_is_recorded_once_by_many_threads_at_the_same_time()
    {
        var file = Path.Combine(_server.Folder, "new", "known_hosts");
        using var connector = new SshConnector(new ConnectionOptions { AcceptNewHostKey = true });
        var settings = _server.Settings() with { KnownHostsFiles = [file] };
        var failures = new System.Collections.Concurrent.ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, 32).Select(i => new Thread(() =>
        {
            try
            {
                connector.Connect(_server.Node($"127.2.0.{1 + (i % 16)}", settings), TestContext.Current.CancellationToken).Dispose();
            }
            catch (NodeException error)
            {
                failures.Add(error);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Empty(failures);
        var lines = File.ReadAllLines(file);
        Assert.Equal(16, lines.Length);
        Assert.All(lines, line => Assert.EndsWith(Public("ed25519"), line, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        using var strict = new SshConnector(ConnectionOptions.Default);
        strict.Connect(_server.Node("127.2.0.7", settings), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void A_new_key_is_recorded_hashed_where_names_are_hashed_and_ssh_finds_it()
    {
        var settings = Knowing($"{HostPattern.Hash("elsewhere")} {Public("rsa")}");
        _server.Connect(settings, new ConnectionOptions { AcceptNewHostKey = true }).Dispose();
        var last = File.ReadAllLines(settings.KnownHostsFiles[0])[^1];
        Assert.StartsWith("|1|", last, StringComparison.Ordinal);
        Assert.Contains("found: line 2", TestKeys.Run("ssh-keygen", "-F", $"[127.0.0.1]:{_server.Port}", "-f", settings.KnownHostsFiles[0]), StringComparison.Ordinal);
        _server.Connect(settings).Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1", "-1d:+1d", true, "")]
    [InlineData("other", "-1d:+1d", false, "not for 127.0.0.1")]
    [InlineData("127.0.0.1", "-2d:-1d", false, "")]
    public void A_host_certificate_holds_for_its_names_and_its_time(string principals, string validity, bool trusted, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("opsshell-ca-").FullName;
        var ca = TestKeys.Create(folder, "ca");
        using var server = SshTesting.Start(new SshdOptions { HostCa = ca, HostCertificatePrincipals = principals, HostCertificateValidity = validity });
        var known = Path.Combine(folder, "known");
        File.WriteAllText(known, $"@cert-authority 127.*,[127.*]:* {File.ReadAllText(ca + ".pub")}");
        var settings = server.Settings() with { KnownHostsFiles = [known] };
        if (trusted)
            server.Connect(settings).Dispose();
        else
            Assert.Contains(reason, server.ConnectFails(settings).Message, StringComparison.Ordinal);
        File.AppendAllText(known, $"@revoked * {File.ReadAllText(ca + ".pub")}");
        if (trusted)
            Assert.Equal(NodeErrorId.HostKeyRevoked, server.ConnectFails(settings).Id);
        Directory.Delete(folder, true);
    }
}
