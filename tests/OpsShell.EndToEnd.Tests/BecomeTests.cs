using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>-Become by a real sudo, for a user of its own with a rule of its own.</summary>
public sealed class BecomeTests : IDisposable
{
    private readonly TestUser _user;
    private readonly Sandbox _desk;
    private string? _rule;

    public BecomeTests(Fleet fleet)
    {
        fleet.Require();
        OpsCommand.RequireProgram("sudo");
        Assert.SkipUnless(Directory.Exists("/etc/sudoers.d"), "/etc/sudoers.d is not there");
        _user = TestUser.Create();
        fleet.Admit(_user);
        _desk = new Sandbox();
        _desk.Variables["OPSSHELL_INVENTORY"] = _desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("node", "127.5.0.1", $"user: {_user.Name}")));
    }

    public void Dispose()
    {
        _desk?.Dispose();
        _user?.Dispose();
        if (_rule is not null)
            File.Delete(_rule);
    }

    [Fact]
    public void Without_a_password_where_sudo_wants_none()
    {
        Allow("NOPASSWD: ALL");
        _desk.Script("'in' | Invoke-OpsCommand 'id -un; cat' -ComputerName node -Become | ForEach-Object Output").Exits(0).IsQuiet().Prints("root\nin\n");
        _desk.Ops("audit", "node", "-Become", "-Check", "node/kernel-log", "-Output", "json").IsQuiet();
    }

    [Fact]
    public void With_the_password_where_sudo_wants_one()
    {
        Allow("ALL");
        _desk.Script("'in' | Invoke-OpsCommand 'id -un; cat' -ComputerName node -Become -BecomeCredential " + Credential(_user.Password) + " | ForEach-Object Output")
            .Exits(0).IsQuiet().Prints("root\nin\n");
    }

    [Fact]
    public void Without_the_password_it_says_what_is_needed()
    {
        Allow("ALL");
        var run = _desk.Script("Invoke-OpsCommand 'id -un' -ComputerName node -Become | ForEach-Object Output").Exits(1).Complains("node: ").Complains("sudo");
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_wrong_password_is_tried_once_and_never_shown()
    {
        var log = _desk["sudo.log"];
        Allow("ALL", $"Defaults:{_user.Name} logfile={log}\nDefaults:{_user.Name} passwd_tries=3\n");
        var run = _desk.Script("Invoke-OpsCommand 'id -un' -ComputerName node -Become -BecomeCredential " + Credential("wrong-secret") + " | ForEach-Object Output");
        run.Exits(1).Complains("node: ").Complains("password");
        Assert.Empty(run.Output);
        Assert.DoesNotContain("wrong-secret", run.ToString(), StringComparison.Ordinal);
        var tries = string.Join(' ', File.ReadAllText(log).Split('\n', StringSplitOptions.TrimEntries));
        Assert.Contains("1 incorrect password attempt", tries, StringComparison.Ordinal);
        Assert.DoesNotContain("2 incorrect", tries, StringComparison.Ordinal);
        Assert.DoesNotContain("3 incorrect", tries, StringComparison.Ordinal);
    }

    private void Allow(string what, string defaults = "")
    {
        _rule = $"/etc/sudoers.d/opsshell-test-{_user.Name}";
        File.WriteAllText(_rule, $"{defaults}{_user.Name} ALL=(ALL) {what}\n");
        File.SetUnixFileMode(_rule, UnixFileMode.UserRead | UnixFileMode.GroupRead);
    }

    // The engine alone has no ConvertTo-SecureString.
    private static string Credential(string password) => $"([pscredential]::new('any', [System.Net.NetworkCredential]::new('', '{password}').SecurePassword))";
}
