using System.Management.Automation.Host;
using System.Security;

namespace OpsShell.Shell.Hosting;

/// <summary>Answers to what a running command asks for.</summary>
internal interface IKeyboard
{
    /// <summary>Whether a key waits.</summary>
    bool KeyAvailable { get; }

    /// <summary>Reads a line; null at the end of input.</summary>
    string? ReadLine();

    /// <summary>Reads a line that nobody may see.</summary>
    SecureString ReadSecret();

    /// <summary>Reads one key.</summary>
    /// <param name="echo">Whether it shows.</param>
    KeyInfo ReadKey(bool echo);
}
