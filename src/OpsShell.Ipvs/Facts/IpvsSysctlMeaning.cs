namespace OpsShell.Ipvs.Facts;

/// <summary>What a parameter below net.ipv4.vs does.</summary>
/// <param name="Name">Its name without the path.</param>
/// <param name="Default">The value that a kernel starts with; null where it depends on the machine or is not known.</param>
/// <param name="Meaning">What it does, in a sentence or two.</param>
public sealed record IpvsSysctlMeaning(string Name, string? Default, string Meaning)
{
    /// <summary>Whether 2 stands for 1 with the defence at work (update_defense_level in ip_vs_ctl.c).</summary>
    public bool IsDefence => Name is "drop_entry" or "drop_packet" or "secure_tcp";

    /// <summary>Whether two values are the same setting.</summary>
    public bool IsSame(string one, string other) => Normal(one) == Normal(other);

    private string Normal(string value)
    {
        var words = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return IsDefence && words == "2" ? "1" : words;
    }
}
