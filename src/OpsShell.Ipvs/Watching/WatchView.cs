using System.Globalization;
using OpsShell.Core.Text;
using OpsShell.Core.Transport.Terminal;
using OpsShell.Fleet;

namespace OpsShell.Ipvs.Watching;

/// <summary>What Watch-OpsIpvs shows: the nodes' latest samples, and how the user wants to see them. For one thread.</summary>
/// <param name="interval">Seconds between readings, for the heading.</param>
/// <param name="top">Services of each node, at most.</param>
/// <param name="order">How services are sorted at first.</param>
internal sealed class WatchView(double interval, int top, IpvsServiceOrder order)
{
    // TCP 192.168.100.100:30080, and the longest of IPv6.
    private const int LeastName = 25, MostName = 52, NodeWidth = 16;

    private const string Help = "q quit  s sort  p pause  up/down/PgUp/PgDn scroll";
    private readonly SortedDictionary<string, OpsIpvsSample> _samples = new(NaturalOrder.Instance);
    private readonly SortedDictionary<string, string> _errors = new(NaturalOrder.Instance);
    private readonly Dictionary<string, OpsIpvsSample> _waiting = [];
    private int _offset;
    private int _page = 1;

    /// <summary>How services are sorted now.</summary>
    public IpvsServiceOrder Order { get; private set; } = order;

    /// <summary>Whether the picture stands still.</summary>
    public bool Paused { get; private set; }

    /// <summary>Takes a sample; while the picture stands still it waits.</summary>
    public void Take(OpsIpvsSample sample) => (Paused ? (IDictionary<string, OpsIpvsSample>)_waiting : _samples)[sample.ComputerName] = sample;

    /// <summary>Shows what went wrong with a node, in place of its sample.</summary>
    public void TakeError(string node, string message)
    {
        _samples.Remove(node);
        _errors[node] = message;
    }

    /// <summary>Does what a key says; <see cref="WatchKey.Quit"/> is the caller's.</summary>
    public void Press(WatchKey key)
    {
        switch (key)
        {
            case WatchKey.Sort:
                Order = (IpvsServiceOrder)(((int)Order + 1) % Enum.GetValues<IpvsServiceOrder>().Length);
                break;
            case WatchKey.Pause:
                Paused = !Paused;
                foreach (var (node, sample) in _waiting)
                    _samples[node] = sample;
                _waiting.Clear();
                break;
            case WatchKey.Up:
                _offset--;
                break;
            case WatchKey.Down:
                _offset++;
                break;
            case WatchKey.PageUp:
                _offset -= _page;
                break;
            case WatchKey.PageDown:
                _offset += _page;
                break;
            case WatchKey.Top:
                _offset = 0;
                break;
        }
    }

    /// <summary>The picture: exactly as many lines as the terminal has, none wider than it, all text clean.</summary>
    public IReadOnlyList<string> Lines(TerminalSize size)
    {
        var lines = new List<string> { Title() };
        lines.AddRange(Nodes());
        lines.Add("");
        // What a terminal of 80 columns has room for comes first; a wider one has longer names, as IPv6 needs them.
        var width = Math.Clamp(size.Columns - 75, LeastName, MostName);
        lines.Add($"{Fit("SERVICE", width)} {"CONN/S",8} {"ACTIVE",7} {"INACTIVE",8} {"CHANGE",7} {"W0",4} {"SERVERS",7} {"IN B/S",9}  NODE");
        // On a small terminal the services get what is left, at least one line.
        var head = lines.Take(Math.Max(1, size.Rows - 2)).ToList();
        var services = Services(width);
        _page = Math.Max(1, size.Rows - head.Count - 1);
        _offset = Math.Clamp(_offset, 0, Math.Max(0, services.Count - _page));
        head.AddRange(services.Skip(_offset).Take(_page));
        while (head.Count < size.Rows - 1)
            head.Add("");
        head.Add(services.Count > _page ? string.Create(CultureInfo.InvariantCulture, $"{Help}   {_offset + 1} to {Math.Min(services.Count, _offset + _page)} of {services.Count}") : Help);
        return [.. head.Take(size.Rows).Select(line => Cut(DisplayText.Clean(line), size.Columns))];
    }

    private string Title()
    {
        var time = _samples.Count > 0 ? _samples.Values.Max(sample => sample.Time).ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "reading ...";
        var source = _samples.Values.Select(sample => sample.ServiceRates).FirstOrDefault("");
        return string.Create(CultureInfo.InvariantCulture, $"IPVS  {time}  every {interval:0.#} s  sort: {Order}{(Paused ? "  PAUSED" : "")}{(source.Length > 0 ? $"  rates by service: {source}" : "")}");
    }

    private IEnumerable<string> Nodes()
    {
        yield return $"{Fit("NODE", NodeWidth)} {"CONN/S",8} {"SYN RE/S",8} {"CT FAIL/S",9} {"ACTIVE",8} {"INACTIVE",8} {"W0",4} {"IN PKT/S",9} {"OUT PKT/S",9} {"IN B/S",9} {"OUT B/S",9} {"SVC",6} {"RS",6}  ESTIMATOR";
        foreach (var sample in _samples.Values)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Fit(sample.ComputerName, NodeWidth)} {Rate(sample.ConnectionsPerSecond),8} {Rate(sample.SynRetransmitsPerSecond),8} {Rate(sample.InsertFailedPerSecond),9} {sample.ActiveConnections,8} {sample.InactiveConnections,8} {sample.ZeroWeightServers,4} {Rate(sample.IncomingPacketsPerSecond),9} {Rate(sample.OutgoingPacketsPerSecond),9} {Bytes(sample.IncomingBytesPerSecond),9} {Bytes(sample.OutgoingBytesPerSecond),9} {sample.VirtualServices,6} {sample.RealServers,6}  {sample.Estimator}");
        }
        foreach (var (node, message) in _errors)
            yield return $"{Fit(node, NodeWidth)} {message}";
    }

    private List<string> Services(int width)
    {
        var shown = _samples.Values.SelectMany(sample => WatchSampler.Sort(sample.Services, service => service, Order).Take(top).Select(service => (sample.ComputerName, Service: service)));
        return [.. WatchSampler.Sort(shown, pair => pair.Service, Order).Select(pair => Line(pair.Service, width, pair.ComputerName))];
    }

    private static string Line(IpvsServiceActivity service, int width, string node) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fit(service.Name, width)} {Rate(service.ConnectionsPerSecond),8} {service.ActiveConnections,7} {service.InactiveConnections,8} {service.Change,7:+0;-0;0} {service.ZeroWeightServers,4} {service.RealServers,7} {Bytes(service.IncomingBytesPerSecond),9}  {node}");

    private static string Fit(string text, int width) => (text.Length > width ? DisplayText.Excerpt(text, width - 1) : DisplayText.Clean(text)).PadRight(width);

    private static string Rate(double? value) => value is { } rate ? rate.ToString(rate < 100 ? "0.#" : "0", CultureInfo.InvariantCulture) : "-";

    private static string Bytes(double? value) => value is { } bytes ? ViewText.Size((long)bytes) : "-";

    private static string Cut(string line, int columns) => line.Length <= columns ? line : line[..columns];
}
