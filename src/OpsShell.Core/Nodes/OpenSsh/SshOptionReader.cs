namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>Checks one option line of an ssh_config. Pure.</summary>
internal static class SshOptionReader
{
    /// <summary>The option, or null for a keyword that has no meaning here.</summary>
    /// <exception cref="InventoryException">Its arguments are wrong.</exception>
    public static SshOptionLine? Read(SshConfigLine line, List<string> warnings)
    {
        if (!Enum.TryParse<SshOption>(line.Keyword, ignoreCase: true, out var option) || char.IsAsciiDigit(line.Keyword[0]))
            return null;
        var argument = line.Arguments[0];
        if (line.Arguments.Length > 1 && option is not (SshOption.UserKnownHostsFile or SshOption.ProxyCommand))
            throw new InventoryException(line.Arguments[1].Place, $"{line.Keyword} takes one argument; put quotes around a text with blanks");
        try
        {
            Check(option, argument.Text);
        }
        catch (FormatException error)
        {
            throw new InventoryException(argument.Place, $"{line.Keyword}: {error.Message}", error);
        }
        if (option == SshOption.ProxyCommand && !IsNone(argument.Text))
            warnings.Add(CommandWarning(line.Place));
        return new SshOptionLine(option, [.. line.Arguments.Select(word => word.Text)], line.Place);
    }

    public static string CommandWarning(SourcePlace place) =>
        $"{place}: ProxyCommand is passed over, so the node is connected to directly: OpsShell runs no command from this file. Use ProxyJump.";

    public static bool IsNone(string text) => text.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">It is neither yes nor no.</exception>
    public static bool ParseYesNo(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" => true,
        "NO" or "FALSE" => false,
        _ => throw new FormatException($"'{text}' is neither yes nor no"),
    };

    /// <summary>See <see cref="HostKeyPolicy"/>: nobody is there to be asked, and a changed key is never accepted.</summary>
    /// <exception cref="FormatException">It is no value of StrictHostKeyChecking.</exception>
    public static HostKeyPolicy ParseHostKeyPolicy(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "ASK" => HostKeyPolicy.Strict,
        "ACCEPT-NEW" or "NO" or "FALSE" or "OFF" => HostKeyPolicy.AcceptNew,
        _ => throw new FormatException($"'{text}' is none of yes, ask, accept-new, no, off"),
    };

    private static void Check(SshOption option, string text)
    {
        if (text.Length == 0)
            throw new FormatException("the argument is empty");
        switch (option)
        {
            case SshOption.Port:
                NodeAddress.ParsePort(text);
                break;
            case SshOption.User:
                NodeAddress.CheckUser(text);
                break;
            case SshOption.IdentitiesOnly:
                ParseYesNo(text);
                break;
            case SshOption.StrictHostKeyChecking:
                ParseHostKeyPolicy(text);
                break;
            case SshOption.ConnectTimeout when !IsNone(text):
                SshTime.Parse(text);
                break;
            case SshOption.ProxyJump when !text.Contains('%', StringComparison.Ordinal):
                JumpChain.Parse(text);
                break;
            case SshOption.HostName or SshOption.HostKeyAlias when NodeName.Problem(text) is { } problem:
                throw new FormatException(problem);
        }
    }
}
