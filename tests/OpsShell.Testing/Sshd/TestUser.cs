namespace OpsShell.Testing.Sshd;

/// <summary>A throw-away user of this machine with a password, for logins that root cannot stand for.</summary>
public sealed class TestUser : IDisposable
{
    private TestUser(string name, string password, string folder)
    {
        Name = name;
        Password = password;
        Folder = folder;
    }

    /// <summary>Why no user can be made here; null when one can.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "only root can make a user" : File.Exists("/usr/sbin/useradd") ? null : "useradd is not installed";

    /// <summary>Login name.</summary>
    public string Name { get; }

    /// <summary>Password.</summary>
    public string Password { get; }

    /// <summary>Home folder.</summary>
    public string Folder { get; }

    /// <summary>Makes one.</summary>
    /// <param name="shell">The login shell.</param>
    public static TestUser Create(string shell = "/bin/bash")
    {
        var name = $"opst{Random.Shared.Next(100000, 999999)}";
        var password = $"pw-{Guid.NewGuid():N}";
        var folder = Directory.CreateTempSubdirectory("opsshell-home-").FullName;
        var hash = TestKeys.Run("openssl", "passwd", "-6", password).Trim();
        TestKeys.Run("/usr/sbin/useradd", "-M", "-d", folder, "-s", shell, "-p", hash, name);
        TestKeys.Run("chown", name, folder);
        return new TestUser(name, password, folder);
    }

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        TestKeys.Run("/usr/sbin/userdel", "-f", Name);
        Directory.Delete(Folder, recursive: true);
    }
}
