using System.Management.Automation.Host;
using System.Security;

namespace OpsShell.Shell.Hosting;

/// <summary>Answers as .NET's console gives them: what a script is run with.</summary>
internal sealed class ConsoleKeyboard : IKeyboard
{
    public bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public string? ReadLine() => Console.ReadLine();

    public SecureString ReadSecret()
    {
        var secret = new SecureString();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.AppendChar(key.KeyChar);
        }
        Console.Error.WriteLine();
        return secret;
    }

    public KeyInfo ReadKey(bool echo)
    {
        var key = Console.ReadKey(intercept: !echo);
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }
}
