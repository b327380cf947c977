using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The ways to log in to one server, in order, and the record of how it went. A password that was refused by one method is not
/// tried by another: it would be wrong there too, and may lock the account.
/// </summary>
internal sealed class SshLogin
{
    private readonly SshTarget _target;
    private readonly KeyRing _keys;
    private readonly List<AuthenticationMethod> _methods = [];
    private readonly List<string> _tried = [];
    private bool _passwordRefused;

    /// <summary>Prepares the methods. <paramref name="serverVersion"/> is asked for when a key is about to be offered.</summary>
    public SshLogin(SshTarget target, KeyRing keys, Func<string?> serverVersion)
    {
        _target = target;
        _keys = keys;

        // A method with a single key signs at once instead of asking first whether the key would do: one round trip less.
        var first = keys.Keys.TakeWhile(key => !key.InAgent).Take(1).ToArray();
        var rest = keys.Keys.Skip(first.Length).ToArray();
        if (first.Length > 0)
            Add(new PrivateKeyAuthenticationMethod(target.UserName, new Source(this, first, serverVersion)), isPassword: false);
        if (rest.Length > 0)
            Add(new PrivateKeyAuthenticationMethod(target.UserName, new Source(this, rest, serverVersion)), isPassword: false);
        if (target.Password is not { } password)
        {
            // SSH.NET wants a method before it connects; and an unknown host or a refused port is to be found first.
            if (_methods.Count == 0)
                Add(new NoneAuthenticationMethod(target.UserName), isPassword: false);
            return;
        }
        Add(new PasswordAuthenticationMethod(target.UserName, password), isPassword: true);
        var interactive = new KeyboardInteractiveAuthenticationMethod(target.UserName);
        interactive.AuthenticationPrompt += (_, prompts) => Answer(prompts, password);
        Add(interactive, isPassword: true);
    }

    /// <summary>The methods for SSH.NET; without key and password, the one that asks what the server allows.</summary>
    public IReadOnlyList<AuthenticationMethod> Methods => _methods;

    /// <summary>Called when login begins, with the session.</summary>
    public Action<Session>? Starting { get; set; }

    /// <summary>The key that signed last, or the method that was used last.</summary>
    public string LastUsed { get; private set; } = "none";

    /// <summary>What the server says it would accept; null when it was not asked.</summary>
    public IReadOnlyList<string>? Allowed { get; private set; }

    /// <summary>Why the login failed.</summary>
    public NodeException Failure(Exception cause)
    {
        var problems = string.Join("; ", _keys.Problems);
        if (_tried.Count == 0 && problems.Length > 0)
            return new NodeException(
                NodeErrorId.KeyUnusable, $"{_target.Name}: no key to log in to {_target.Address} with: {problems}.",
                "Repair the key file, name another with -KeyFilePath, or load it into ssh-agent.", cause);
        var tried = _tried.Count == 0 ? "nothing, as there is neither a key nor a password to try" : string.Join(", ", _tried.Distinct());
        var allowed = Allowed is { Count: > 0 } methods ? $" The server allows: {HostText.Clean(string.Join(", ", methods))}." : "";
        var unusable = problems.Length > 0 ? $" Not usable: {problems}." : "";
        var tooMany = cause.Message.Contains("Too many authentication failures", StringComparison.Ordinal);
        return new NodeException(
            NodeErrorId.AuthenticationFailed,
            tooMany
                ? $"{_target.Name}: {_target.Address} ended the login after too many attempts (MaxAuthTries). Tried: {tried}.{allowed}{unusable}"
                : $"{_target.Name}: {_target.Address} refused the login. Tried: {tried}.{allowed}{unusable}",
            tooMany
                ? "Name the one right key with -KeyFilePath, or set IdentitiesOnly with an IdentityFile for this host."
                : "See that the public key stands in the user's authorized_keys on the node (its sshd log says why it refused), or name a key with -KeyFilePath.",
            cause);
    }

    private void Add(AuthenticationMethod method, bool isPassword) => _methods.Add(new Recorded(this, method, isPassword));

    private static void Answer(AuthenticationPromptEventArgs prompts, string password)
    {
        // Hidden questions get the password; one that is shown while typing is no password prompt and gets an empty answer.
        foreach (var prompt in prompts.Prompts)
            prompt.Response = prompt.IsEchoed ? "" : password;
    }

    /// <summary>Records what a method of SSH.NET does.</summary>
    private sealed class Recorded(SshLogin login, AuthenticationMethod inner, bool isPassword) : AuthenticationMethod(inner.Username)
    {
        public override string Name => inner.Name;

        public override AuthenticationResult Authenticate(Session session)
        {
            login.Starting?.Invoke(session);
            login.Starting = null;
            if (isPassword && login._passwordRefused)
            {
                AllowedAuthentications = [.. login.Allowed ?? []];
                return AuthenticationResult.Failure;
            }
            if (isPassword)
            {
                login._tried.Add(Name);
                login.LastUsed = Name;
            }
            try
            {
                var result = inner.Authenticate(session);
                login._passwordRefused |= isPassword && result == AuthenticationResult.Failure;
                return result;
            }
            finally
            {
                AllowedAuthentications = inner.AllowedAuthentications;
                login.Allowed = inner.AllowedAuthentications ?? login.Allowed;
            }
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>The keys for one server: one algorithm each, and a record of those used.</summary>
    private sealed class Source(SshLogin login, UserKey[] keys, Func<string?> serverVersion) : IPrivateKeySource
    {
        public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms
        {
            get
            {
                var version = serverVersion();
                var algorithms = new List<HostAlgorithm>();
                foreach (var key in keys)
                {
                    if (key.For(version) is not { } algorithm)
                        continue;
                    login._tried.Add(key.Label);
                    algorithms.Add(new TracedAlgorithm(algorithm, () => login.LastUsed = key.Label));
                }
                return algorithms;
            }
        }
    }
}
