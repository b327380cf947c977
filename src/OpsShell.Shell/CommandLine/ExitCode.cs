using System.Runtime.InteropServices;

namespace OpsShell.Shell.CommandLine;

/// <summary>Exit codes that are not an audit's verdict (sysexits.h).</summary>
internal static class ExitCode
{
    /// <summary>EX_USAGE: the command line cannot be understood.</summary>
    public const int Usage = 64;

    /// <summary>EX_SOFTWARE: a defect of OpsShell.</summary>
    public const int Internal = 70;

    /// <summary>EX_IOERR: the result could not be written.</summary>
    public const int Output = 74;

    /// <summary>Interrupted before there was anything to report: 128 + SIGINT, as shells say it.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads standard output any more (<c>| head</c>): 128 + SIGPIPE, as shells say it.</summary>
    public const int BrokenPipe = 141;

    /// <summary>Ended by a signal before there was anything to report: 128 + its number, as shells say it.</summary>
    public static int Ended(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 129,
        PosixSignal.SIGTERM => 143,
        _ => Interrupted,
    };
}
