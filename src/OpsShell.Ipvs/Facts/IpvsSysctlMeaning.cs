using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>What a parameter below net.ipv4.vs does.</summary>
/// <param name="Name">Its name without the path.</param>
/// <param name="Default">The value that a kernel starts with; null where it depends on the machine or is not known.</param>
/// <param name="Meaning">What it does, in a sentence or two.</param>
public sealed record IpvsSysctlMeaning(string Name, string? Default, string Meaning)
{
    /// <summary>Whether 2 stands for 1 with the defence at work (update_defense_level in ip_vs_ctl.c).</summary>
    public bool IsDefence => Name is "drop_entry" or "drop_packet" or "secure_tcp";

    /// <summary>Whether it is a set of CPUs, which has several spellings: <c>0,1</c> reads back as <c>0-1</c>.</summary>
    public bool IsCpuList => Name == "est_cpulist";

    /// <summary>Whether two values are the same setting.</summary>
    public bool IsSame(string one, string other) => Normal(one) == Normal(other);

    private string Normal(string value)
    {
        var words = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return IsDefence && words == "2" ? "1" : IsCpuList ? Cpus(words) : words;
    }

    // The kernel takes ranges in any order (cpulist_parse); what is no such list is compared as text.
    private static string Cpus(string text)
    {
        try
        {
            return CpuList.Union(text.Split(',').Select(CpuList.Parse)).ToString();
        }
        catch (FormatException)
        {
            return text;
        }
    }
}
