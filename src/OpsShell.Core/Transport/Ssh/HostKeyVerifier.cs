using OpsShell.Core.Text;
using Renci.SshNet.Common;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Checks the host key of one connection, and says what to do when it cannot be trusted.</summary>
internal sealed class HostKeyVerifier
{
    private readonly SshTarget _target;
    private readonly KnownHostsStore _store;
    private readonly string _name;
    private readonly IReadOnlyList<KnownHostEntry> _lines;

    /// <summary>Looks the host up.</summary>
    public HostKeyVerifier(SshTarget target, KnownHostsStore store)
    {
        _target = target;
        _store = store;
        _name = KnownHostsStore.LookupName(target.HostName, target.Port, target.HostKeyAlias);
        _lines = store.Find(target.KnownHostsFiles, _name);
    }

    /// <summary>Why the key was refused; null when it was not.</summary>
    public NodeException? Refusal { get; private set; }

    /// <summary>The key that the server showed.</summary>
    public HostKey? Shown { get; private set; }

    /// <summary>Which line vouches for it.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The algorithms to ask for.</summary>
    public IReadOnlyList<string> Algorithms => SshAlgorithms.HostKeys(
        _lines.Where(line => line.Marker == KnownHostMarker.None).Select(line => line.KeyType).ToHashSet(StringComparer.Ordinal),
        _lines.Any(line => line.Marker == KnownHostMarker.CertificateAuthority));

    /// <summary>Answers SSH.NET. It trusts by default, so the answer is no unless the key is found good.</summary>
    public void Answer(HostKeyEventArgs question)
    {
        question.CanTrust = false;
        try
        {
            var key = HostKey.FromBlob(question.HostKey, question.Certificate);
            Shown = key;
            question.CanTrust = Accept(key, Judge(key, _lines));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Refusal = new NodeException(
                NodeErrorId.HostKeyUnknown, $"{_target.Name}: the host key of {_target.Address} could not be checked or recorded: {HostText.Clean(error.Message)}",
                "See that the known_hosts file can be written.", error);
        }
    }

    private bool Accept(HostKey key, HostKeyVerdict verdict)
    {
        if (verdict.Trust == HostKeyTrust.Unknown && KnownWithoutPort(key) is { } bare)
            verdict = bare;
        if (verdict.Trust == HostKeyTrust.Unknown && _target.AcceptNewHostKey && !_target.KnownHostsFiles.IsEmpty)
        {
            var raced = _store.Record(_target.KnownHostsFiles[0], _name, key);
            Source = $"{_target.KnownHostsFiles[0]} (recorded now)";
            if (raced.Count == 0)
                return true;
            verdict = Judge(key, raced);
        }
        if (verdict.Trust == HostKeyTrust.Trusted)
        {
            Source = verdict.Entry is { Line: > 0 } line ? line.Place : Source;
            return true;
        }
        Refusal = Refuse(key, verdict);
        return false;
    }

    private HostKeyVerdict Judge(HostKey key, IReadOnlyCollection<KnownHostEntry> lines) =>
        HostKeyCheck.Judge(key, lines, (_target.HostKeyAlias ?? _target.HostName).ToLowerInvariant(), DateTimeOffset.UtcNow);

    // As ssh: a host on another port that is not known by its port is also accepted by its bare name; another key there says nothing.
    private HostKeyVerdict? KnownWithoutPort(HostKey key)
    {
        if (_target.HostKeyAlias is not null || _target.Port == 22)
            return null;
        var verdict = Judge(key, _store.Find(_target.KnownHostsFiles, _target.HostName.ToLowerInvariant()));
        return verdict.Trust is HostKeyTrust.Trusted or HostKeyTrust.Revoked ? verdict : null;
    }

    private NodeException Refuse(HostKey key, HostKeyVerdict verdict) => verdict.Trust switch
    {
        HostKeyTrust.Changed => new NodeException(
            NodeErrorId.HostKeyChanged,
            $"{_target.Name}: the host key of {_target.Address} is not the one in {verdict.Entry!.Place}: the node shows {key.Type} {key.Fingerprint}, "
                + $"known is {verdict.Entry.KeyType} {FingerprintOf(verdict.Entry)}. The node was reinstalled, or somebody is in the middle.",
            $"Compare the fingerprint on the node's console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub); only if it is the same: ssh-keygen -R '{_name}' -f '{verdict.Entry.File}'"),
        HostKeyTrust.Revoked => new NodeException(
            NodeErrorId.HostKeyRevoked,
            $"{_target.Name}: the host key of {_target.Address} ({key.Type} {key.Fingerprint}) or the authority that signed it is marked @revoked in {verdict.Entry!.Place}.",
            "Do not use this node before it has new host keys."),
        HostKeyTrust.CertificateInvalid => new NodeException(
            NodeErrorId.HostKeyUnknown,
            $"{_target.Name}: the authority in {verdict.Entry!.Place} signed a certificate of {_target.Address}, but {verdict.Detail}.",
            "Have the host certificate renewed or issued for this name."),
        _ => new NodeException(
            NodeErrorId.HostKeyUnknown,
            $"{_target.Name}: the host key of {_target.Address} is in no known_hosts file ({key.Type} {key.Fingerprint}).{Unreadable()}",
            $"Compare the fingerprint on the node's console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then record it with -AcceptNewHostKey{Scan()}"),
    };

    // ssh-keyscan writes down the name it was given, so it is no help with an alias.
    private string Scan() => _target.HostKeyAlias is null && !_target.KnownHostsFiles.IsEmpty
        ? $" or with: ssh-keyscan -p {_target.Port} {_target.HostName} >> {ShellQuote.Quote(_target.KnownHostsFiles[0])}"
        : ".";

    private string Unreadable() => string.Concat(_target.KnownHostsFiles
        .Where(_store.Problems.ContainsKey).Select(file => $" {file} cannot be read: {_store.Problems[file]}"));

    private static string FingerprintOf(KnownHostEntry entry)
    {
        var blob = new byte[entry.Key.Length];
        return Convert.TryFromBase64Chars(entry.Key.Span, blob, out var length) ? HostKey.FingerprintOf(blob.AsSpan(0, length)) : "an unreadable key";
    }
}
