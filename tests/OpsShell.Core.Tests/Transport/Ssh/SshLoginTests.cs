using OpsShell.Core.Transport;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class SshLoginTests : IDisposable
{
    private readonly SshdServer _server = SshTesting.Start();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public void Each_key_type_logs_in(string type)
    {
        var key = TestKeys.Create(_server.Folder, $"k_{type}", type);
        _server.Authorize(key + ".pub");
        using var connection = _server.Connect(_server.Settings() with { IdentityFiles = [key] });
        Assert.Equal(key, connection.Info.Authentication);
        Assert.Equal("ok\n", connection.Run("echo ok").Text);
    }

    [Fact]
    public void The_connection_tells_what_was_agreed_on()
    {
        using var connection = _server.Connect();
        var info = connection.Info;
        Assert.StartsWith("SSH-2.0-OpenSSH", info.ServerVersion, StringComparison.Ordinal);
        Assert.True(info.KeyExchange is "curve25519-sha256" or "mlkem768x25519-sha256", info.KeyExchange);
        Assert.Equal("aes128-gcm@openssh.com", info.Cipher);
        Assert.Equal("ssh-ed25519", info.HostKeyType);
        Assert.Contains(TestKeys.Run("ssh-keygen", "-lf", _server.HostKey("ed25519") + ".pub").Split(' ')[1], info.HostKeyFingerprint, StringComparison.Ordinal);
        Assert.Equal($"{_server.KnownHosts}:1", info.HostKeySource);
        Assert.All(new[] { info.Timings.Connect, info.Timings.KeyExchange, info.Timings.Authentication }, time => Assert.InRange(time.TotalMilliseconds, 0.05, 5000));
    }

    [Fact]
    public void An_encrypted_key_needs_its_passphrase()
    {
        var key = TestKeys.Create(_server.Folder, "k_enc", passphrase: "correct horse");
        _server.Authorize(key + ".pub");
        var settings = _server.Settings() with { IdentityFiles = [key] };
        using (var connection = _server.Connect(settings, new ConnectionOptions { Password = "correct horse" }))
            Assert.Equal(key, connection.Info.Authentication);

        var missing = _server.ConnectFails(settings);
        Assert.Equal(NodeErrorId.KeyUnusable, missing.Id);
        Assert.Contains(key, missing.Message, StringComparison.Ordinal);
        Assert.Contains("encrypted", missing.Message, StringComparison.Ordinal);

        var wrong = _server.ConnectFails(settings, new ConnectionOptions { Password = "wrong" });
        Assert.Contains("the passphrase is wrong", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_key_file_that_cannot_be_used_is_not_replaced_by_another_key()
    {
        var missing = Path.Combine(_server.Folder, "missing");
        var error = _server.ConnectFails(options: new ConnectionOptions { KeyFiles = [missing] });
        Assert.Equal(NodeErrorId.KeyUnusable, error.Id);
        Assert.Contains($"{missing}: the file does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_may_read_is_not_used()
    {
        File.SetUnixFileMode(_server.UserKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var error = _server.ConnectFails();
        Assert.Equal(NodeErrorId.KeyUnusable, error.Id);
        Assert.Contains($"chmod 600 {_server.UserKey}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_key_file_names_itself_and_another_key_still_logs_in()
    {
        var bad = Path.Combine(_server.Folder, "bad");
        File.WriteAllText(bad, "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
        File.SetUnixFileMode(bad, UnixFileMode.UserRead);
        Assert.Contains(bad, _server.ConnectFails(_server.Settings() with { IdentityFiles = [bad] }).Message, StringComparison.Ordinal);
        using var connection = _server.Connect(_server.Settings() with { IdentityFiles = [bad, _server.UserKey] });
        Assert.Equal(_server.UserKey, connection.Info.Authentication);
    }

    [Fact]
    public void A_wrong_key_is_refused_with_what_was_tried_and_what_is_allowed()
    {
        var key = TestKeys.Create(_server.Folder, "stranger");
        var error = _server.ConnectFails(_server.Settings() with { IdentityFiles = [key] });
        Assert.Equal(NodeErrorId.AuthenticationFailed, error.Id);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains("publickey", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_keys_end_in_a_clear_error_and_the_named_key_comes_first()
    {
        var strangers = Enumerable.Range(0, 8).Select(i => TestKeys.Create(_server.Folder, $"s{i}")).ToArray();
        var error = _server.ConnectFails(_server.Settings() with { IdentityFiles = [.. strangers] });
        Assert.Equal(NodeErrorId.AuthenticationFailed, error.Id);
        Assert.Contains("MaxAuthTries", error.Message, StringComparison.Ordinal);
        using var connection = _server.Connect(_server.Settings() with { IdentityFiles = [.. strangers] }, new ConnectionOptions { KeyFiles = [_server.UserKey] });
        Assert.Equal(_server.UserKey, connection.Info.Authentication);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public void An_agent_signs(string type)
    {
        Assert.SkipWhen(TestAgent.Missing is not null, TestAgent.Missing ?? "");
        using var agent = TestAgent.Start();
        var key = TestKeys.Create(_server.Folder, $"a_{type}", type, comment: "me\u001b[31m");
        _server.Authorize(key + ".pub");
        agent.Add(key);
        using var connection = _server.Connect(_server.Settings() with { IdentityFiles = [], IdentityAgent = agent.Socket });
        Assert.Equal("'me?[31m' in ssh-agent", connection.Info.Authentication);
    }

    [Fact]
    public void IdentitiesOnly_takes_from_the_agent_what_an_identity_file_names()
    {
        Assert.SkipWhen(TestAgent.Missing is not null, TestAgent.Missing ?? "");
        using var agent = TestAgent.Start();
        var wanted = TestKeys.Create(_server.Folder, "wanted", comment: "wanted");
        var other = TestKeys.Create(_server.Folder, "other", comment: "other");
        _server.Authorize(wanted + ".pub");
        _server.Authorize(other + ".pub");
        agent.Add(other);
        agent.Add(wanted);
        File.Delete(wanted);
        using var connection = _server.Connect(_server.Settings() with { IdentityFiles = [wanted + ".pub"], IdentityAgent = agent.Socket, IdentitiesOnly = true });
        Assert.Equal("'wanted' in ssh-agent", connection.Info.Authentication);
        var none = _server.ConnectFails(_server.Settings() with { IdentityFiles = [Path.Combine(_server.Folder, "nothing")], IdentityAgent = agent.Socket, IdentitiesOnly = true });
        Assert.Equal(NodeErrorId.KeyUnusable, none.Id);
    }

    [Fact]
    public void An_agent_that_is_not_there_is_named_only_when_nothing_else_works()
    {
        using (_server.Connect(_server.Settings() with { IdentityAgent = "/nonexistent/agent" }))
        {
        }
        var error = _server.ConnectFails(_server.Settings() with { IdentityFiles = ["/nonexistent/key"], IdentityAgent = "/nonexistent/agent" });
        Assert.Contains("there is no socket /nonexistent/agent; unset SSH_AUTH_SOCK", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ed25519", false)]
    [InlineData("rsa", false)]
    [InlineData("ed25519", true)]
    [InlineData("rsa", true)]
    public void A_user_certificate_logs_in(string type, bool inAgent)
    {
        var folder = Directory.CreateTempSubdirectory("opsshell-ca-").FullName;
        var ca = TestKeys.Create(folder, "ca");
        using var server = SshTesting.Start(new SshdOptions { TrustedUserCa = ca + ".pub" });
        var key = TestKeys.Create(folder, "user", type);
        var certificate = TestKeys.Certify(ca, key + ".pub", "root");
        var settings = server.Settings() with { IdentityFiles = [key] };
        using var agent = inAgent ? TestAgent.Start() : null;
        if (agent is not null)
        {
            agent.Add(key);
            settings = settings with { IdentityFiles = [], IdentityAgent = agent.Socket };
        }
        using (var connection = server.Connect(settings))
            Assert.Contains(inAgent ? "in ssh-agent" : certificate, connection.Info.Authentication, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Fact]
    public void An_expired_certificate_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("opsshell-ca-").FullName;
        var ca = TestKeys.Create(folder, "ca");
        using var server = SshTesting.Start(new SshdOptions { TrustedUserCa = ca + ".pub" });
        var key = TestKeys.Create(folder, "user");
        TestKeys.Certify(ca, key + ".pub", "root", validity: "-2d:-1d");
        var error = server.ConnectFails(server.Settings() with { IdentityFiles = [key] });
        Assert.Equal(NodeErrorId.AuthenticationFailed, error.Id);
        Assert.Contains("expired", error.Message, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("password", "KbdInteractiveAuthentication no")]
    [InlineData("keyboard-interactive", "PasswordAuthentication no")]
    public void A_password_logs_in_and_a_wrong_one_is_tried_once(string method, string config)
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        Assert.SkipUnless(File.Exists("/etc/pam.d/sshd"), "PAM has no service sshd here");
        using var user = TestUser.Create();
        using var server = SshTesting.Start(new SshdOptions { Config = ["UsePAM yes", config] });
        var settings = server.Settings() with { IdentityFiles = ["/nonexistent/key"], UserName = user.Name };
        using (var connection = server.Connect(settings, new ConnectionOptions { Password = user.Password }))
        {
            Assert.Equal(method, connection.Info.Authentication);
            Assert.Equal(user.Name + "\n", connection.Run("id -un").Text);
        }
        var error = server.ConnectFails(settings, new ConnectionOptions { Password = "not it" });
        Assert.Equal(NodeErrorId.AuthenticationFailed, error.Id);
        Assert.DoesNotContain("not it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_sends_signals_to_the_processes_of_a_user()
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        using var user = TestUser.Create();
        _server.Authorize(_server.UserKey + ".pub");
        TestKeys.Run("chmod", "755", _server.Folder);
        TestKeys.Run("chmod", "644", _server.AuthorizedKeys);
        using var connection = _server.Connect(_server.Settings() with { UserName = user.Name });
        using var cancel = new CancellationTokenSource(400);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => connection.Exec.Run("trap '' TERM; sleep 871; sleep 872", default, true, new SshTesting.Captured(), cancel.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.3, 3);
        // KILL is on its way; a busy machine takes a moment to carry it out.
        Assert.True(SpinWait.SpinUntil(() => connection.Run("pgrep -u $(id -u) sleep; true").Text.Length == 0, TimeSpan.FromSeconds(5)), "a process is left");
    }
}
