using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>A node whose programs answer with too much, or with bytes made to deceive.</summary>
public sealed class KernelLogTests(Fleet fleet) : IDisposable
{
    private readonly List<TestUser> _users = [];

    public void Dispose() => _users.ForEach(user => user.Dispose());

    [Fact]
    public void A_kernel_log_of_ten_megabytes_hurts_nobody()
    {
        using var desk = WithDmesg("awk 'BEGIN { for (i = 0; i < 120000; i++) printf \"[%10.6f] opsshell: filler line number %d with some text to make it long enough\\n\", i, i }'");
        var run = desk.Ops("audit", "node", "-Check", "node/kernel-log", "-Output", "json").IsQuiet().Within(30);
        Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("nodes").EnumerateArray(), node => node.GetProperty("error").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void Escape_sequences_and_bad_bytes_in_the_log_are_made_visible()
    {
        using var desk = WithDmesg("printf '[    1.000000] BUG: unable to handle page fault \\033[2J\\033]0;owned\\007 \\377\\376\\n'");
        foreach (var format in (string[])["table", "json", "jsonl", "junit", "sarif", "prometheus", "markdown"])
        {
            var run = desk.Ops("audit", "node", "-Check", "node/kernel-log", "-Output", format).IsQuiet();
            Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character is not ('\n' or '\t'));
        }
        desk.Ops("audit", "node", "-Check", "node/kernel-log").Prints("unable to handle page fault");
    }

    [Fact]
    public void A_program_that_never_ends_is_cut_and_the_audit_goes_on()
    {
        using var desk = WithDmesg("exec yes opsshell-endless-log");
        var run = desk.Ops("audit", "node", "-Check", "node/kernel-log,node/file-handles", "-MinStatus", "Ok").IsQuiet().Within(60);
        run.Prints("node/file-handles");
    }

    /// <summary>A node whose login user has a dmesg of its own first on the PATH, by its start-up file.</summary>
    private Sandbox WithDmesg(string script)
    {
        fleet.Require();
        var user = TestUser.Create();
        var desk = new Sandbox();
        _users.Add(user);
        fleet.Admit(user);
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(user.Folder, "bin")).FullName, "dmesg");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        File.WriteAllText(Path.Combine(user.Folder, ".bashrc"), $"PATH={user.Folder}/bin:$PATH\n");
        TestKeys.Run("chown", "-R", user.Name, user.Folder);
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("node", "127.6.0.1", $"user: {user.Name}")));
        return desk;
    }
}
