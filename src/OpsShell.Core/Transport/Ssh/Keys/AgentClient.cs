using System.Buffers.Binary;
using System.Net.Sockets;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// A client of an SSH agent (draft-ietf-sshm-ssh-agent). Every call opens a connection of its own, so that any number of
/// logins may sign at once.
/// </summary>
internal sealed class AgentClient(string socketPath)
{
    private const byte RequestIdentities = 11, IdentitiesAnswer = 12, SignRequest = 13, SignResponse = 14;
    private const int AnswerLimit = 1 << 20;
    private const int IdentityLimit = 2048;

    // A key may ask its owner for confirmation, so a minute to answer is not too long.
    private const int AnswerTimeoutMilliseconds = 60_000;

    /// <summary>Flag of a signature request: RSA with SHA-256.</summary>
    public const uint RsaSha256 = 2;

    /// <summary>Flag of a signature request: RSA with SHA-512.</summary>
    public const uint RsaSha512 = 4;

    /// <summary>The path of the agent's socket.</summary>
    public string SocketPath { get; } = socketPath;

    /// <summary>What the agent holds.</summary>
    /// <exception cref="SocketException">The agent cannot be reached.</exception>
    /// <exception cref="InvalidDataException">Its answer makes no sense.</exception>
    public IReadOnlyList<AgentIdentity> List()
    {
        var answer = new SshWireReader(Ask(IdentitiesAnswer, new SshWireWriter().Byte(RequestIdentities)));
        var count = answer.ReadUInt32();
        if (count > IdentityLimit)
            throw new InvalidDataException($"the agent says it holds {count} keys");
        var identities = new List<AgentIdentity>();
        for (var i = 0; i < count; i++)
            identities.Add(new AgentIdentity(answer.ReadString().ToArray(), HostText.Clean(answer.ReadText())));
        return identities;
    }

    /// <summary>Signs data. The answer is a signature in the form of the SSH wire.</summary>
    /// <exception cref="SocketException">The agent cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The agent refused, or its answer makes no sense.</exception>
    public byte[] Sign(byte[] keyBlob, byte[] data, uint flags)
    {
        var request = new SshWireWriter().Byte(SignRequest).String(keyBlob).String(data).UInt32(flags);
        return new SshWireReader(Ask(SignResponse, request)).ReadString().ToArray();
    }

    private byte[] Ask(byte expected, SshWireWriter request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = AnswerTimeoutMilliseconds,
            SendTimeout = AnswerTimeoutMilliseconds,
        };
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        using var stream = new NetworkStream(socket);
        stream.Write(new SshWireWriter().String(request.ToArray()).ToArray());
        var header = new byte[4];
        stream.ReadExactly(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length is 0 or > AnswerLimit)
            throw new InvalidDataException($"the agent's answer has {length} bytes");
        var answer = new byte[length];
        stream.ReadExactly(answer);
        return answer[0] == expected ? answer[1..] : throw new InvalidDataException("the agent refused");
    }
}
