using System.Globalization;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Texts for the User-Agent header.</summary>
public static class PSUserAgent
{
    /// <summary>That of Internet Explorer.</summary>
    public static string InternetExplorer => $"Mozilla/5.0 (compatible; MSIE 9.0; {Platform}; {Culture})";

    /// <summary>That of Firefox.</summary>
    public static string FireFox => $"Mozilla/5.0 ({Platform}; {Culture}) Gecko/20100401 Firefox/4.0";

    /// <summary>That of Chrome.</summary>
    public static string Chrome =>
        $"Mozilla/5.0 ({Platform}; {Culture}) AppleWebKit/534.6 (KHTML, like Gecko) Chrome/7.0.500.0 Safari/534.6";

    /// <summary>That of Opera.</summary>
    public static string Opera => $"Opera/9.70 ({Platform}; {Culture}) Presto/2.2.1";

    /// <summary>That of Safari.</summary>
    public static string Safari =>
        $"Mozilla/5.0 ({Platform}; {Culture}) AppleWebKit/533.16 (KHTML, like Gecko) Version/5.0 Safari/533.16";

    /// <summary>PowerShell's own, which requests have unless another is given.</summary>
    internal static string Own { get; } = $"Mozilla/5.0 ({Platform}; {Culture}) PowerShell/{EngineVersion}";

    private static string Platform =>
        $"Linux; {RuntimeInformation.OSDescription.Replace(
            "(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)}";

    private static string Culture => CultureInfo.CurrentCulture.Name is { Length: > 0 } name ? name : "en-US";

    private static string EngineVersion => typeof(PSObject).Assembly.GetName().Version!.ToString(3);
}
