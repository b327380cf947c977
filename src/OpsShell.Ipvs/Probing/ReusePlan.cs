using System.Globalization;
using System.Net;

namespace OpsShell.Ipvs.Probing;

/// <summary>What the probe does; all of it bounded.</summary>
/// <param name="Address">The virtual address.</param>
/// <param name="Port">The virtual port.</param>
/// <param name="LocalPort">The one source port.</param>
/// <param name="Count">Attempts from it.</param>
/// <param name="ConnectLimit">Limit for one connection to come about.</param>
/// <param name="Interval">Pause between two attempts.</param>
/// <param name="Limit">After it no further attempt is begun.</param>
internal sealed record ReusePlan(IPAddress Address, int Port, int LocalPort, int Count, TimeSpan ConnectLimit, TimeSpan Interval, TimeSpan Limit)
{
    /// <summary>Attempts from ports of the kernel's choice, before the others, to compare with.</summary>
    public const int Controls = 3;

    /// <summary>So many failures in a row end the probe.</summary>
    public const int Failures = 5;

    /// <summary>How long the server is waited for to end a connection.</summary>
    public static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What is sent, so that the server ends the connection first: a web server answers and closes, others close because they do not
    /// understand it.
    /// </summary>
    public const string Request = "HEAD / HTTP/1.0\r\nConnection: close\r\n\r\n";

    /// <summary>As <c>10.96.0.1:443</c>.</summary>
    public string Target => new IPEndPoint(Address, Port).ToString();

    /// <summary>All attempts.</summary>
    public int Total => Controls + Count;

    /// <summary>The arguments of the script.</summary>
    public string[] Arguments =>
    [
        Address.ToString(), Text(Port), Text(LocalPort), Text(Count), Text(ConnectLimit.TotalSeconds), Text(Interval.TotalSeconds), Text(Limit.TotalSeconds),
    ];

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
