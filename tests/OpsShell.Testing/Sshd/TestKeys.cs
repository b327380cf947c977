using System.Diagnostics;

namespace OpsShell.Testing.Sshd;

/// <summary>Makes keys and certificates with ssh-keygen.</summary>
public static class TestKeys
{
    /// <summary>Whether ssh-keygen is there.</summary>
    public static bool Available => File.Exists("/usr/bin/ssh-keygen");

    /// <summary>Makes a key pair.</summary>
    /// <returns>The path of the private key.</returns>
    public static string Create(string folder, string name, string type = "ed25519", string passphrase = "", string comment = "test")
    {
        var path = Path.Combine(folder, name);
        Run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", comment, "-f", path);
        return path;
    }

    /// <summary>Signs a public key with a CA; the certificate stands beside it as <c>NAME-cert.pub</c>.</summary>
    public static string Certify(string ca, string publicKey, string principals, bool host = false, string validity = "-1d:+1d")
    {
        string[] kind = host ? ["-h"] : [];
        Run("ssh-keygen", ["-q", "-s", ca, "-I", "test", "-n", principals, "-V", validity, .. kind, publicKey]);
        return publicKey[..^".pub".Length] + "-cert.pub";
    }

    /// <summary>Runs a program that must succeed, and gives its output.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Result}{output}");
    }
}
