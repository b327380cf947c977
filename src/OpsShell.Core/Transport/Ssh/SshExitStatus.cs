using System.Reflection;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The exit code of an interactive login. SSH.NET receives it and keeps it to itself, so it is reached by name; where a name is
/// another in another version there is no code, and a test says so.
/// </summary>
internal sealed class SshExitStatus : IDisposable
{
    private static readonly FieldInfo? _channelField = typeof(ShellStream).GetField("_channel", BindingFlags.Instance | BindingFlags.NonPublic);
    private static readonly EventInfo? _requestEvent = _channelField?.FieldType.GetInterfaces().Append(_channelField.FieldType)
        .Select(type => type.GetEvent("RequestReceived")).FirstOrDefault(found => found is not null);
    private static readonly PropertyInfo? _info = _requestEvent?.EventHandlerType?.GenericTypeArguments[0].GetProperty("Info");

    private readonly object? _channel;
    private readonly Delegate? _handler;
    private int _code = -1;

    /// <summary>Begins to listen.</summary>
    public SshExitStatus(ShellStream stream)
    {
        _channel = _channelField?.GetValue(stream);
        if (_channel is null || _requestEvent is null)
            return;
        _handler = Delegate.CreateDelegate(_requestEvent.EventHandlerType!, this, ((EventHandler<EventArgs>)OnRequest).Method);
        _requestEvent.AddMethod!.Invoke(_channel, [_handler]);
    }

    /// <summary>The code, when the node has sent one.</summary>
    public int? Code => Volatile.Read(ref _code) is >= 0 and var code ? code : null;

    /// <summary>Whether this version of SSH.NET has what is needed.</summary>
    internal static bool IsKnown => _info is not null;

    /// <summary>Ends listening.</summary>
    public void Dispose()
    {
        if (_handler is not null)
            _requestEvent!.RemoveMethod!.Invoke(_channel, [_handler]);
    }

    private void OnRequest(object? sender, EventArgs request)
    {
        var info = _info?.GetValue(request);
        if (info?.GetType().GetProperty("ExitStatus")?.GetValue(info) is uint code)
            Volatile.Write(ref _code, (int)code);
    }
}
