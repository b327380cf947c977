using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport;

/// <summary>What to run on a node.</summary>
public sealed record CommandRequest
{
    /// <summary>The text for <c>sh</c>; a whole script may stand here.</summary>
    public required string Script { get; init; }

    /// <summary>Positional parameters <c>$1</c>, <c>$2</c>, ...; never interpreted by a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>
    /// The interpreter for <see cref="Script"/> with its arguments, or null for <c>sh</c>. A script file brings its own in its
    /// <c>#!</c> line.
    /// </summary>
    public string? Interpreter { get; init; }

    /// <summary>Bytes for standard input; empty input when null.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; init; }

    /// <summary>Whether to run as root.</summary>
    public BecomeMethod Become { get; init; }

    /// <summary>Password for sudo; <c>sudo -n</c> alone when null.</summary>
    public string? BecomePassword { get; init; }

    /// <summary>Time limit for the command; none when null. At the limit it is ended on the node and TimedOut is set.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Bytes kept of each of the two streams; the rest is read and counted, not kept. Default 64 MiB.</summary>
    public int OutputLimit { get; init; } = 64 << 20;
}
