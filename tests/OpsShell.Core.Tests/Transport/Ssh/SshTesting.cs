using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Ssh;

/// <summary>What the tests against a real sshd share.</summary>
internal static class SshTesting
{
    /// <summary>Skips the test where no sshd can be started.</summary>
    public static SshdServer Start(SshdOptions? options = null)
    {
        Assert.SkipWhen(SshdServer.Missing is not null, SshdServer.Missing ?? "");
        return SshdServer.Start(options);
    }

    /// <summary>Settings that depend on nothing of the user who runs the test.</summary>
    public static SshSettings Settings(this SshdServer server) => new()
    {
        Port = server.Port,
        UserName = "root",
        IdentityFiles = [server.UserKey],
        IdentityAgent = "none",
        KnownHostsFiles = [server.KnownHosts],
    };

    public static Node Node(this SshdServer server, string address = "127.0.0.1", SshSettings? settings = null) =>
        new() { Name = address, Ssh = settings ?? server.Settings() };

    public static SshConnection Connect(this SshdServer server, SshSettings? settings = null, ConnectionOptions? options = null)
    {
        using var connector = new SshConnector(options ?? ConnectionOptions.Default);
        return connector.Connect(server.Node(settings: settings), TestContext.Current.CancellationToken);
    }

    public static NodeException ConnectFails(this SshdServer server, SshSettings? settings = null, ConnectionOptions? options = null) =>
        Assert.Throws<NodeException>(() => server.Connect(settings, options).Dispose());

    /// <summary>Runs a command and gives its output.</summary>
    public static Captured Run(this SshConnection connection, string command, string input = "", bool closeInput = true) =>
        connection.Run(command, Encoding.UTF8.GetBytes(input), closeInput);

    public static Captured Run(this SshConnection connection, string command, ReadOnlyMemory<byte> input, bool closeInput = true)
    {
        var captured = new Captured();
        captured.End = connection.Exec.Run(command, input, closeInput, captured, TestContext.Current.CancellationToken);
        return captured;
    }

    internal sealed class Captured : IExecOutput
    {
        private readonly List<byte> _output = [], _error = [];

        public ExecEnd End { get; set; }

        public byte[] Bytes => [.. _output];

        public string Text => Encoding.UTF8.GetString(Bytes);

        public string ErrorText => Encoding.UTF8.GetString([.. _error]);

        public bool Output(ReadOnlySpan<byte> bytes)
        {
            _output.AddRange(bytes);
            return true;
        }

        public bool Error(ReadOnlySpan<byte> bytes)
        {
            _error.AddRange(bytes);
            return true;
        }
    }
}
