using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Shell.Audit;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("audit '@edge'", ShellVerb.Audit, "")]
    [InlineData("-c 1+1", ShellVerb.Command, "1+1")]
    [InlineData("-NoProfile -Command Get-Date -Format u", ShellVerb.Command, "Get-Date -Format u")]
    [InlineData("-cwa $args[0] x", ShellVerb.Command, "$args[0]")]
    [InlineData("-EncodedCommand MQArADEA", ShellVerb.Command, "1+1")]
    [InlineData("-e MQArADEA", ShellVerb.Command, "1+1")]
    [InlineData("-c -", ShellVerb.Input, "")]
    [InlineData("-noni -f - a", ShellVerb.Input, "")]
    [InlineData("-", ShellVerb.Input, "")]
    [InlineData("--version", ShellVerb.Version, "")]
    [InlineData("-Version", ShellVerb.Version, "")]
    [InlineData("--help", ShellVerb.Help, "")]
    [InlineData("-?", ShellVerb.Help, "")]
    [InlineData("", ShellVerb.None, "")]
    [InlineData("-nop", ShellVerb.None, "")]
    [InlineData("-noe -c 1", ShellVerb.Command, "1")]
    internal void The_command_line_is_read_as_pwsh_reads_it(string line, ShellVerb verb, string text)
    {
        var arguments = ShellArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((verb, text), (arguments.Verb, arguments.Text));
    }

    [Fact]
    public void A_file_keeps_its_arguments_and_its_place()
    {
        var file = Path.GetTempFileName();
        string[][] lines = [["-NoLogo", "-NoExit", "-NonInteractive", "-NoProfile", "-wd", "/", "-ExecutionPolicy", "Bypass", "-File", file, "-A", "b"], [file, "-A", "b"]];
        foreach (var line in lines)
        {
            var arguments = ShellArguments.Parse(line);
            Assert.Equal((ShellVerb.File, file), (arguments.Verb, arguments.Text));
            Assert.Equal(["-A", "b"], arguments.Rest);
        }
        Assert.Equal(new ShellOptions { NoLogo = true, NoExit = true, NonInteractive = true, NoProfile = true, WorkingDirectory = "/" }, ShellArguments.Parse(lines[0]).Options);
        File.Delete(file);
    }

    [Theory]
    [InlineData("-s -NoLogo -NoProfile -wd /usr", "", "/usr")]
    [InlineData("-s -NoLogo -NoProfile -EncodedCommand MQA=", "1", null)]
    public void The_engine_starts_a_background_job(string line, string begin, string? folder)
    {
        var arguments = ShellArguments.Parse(line.Split(' '));
        Assert.Equal((ShellVerb.Serve, begin, folder), (arguments.Verb, arguments.Text, arguments.Options.WorkingDirectory));
    }

    [Fact]
    public void Login_is_passed_over_where_it_is_not_the_first_option() =>
        Assert.Equal((ShellVerb.Command, "1"), (ShellArguments.Parse(["-nop", "-Login", "-c", "1"]).Verb, ShellArguments.Parse(["-nop", "-Login", "-c", "1"]).Text));

    [Theory]
    [InlineData("-c", "-c needs PowerShell text")]
    [InlineData("-f", "-f needs a file")]
    [InlineData("-wd", "-wd needs a folder")]
    [InlineData("-wd /nowhere -c 1", "-WorkingDirectory '/nowhere' is no folder")]
    [InlineData("-e %%", "-e needs PowerShell text in UTF-16LE and base64")]
    [InlineData("nightly.ps1", "There is no script 'nightly.ps1'")]
    [InlineData("-bogus", "There is no option '-bogus'")]
    [InlineData("-no", "There is no option '-no'")]
    [InlineData("adit", "'adit' is neither a command of opsshell nor a file")]
    public void What_cannot_be_understood_is_named(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<UsageException>(() => ShellArguments.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_audits_options_may_be_written_in_every_way_of_PowerShell()
    {
        var arguments = AuditArguments.Parse(
            ["@edge", "-output", "JSON", "--MinStatus=warning", "-Check:node/disk,!node/psi", "web*", "-thrott", "8", "-Threshold", "a/b.c=1.5,d/e.f=2", "-Bec", "-AcceptNewHostKey", "-SampleInterval", "0.5"]);
        Assert.Equal(["@edge", "web*"], arguments.Selectors);
        Assert.Equal(("json", FindingStatus.Warning, 8), (arguments.Output, arguments.MinStatus, arguments.Fleet.ThrottleLimit));
        Assert.Equal(["node/disk", "!node/psi"], arguments.Checks);
        Assert.Equal((1.5, 2.0), (arguments.Thresholds["a/b.c"], arguments.Thresholds["d/e.f"]));
        Assert.Equal((BecomeMethod.Sudo, true, TimeSpan.FromSeconds(0.5)), (arguments.Connection.Become, arguments.Connection.AcceptNewHostKey, arguments.SampleInterval));
    }

    [Theory]
    [InlineData("-Output xml", "-Output 'xml' is none of: table, json")]
    [InlineData("-Port 0", "-Port '0' is not a number from 1 to 65535")]
    [InlineData("-Port x", "-Port 'x' is not a number")]
    [InlineData("-Threshold cpu", "-Threshold 'cpu' is not ID=NUMBER")]
    [InlineData("-Output", "-Output needs a value")]
    [InlineData("-C x", "may be -Check or -ComputerName or -ConnectingTimeout")]
    [InlineData("-Become=yes", "-Become takes no value")]
    [InlineData("-Frob", "There is no option '-Frob'")]
    [InlineData("-SampleInterval 0", "is not a number from 0.1 to 60")]
    public void A_wrong_option_of_an_audit_is_named(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<UsageException>(() => AuditArguments.Parse(line.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-Name web01", "-Name=", "=web01")]
    [InlineData("plain -5 -.5 -", "=plain", "=-5", "=-.5", "=-")]
    [InlineData("-Path:x:y", "-Path=x:y")]
    [InlineData("-Off:$false -On:TRUE -Maybe:$maybe", "-Off=False!", "-On=True!", "-Maybe=$maybe")]
    [InlineData("-Path: -x -Last:", "-Path=-x", "-Last=")]
    [InlineData("--long -a:1 -A:2", "--long=", "-a=1", "-A=2")]
    public void A_scripts_words_become_parameters_and_values(string line, params string[] expected)
    {
        var read = ScriptArguments.Parse(line.Split(' ')).Select(parameter => $"{parameter.Name}={parameter.Value}{(parameter.Value is bool ? "!" : "")}");
        Assert.Equal(expected, read);
    }
}
