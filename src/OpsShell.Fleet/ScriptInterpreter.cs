namespace OpsShell.Fleet;

/// <summary>The <c>#!</c> line of a script. Pure.</summary>
internal static class ScriptInterpreter
{
    /// <summary>
    /// The interpreter with its argument (execve(2): all after the first space is one argument), or null when the script names none
    /// or plain <c>/bin/sh</c>, which runs it anyway.
    /// </summary>
    public static string? Of(string script)
    {
        if (!script.StartsWith("#!", StringComparison.Ordinal))
            return null;
        var end = script.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? script[2..] : script[2..end]).Trim();
        return line is "" or "/bin/sh" or "/usr/bin/sh" ? null : line;
    }
}
