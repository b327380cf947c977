using System.Globalization;
using System.Net;
using System.Text;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Facts;

namespace OpsShell.Ipvs.Tests.Compare;

/// <summary>Writes /proc/net/ip_vs of what a test says in the notation of ipvsadm: <c>TCP 10.96.0.1:80 rr</c>, then <c>-> 10.244.1.1:8080 1</c>.</summary>
internal static class TableText
{
    public static string Of(params string[] lines)
    {
        var text = new StringBuilder(IpvsText.Heading);
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words[0] == "->")
                text.Append(CultureInfo.InvariantCulture, $"  -> {Hex(words[1])}      Masq    {words[2]}      0          0         \n");
            else
                text.Append(CultureInfo.InvariantCulture, $"{words[0]}  {Hex(words[1])} {string.Join(' ', words[2..])} \n");
        }
        return text.ToString();
    }

    public static IpvsTable Parse(params string[] lines) => IpvsTableParser.Parse(Encoding.UTF8.GetBytes(Of(lines)));

    private static string Hex(string endpoint)
    {
        var parts = IPEndPoint.Parse(endpoint);
        var bytes = parts.Address.GetAddressBytes();
        return bytes.Length == 4
            ? $"{Convert.ToHexString(bytes)}:{parts.Port:X4}"
            : $"[{string.Join(':', bytes.Chunk(2).Select(Convert.ToHexStringLower))}]:{parts.Port:X4}";
    }
}
