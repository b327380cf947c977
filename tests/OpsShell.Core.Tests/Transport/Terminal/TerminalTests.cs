using System.Text;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Core.Transport.Terminal;

namespace OpsShell.Core.Tests.Transport.Terminal;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("ls -l ~/x\r", "ls -l ~/x\r", false)]
    [InlineData("~.", "", true)]
    [InlineData("ls\r~.rest", "ls\r", true)]
    [InlineData("x~.", "x~.", false)]
    [InlineData("~~.", "~.", false)]
    [InlineData("~/bin\r", "~/bin\r", false)]
    [InlineData("\r~x~.", "\r~x~.", false)]
    public void ATildeAndAFullStopAtTheBeginningOfALineLeave(string keys, string passed, bool left)
    {
        var whole = new EscapeFilter();
        Assert.Equal(passed, Encoding.UTF8.GetString(whole.Pass(Encoding.UTF8.GetBytes(keys))));
        Assert.Equal(left, whole.HasLeft);
        // The same when every key comes by itself.
        var single = new EscapeFilter();
        Assert.Equal(passed, string.Concat(keys.TakeWhile(_ => !single.HasLeft).Select(key => Encoding.UTF8.GetString(single.Pass([(byte)key])))));
        Assert.Equal(left, single.HasLeft);
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("\u001b[?1049h\u001b[2J", true)]
    [InlineData("\u001b[?1049hvim\u001b[?1049l", false)]
    [InlineData("\u001b[?1049l\u001b[?1049h", true)]
    public void AFullScreenProgramThatCouldNotEndGivesTheScreenBack(string output, bool full)
    {
        var screen = new ScreenModes();
        screen.See(Encoding.ASCII.GetBytes(output));
        screen.See("more"u8);
        var reset = Encoding.ASCII.GetString(screen.Reset);
        Assert.Equal(full, reset.Contains("\u001b[?1049l", StringComparison.Ordinal));
        Assert.Contains("\u001b[?25h", reset, StringComparison.Ordinal);
    }

    [Fact]
    public void TheExitCodeOfALoginCanBeReadInThisVersionOfSshNet() => Assert.True(SshExitStatus.IsKnown);
}
