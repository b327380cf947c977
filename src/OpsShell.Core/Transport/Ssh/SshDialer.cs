using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Connects to one host. The work is done on a thread of its own, because neither the name lookup nor SSH.NET's login can be
/// interrupted: on cancellation and at the time limit the caller goes on, and that thread cleans up after itself.
/// </summary>
#pragma warning disable CA1001 // The event holds nothing to free, and the abandoned thread may still set it.
internal sealed class SshDialer(SshTarget target, KeyRing keys, KnownHostsStore knownHosts, SshThreads threads)
#pragma warning restore CA1001
{
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(200);

    private readonly ManualResetEventSlim _finished = new(false, spinCount: 0);
    private readonly Stopwatch _clock = new();
    private readonly long[] _phaseStart = new long[(int)ConnectPhase.Done + 1];
    private volatile int _phase;
    private int _outcome;
    private SshSession? _session;
    private Exception? _error;

    private const int Running = 0, Finished = 1, Abandoned = 2;

    /// <summary>Connects and logs in.</summary>
    /// <param name="create">Makes the client of SSH.NET.</param>
    /// <param name="openRoute">Opens the way through a jump host, and gives the local end of it; null to connect directly.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="NodeException">What failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SshSession Dial(Func<ConnectionInfo, BaseClient> create, Func<SshRoute>? openRoute, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _clock.Start();
        threads.Start(() => Work(create, openRoute));
        try
        {
            if (!_finished.Wait(target.ConnectTimeout + _grace, cancellationToken) && Abandon())
                throw SshFailure.TimedOut((ConnectPhase)_phase, target);
        }
        catch (OperationCanceledException)
        {
            if (!Abandon())
                _session?.Dispose();
            throw;
        }
        return _session ?? throw SshFailure.Connecting(_error!, (ConnectPhase)_phase, target);
    }

    private bool Abandon() => Interlocked.CompareExchange(ref _outcome, Abandoned, Running) == Running;

    private TimeSpan Remaining => TimeSpan.FromMilliseconds(Math.Max(1, (target.ConnectTimeout - _clock.Elapsed).TotalMilliseconds));

    private void Work(Func<ConnectionInfo, BaseClient> create, Func<SshRoute>? openRoute)
    {
        try
        {
            _session = Connect(create, openRoute);
        }
#pragma warning disable CA1031 // Whatever happens on this thread is the caller's to see.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = error;
        }
        if (Interlocked.CompareExchange(ref _outcome, Finished, Running) == Abandoned)
            _session?.Dispose();
        else
            _finished.Set();
    }

    private SshSession Connect(Func<ConnectionInfo, BaseClient> create, Func<SshRoute>? openRoute)
    {
        var route = openRoute?.Invoke();
        Enter(ConnectPhase.Resolve);
        try
        {
            if (route is not null)
                return Login(create, route.Host, route.Port, route);
            var addresses = IPAddress.TryParse(target.HostName, out var literal) ? [literal] : Dns.GetHostAddresses(target.HostName);
            return LoginToFirst(create, addresses);
        }
        catch (Exception error) when (route is not null)
        {
            var cause = route.Failure ?? error;
            route.Dispose();
            if (ReferenceEquals(cause, error))
                throw;
            throw cause;
        }
    }

    // A name with several addresses: the next one is tried when nothing answers at one, but not when a login fails.
    private SshSession LoginToFirst(Func<ConnectionInfo, BaseClient> create, IPAddress[] addresses)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return Login(create, addresses[i].ToString(), target.Port, null);
            }
            catch (Exception error) when (error is SocketException or Renci.SshNet.Common.SshOperationTimeoutException
                && _phase == (int)ConnectPhase.Connect && i + 1 < addresses.Length && _clock.Elapsed < target.ConnectTimeout)
            {
            }
        }
    }

    private SshSession Login(Func<ConnectionInfo, BaseClient> create, string host, int port, SshRoute? route)
    {
        var verifier = new HostKeyVerifier(target, knownHosts);
        var traffic = new SshTraffic();
        ConnectionInfo? info = null;
        var login = new SshLogin(target, keys, () => info?.ServerVersion);
        info = new ConnectionInfo(host, port, target.UserName, [.. login.Methods]) { LoggerFactory = traffic, RetryAttempts = 1 };
        SshAlgorithms.Apply(info, target.PostQuantum, verifier.Algorithms);
        Enter(ConnectPhase.Connect);
        info.Timeout = Remaining;
        var client = create(info);
        try
        {
            client.ServerIdentificationReceived += (_, _) =>
            {
                Enter(ConnectPhase.KeyExchange);
                info.Timeout = Remaining;
            };
            client.HostKeyReceived += (_, question) => verifier.Answer(question);
            login.Starting = session =>
            {
                Enter(ConnectPhase.Authentication);
                info.Timeout = Remaining;
                SocketTuning.KeepAlive(session);
            };
            client.Connect();
            Enter(ConnectPhase.Done);
            info.Timeout = Timeout.InfiniteTimeSpan;
            return new SshSession(target, client, traffic, Describe(info, verifier, login), login.Methods, route);
        }
        catch (Exception error)
        {
            client.Dispose();
            foreach (var method in login.Methods)
                method.Dispose();
            throw Explain(error, verifier, login);
        }
    }

    private Exception Explain(Exception error, HostKeyVerifier verifier, SshLogin login)
    {
        if (verifier.Refusal is { } refusal)
            return refusal;
        var refused = error is Renci.SshNet.Common.SshAuthenticationException
            || (_phase == (int)ConnectPhase.Authentication && error.Message.Contains("Too many authentication failures", StringComparison.Ordinal));
        return refused ? login.Failure(error) : error;
    }

    private void Enter(ConnectPhase phase)
    {
        Volatile.Write(ref _phaseStart[(int)phase], _clock.ElapsedTicks);
        _phase = (int)phase;
    }

    private SshConnectionInfo Describe(ConnectionInfo info, HostKeyVerifier verifier, SshLogin login) => new(
        target.Address,
        HostText.Clean(info.ServerVersion),
        info.CurrentKeyExchangeAlgorithm ?? "",
        info.CurrentClientEncryption ?? "",
        verifier.Shown?.Type ?? "",
        verifier.Shown?.Fingerprint ?? "",
        verifier.Source,
        login.LastUsed,
        new ConnectTimings(
            Between(ConnectPhase.Resolve, ConnectPhase.Connect), Between(ConnectPhase.Connect, ConnectPhase.KeyExchange),
            Between(ConnectPhase.KeyExchange, ConnectPhase.Authentication), Between(ConnectPhase.Authentication, ConnectPhase.Done)));

    private TimeSpan Between(ConnectPhase from, ConnectPhase to) =>
        TimeSpan.FromSeconds(Math.Max(0, _phaseStart[(int)to] - _phaseStart[(int)from]) / (double)Stopwatch.Frequency);
}
