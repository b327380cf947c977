using System.Text;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Where cron, containers and pipes run it: no usable home, a full disk, input from a pipe.</summary>
public sealed class SurroundingsTests
{
    [Theory, InlineData("/proc"), InlineData("/opsshell-no-such-home"), InlineData(""), InlineData(null)]
    public void It_starts_without_a_home_that_it_can_write_to(string? home)
    {
        using var desk = new Sandbox();
        desk.Variables["HOME"] = home;
        desk.Script("6 * 7").Exits(0).IsQuiet().Prints("42");
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(desk.Path), entry => Path.GetFileName(entry) is ".cache" or ".config" or ".local");
        Assert.False(Directory.Exists("/opsshell-no-such-home"));
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_no_verdict()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        using var desk = new Sandbox();
        desk.Typed("opsshell audit -Check node/file-handles > /dev/full").Exits(74).Complains("No space left on device");
    }

    [Fact]
    public void Standard_input_is_there_as_input()
    {
        using var desk = new Sandbox();
        desk.Script("$input | ForEach-Object { \"<$_>\" }", Encoding.UTF8.GetBytes("one\ntwo\n")).Exits(0).IsQuiet().Prints("<one>\n<two>");
    }

    [Fact]
    public void Help_on_the_audit_is_data()
    {
        using var desk = new Sandbox();
        desk.Ops("audit", "--help").Exits(0).IsQuiet().Prints("-MinStatus");
    }
}
