using System.Diagnostics;
using System.Security.Cryptography;
using OpsShell.Core.Nodes;
using OpsShell.Core.Tests.Transport.Ssh;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Files;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Files;

/// <summary>The same copies on this machine, over SFTP and by a shell that is root.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsshell-copy-").FullName;
    private SshdServer? _server;
    private SshConnector? _connector;
    private SshConnection? _connection;

    public void Dispose()
    {
        _connection?.Dispose();
        _connector?.Dispose();
        _server?.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>How the node's files are reached.</summary>
    public enum Way
    {
        Local,
        Sftp,
        Root,
    }

    private INodeFiles Open(Way way, SshdOptions? options = null)
    {
        if (way == Way.Local)
            return new LocalFiles();
        _server = SshTesting.Start(options);
        _connector = new SshConnector(ConnectionOptions.Default);
        _connection = _connector.Connect(_server.Node(), TestContext.Current.CancellationToken);
        // A login as root has no need of sudo, and the scripts are the same.
        return way == Way.Root ? new RootFiles(_connection, null) : _connection.OpenFiles();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string MakeFile(string name, int size = 1000, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(size));
        File.SetUnixFileMode(path, mode);
        return path;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private void NothingLeft() => Assert.Empty(Directory.EnumerateFiles(_folder, ".opsshell-*", SearchOption.AllDirectories));

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void A_file_goes_up_and_comes_down_with_mode_and_checksum(Way way)
    {
        using var files = Open(way);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var source = MakeFile("a b'c", 5 << 20, Mode);
        var up = files.Upload(source, PathOf("up"), new CopyRequest(), Token);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source))), up.Sha256);
        Assert.Equal(way == Way.Local ? "read back" : "sha256sum", up.Verified);
        Assert.Equal((1, 5L << 20), (up.Files, up.Bytes));
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(PathOf("up")));
        Assert.Equal(Mode, File.GetUnixFileMode(PathOf("up")));
        files.Download(PathOf("up"), PathOf("down"), new CopyRequest { Mode = 0x1A4 }, Token);
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(PathOf("down")));
        Assert.Equal((UnixFileMode)0x1A4, File.GetUnixFileMode(PathOf("down")));
        NothingLeft();
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void An_existing_file_needs_force_and_a_folder_takes_the_file_under_its_name(Way way)
    {
        using var files = Open(way);
        var source = MakeFile("source");
        var target = MakeFile("target");
        var old = File.ReadAllBytes(target);
        var error = Assert.Throws<NodeException>(() => files.Upload(source, target, new CopyRequest(), Token));
        Assert.Equal(NodeErrorId.CopyFailed, error.Id);
        Assert.Contains("-Force", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(old, File.ReadAllBytes(target));
        files.Upload(source, target, new CopyRequest { Force = true }, Token);
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(target));
        Directory.CreateDirectory(PathOf("folder"));
        Assert.Equal(PathOf("folder/source"), files.Upload(source, PathOf("folder"), new CopyRequest(), Token).Path);
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void What_is_not_there_is_named(Way way)
    {
        using var files = Open(way);
        Assert.Equal(NodeErrorId.FileNotFound, Assert.Throws<NodeException>(() => files.Upload(PathOf("none"), PathOf("x"), new CopyRequest(), Token)).Id);
        Assert.Equal(NodeErrorId.FileNotFound, Assert.Throws<NodeException>(() => files.Download(PathOf("none"), PathOf("x"), new CopyRequest(), Token)).Id);
        var error = Assert.Throws<NodeException>(() => files.Upload(MakeFile("f"), PathOf("no/folder/x"), new CopyRequest(), Token));
        Assert.Equal(NodeErrorId.FileNotFound, error.Id);
        Assert.Contains(PathOf("no/folder"), error.Message, StringComparison.Ordinal);
        Assert.Contains("-Recurse", Assert.Throws<NodeException>(() => files.Upload(_folder, PathOf("x"), new CopyRequest(), Token)).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void A_folder_goes_and_comes_with_links_and_without_what_leads_out(Way way)
    {
        using var files = Open(way);
        MakeFile("tree/a");
        MakeFile("tree/sub/deep/b", 0);
        Directory.CreateDirectory(PathOf("tree/empty"));
        File.CreateSymbolicLink(PathOf("tree/sub/up"), "../a");
        var copied = files.Upload(PathOf("tree"), PathOf("up"), new CopyRequest { Recurse = true }, Token);
        Assert.Equal((2, 1000L, (string?)null), (copied.Files, copied.Bytes, copied.Sha256));
        Assert.Equal("../a", new FileInfo(PathOf("up/sub/up")).LinkTarget);
        Assert.True(Directory.Exists(PathOf("up/empty")));
        files.Download(PathOf("up"), PathOf("down"), new CopyRequest { Recurse = true }, Token);
        Assert.Equal(File.ReadAllBytes(PathOf("tree/a")), File.ReadAllBytes(PathOf("down/sub/up")));

        File.CreateSymbolicLink(PathOf("tree/evil"), "/etc/passwd");
        Process.Start("mkfifo", PathOf("tree/pipe")).WaitForExit();
        var error = Assert.Throws<NodeException>(() => files.Download(PathOf("tree"), PathOf("again"), new CopyRequest { Recurse = true }, Token));
        Assert.Equal(NodeErrorId.CopyFailed, error.Id);
        Assert.Contains("tree/evil", error.Message, StringComparison.Ordinal);
        Assert.Contains("tree/pipe", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("again/sub/deep/b")));
        Assert.False(File.Exists(PathOf("again/evil")));
        NothingLeft();
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void A_full_disk_leaves_the_old_file_and_no_rest(Way way)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can mount a small file system");
        using var files = Open(way);
        var small = PathOf("small");
        Directory.CreateDirectory(small);
        try
        {
            TestKeys.Run("mount", "-t", "tmpfs", "-o", "size=1m", "none", small);
        }
        catch (InvalidOperationException error)
        {
            Assert.Skip($"mount is not allowed here: {error.Message}");
        }
        try
        {
            File.WriteAllText(Path.Combine(small, "f"), "old");
            var error = Assert.Throws<NodeException>(() => files.Upload(MakeFile("big", 3 << 20), Path.Combine(small, "f"), new CopyRequest { Force = true }, Token));
            Assert.Equal(NodeErrorId.DiskFull, error.Id);
            Assert.Equal("old", File.ReadAllText(Path.Combine(small, "f")));
            Assert.Single(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            TestKeys.Run("umount", "-l", small);
        }
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void Cancellation_leaves_nothing(Way way)
    {
        using var files = Open(way);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => files.Upload(MakeFile("f"), PathOf("x"), new CopyRequest(), cancel.Token));
        Assert.False(File.Exists(PathOf("x")));
        NothingLeft();
    }

    [Theory]
    [InlineData(Way.Local)]
    [InlineData(Way.Sftp)]
    [InlineData(Way.Root)]
    public void Cancellation_in_the_middle_of_a_file_leaves_nothing_or_names_it(Way way)
    {
        using var files = Open(way);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var source = MakeFile("big", 64 << 20);
        Directory.CreateDirectory(PathOf("to"));
        var watch = WhenBegun(PathOf("to"), cancel.Cancel);
        var error = Assert.ThrowsAny<Exception>(() => files.Upload(source, PathOf("to/x"), new CopyRequest(), cancel.Token));
        // On a busy machine the connection may have to be given up with input on its way; then what is left is told.
        if (error is NodeException { Id: NodeErrorId.Cancelled })
            Assert.All(Directory.GetFileSystemEntries(PathOf("to")), left => Assert.Contains(left, error.Message, StringComparison.Ordinal));
        else
        {
            Assert.IsAssignableFrom<OperationCanceledException>(error);
            Assert.Empty(Directory.GetFileSystemEntries(PathOf("to")));
        }
    }

    [Fact]
    public void A_node_that_is_lost_in_the_middle_leaves_a_rest_that_is_named()
    {
        using var files = Open(Way.Sftp);
        var source = MakeFile("big", 64 << 20);
        Directory.CreateDirectory(PathOf("to"));
        var watch = WhenBegun(PathOf("to"), _server!.Kill);
        var error = Assert.Throws<NodeException>(() => files.Upload(source, PathOf("to/x"), new CopyRequest(), Token));
        Assert.Equal(NodeErrorId.ConnectionLost, error.Id);
        Assert.Contains(Assert.Single(Directory.GetFileSystemEntries(PathOf("to"))), error.Message, StringComparison.Ordinal);
    }

    /// <summary>Does something as soon as the first bytes of a file have arrived in a folder.</summary>
    private static Task WhenBegun(string folder, Action action) => Task.Run(async () =>
    {
        while (!Token.IsCancellationRequested && !new DirectoryInfo(folder).EnumerateFiles().Any(file => file.Length > 0))
            await Task.Delay(1, Token);
        action();
    }, Token);

    [Fact]
    public void A_home_folder_is_expanded_on_the_node()
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        using var user = TestUser.Create();
        using var files = OpenAs(user, ConnectionOptions.Default);
        var source = MakeFile("f");
        Assert.Equal("x", files.Upload(source, "~/x", new CopyRequest(), Token).Path);
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(Path.Combine(user.Folder, "x")));
        files.Download("~/x", PathOf("back"), new CopyRequest(), Token);
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(PathOf("back")));
        files.Upload(source, "~", new CopyRequest(), Token);
        Assert.True(File.Exists(Path.Combine(user.Folder, "f")));
        var error = Assert.Throws<NodeException>(() => files.Upload(source, "~other/x", new CopyRequest(), Token));
        Assert.Contains("Only ~/ is expanded", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_user_may_not_write_is_named_by_its_own_name()
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        using var user = TestUser.Create();
        using var files = OpenAs(user, ConnectionOptions.Default);
        var error = Assert.Throws<NodeException>(() => files.Upload(MakeFile("f"), "/etc/opsshell-test", new CopyRequest(), Token));
        Assert.Equal(NodeErrorId.FileDenied, error.Id);
        Assert.Contains("/etc/opsshell-test", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".opsshell-", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_sudo_it_copies_what_only_root_may()
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        Assert.SkipUnless(File.Exists("/usr/bin/sudo") && Directory.Exists("/etc/sudoers.d"), "sudo is not installed");
        using var user = TestUser.Create();
        var options = new ConnectionOptions { Become = BecomeMethod.Sudo };
        using var files = OpenAs(user, options);
        var source = MakeFile("f", RootTree.BlockSize + 17);
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(NodeErrorId.BecomeFailed, Assert.Throws<NodeException>(() => files.Upload(source, PathOf("up"), new CopyRequest(), Token)).Id);
        Assert.False(File.Exists(PathOf("up")));

        var rule = $"/etc/sudoers.d/opsshell-test-{user.Name}";
        try
        {
            File.WriteAllText(rule, $"{user.Name} ALL=(ALL) NOPASSWD: ALL\n");
            File.SetUnixFileMode(rule, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            files.Upload(source, PathOf("up"), new CopyRequest { Mode = 0x1A0 }, Token);
            Assert.Equal("0:640", TestKeys.Run("stat", "-c", "%u:%a", PathOf("up")).Trim());
            files.Download(PathOf("up"), PathOf("down"), new CopyRequest(), Token);
            Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(PathOf("down")));
            NothingLeft();
        }
        finally
        {
            File.Delete(rule);
        }
    }

    [Fact]
    public void As_root_any_name_and_size_goes_both_ways()
    {
        using var files = Open(Way.Root);
        foreach (var (name, size) in new[] { ("-n", 0), ("a\nb", 1), ("$(id) 'q' \"", RootTree.BlockSize), ("-rf", RootTree.BlockSize * 2) })
            MakeFile($"tree/{name}", size);
        files.Upload(PathOf("tree"), PathOf("up"), new CopyRequest { Recurse = true }, Token);
        files.Download(PathOf("up"), PathOf("down"), new CopyRequest { Recurse = true }, Token);
        foreach (var path in Directory.GetFiles(PathOf("tree")))
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(PathOf("down"), Path.GetFileName(path))));
        Assert.Equal(4, Directory.GetFiles(PathOf("down")).Length);
    }

    [Fact]
    public void As_root_a_file_that_is_replaced_while_it_is_read_is_not_stitched_together()
    {
        using var files = Open(Way.Root);
        var path = MakeFile("log", RootTree.BlockSize * 2);
        using var content = new RootTree(_connection!, null, Token).OpenRead(path);
        Assert.Equal(1, content.Read(new byte[1]));
        File.Move(MakeFile("new", RootTree.BlockSize * 2), path, overwrite: true);
        var error = Assert.Throws<NodeException>(() => content.CopyTo(Stream.Null));
        Assert.Contains("was replaced", error.Message, StringComparison.Ordinal);
    }

    private INodeFiles OpenAs(TestUser user, ConnectionOptions options)
    {
        _server = SshTesting.Start();
        TestKeys.Run("chmod", "755", _server.Folder);
        TestKeys.Run("chmod", "644", _server.AuthorizedKeys);
        _connector = new SshConnector(options);
        _connection = _connector.Connect(_server.Node(settings: _server.Settings() with { UserName = user.Name }), Token);
        return _connection.OpenFiles();
    }

    [Fact]
    public void A_node_without_sftp_server_says_so()
    {
        var error = Assert.Throws<NodeException>(() => Open(Way.Sftp, new SshdOptions { Sftp = false }));
        Assert.Equal(NodeErrorId.NotSupported, error.Id);
        Assert.Contains("SFTP", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_shell_the_checksum_is_read_back()
    {
        using var files = Open(Way.Sftp, new SshdOptions { Config = ["ForceCommand internal-sftp"] });
        var source = MakeFile("f");
        Assert.Equal("read back", files.Upload(source, PathOf("up"), new CopyRequest(), Token).Verified);
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(PathOf("up")));
    }

    [Fact]
    public void Names_from_a_hostile_node_cannot_leave_the_folder()
    {
        foreach (var name in new[] { "../x", "..", "a/b", "/etc/x", "" })
        {
            var error = Assert.Throws<NodeException>(() =>
                new TreeCopy(new HostileTree(name), new LocalTree(), new CopyRequest { Recurse = true }, Token).Run("/remote", PathOf("safe")));
            Assert.Equal(NodeErrorId.CopyFailed, error.Id);
        }
        Assert.Empty(Directory.GetFileSystemEntries(PathOf("safe")));
    }

    [Fact]
    public void What_arrives_with_another_checksum_is_not_put_in_place()
    {
        var target = MakeFile("target");
        var old = File.ReadAllBytes(target);
        var error = Assert.Throws<NodeException>(() =>
            new TreeCopy(new LocalTree(), new LyingTree(), new CopyRequest { Force = true }, Token).Run(MakeFile("source"), target));
        Assert.Equal(NodeErrorId.ChecksumMismatch, error.Id);
        Assert.Equal(old, File.ReadAllBytes(target));
        NothingLeft();
    }

    private class DelegatingTree : IFileTree
    {
        private readonly LocalTree _inner = new();

        public string Where => "node1";

        public virtual TreeEntry? Find(string path) => _inner.Find(path);

        public virtual IReadOnlyList<TreeEntry> List(string path) => _inner.List(path);

        public string ReadLink(string path) => _inner.ReadLink(path);

        public Stream OpenRead(string path) => _inner.OpenRead(path);

        public void Write(string path, Stream content) => _inner.Write(path, content);

        public void SetMode(string path, int mode) => _inner.SetMode(path, mode);

        public void Rename(string from, string to) => _inner.Rename(from, to);

        public void Delete(string path) => _inner.Delete(path);

        public void CreateFolder(string path, int mode) => _inner.CreateFolder(path, mode);

        public void CreateLink(string path, string pointsTo) => _inner.CreateLink(path, pointsTo);

        public virtual string? Checksum(string path) => _inner.Checksum(path);

        public long? FreeBytes(string path) => _inner.FreeBytes(path);
    }

    private sealed class HostileTree(string name) : DelegatingTree
    {
        public override TreeEntry? Find(string path) => new("remote", TreeEntryKind.Folder, 0, 0x1FF);

        public override IReadOnlyList<TreeEntry> List(string path) => [new TreeEntry(name, TreeEntryKind.File, 1, 0x1FF)];
    }

    private sealed class LyingTree : DelegatingTree
    {
        public override string? Checksum(string path) => new('0', 64);
    }
}
