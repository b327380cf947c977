using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>The keywords of ssh_config(5) that have a meaning here.</summary>
internal enum SshOption
{
    HostName,
    User,
    Port,
    IdentityFile,
    CertificateFile,
    IdentitiesOnly,
    IdentityAgent,
    ProxyJump,
    ProxyCommand,
    UserKnownHostsFile,
    HostKeyAlias,
    StrictHostKeyChecking,
    ConnectTimeout,
}

/// <summary>One line of a file: an option with its arguments, already checked.</summary>
internal sealed record SshOptionLine(SshOption Option, ImmutableArray<string> Values, SourcePlace Place);

/// <summary>One condition of a Host or Match line.</summary>
internal sealed record SshCriterion(SshCriterionKind Kind, ImmutableArray<string> Patterns, bool Negated)
{
    /// <summary>What to tell a user whose node the condition may have been meant for; empty for conditions that are evaluated.</summary>
    public string Warning { get; init; } = "";
}

/// <summary>What a condition compares with its patterns.</summary>
internal enum SshCriterionKind
{
    /// <summary>Always true (<c>Match all</c>).</summary>
    All,

    /// <summary>Never true: a condition that is not evaluated here, such as <c>exec</c>.</summary>
    Never,

    /// <summary>The name as the user typed it (<c>Host</c>, <c>Match originalhost</c>).</summary>
    OriginalHost,

    /// <summary>The name after HostName (<c>Match host</c>).</summary>
    Host,

    /// <summary>The login name.</summary>
    User,

    /// <summary>The name of the user who runs OpsShell.</summary>
    LocalUser,
}

/// <summary>The options below one Host or Match line (or before the first), in effect when all criteria hold.</summary>
/// <param name="Parent">The section around an Include; -1 for none. This section holds only where that one does.</param>
/// <param name="Criteria">The conditions; none for always.</param>
/// <param name="Lines">The options.</param>
internal sealed record SshSection(int Parent, ImmutableArray<SshCriterion> Criteria, List<SshOptionLine> Lines);
