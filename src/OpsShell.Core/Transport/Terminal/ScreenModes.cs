using System.Text;

namespace OpsShell.Core.Transport.Terminal;

/// <summary>
/// Remembers whether a full-screen program has the screen, so that it can be given back when the program could not do so itself,
/// because the connection died.
/// </summary>
internal sealed class ScreenModes
{
    // xterm's: alternate screen; mouse; bracketed paste; hidden cursor; cursor keys of applications; colours.
    private static readonly byte[] _enter = Encoding.ASCII.GetBytes("\u001b[?1049h");
    private static readonly byte[] _leave = Encoding.ASCII.GetBytes("\u001b[?1049l");
    private static readonly byte[] _reset = Encoding.ASCII.GetBytes("\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?25h\u001b[?1l\u001b>\u001b[0m\r\n");
    private bool _isFullScreen;

    /// <summary>What brings the screen back to what a prompt expects.</summary>
    public byte[] Reset => [.. _isFullScreen ? _leave : [], .. _reset];

    /// <summary>Looks at output on its way to the terminal.</summary>
    public void See(ReadOnlySpan<byte> output)
    {
        var entered = output.LastIndexOf(_enter);
        var left = output.LastIndexOf(_leave);
        if (entered >= 0 || left >= 0)
            _isFullScreen = entered > left;
    }
}
