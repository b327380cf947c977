using System.Globalization;

namespace OpsShell.Core.Changes;

/// <summary>What a file has beside its bytes.</summary>
/// <param name="Mode">Its permissions.</param>
/// <param name="UserId">Its owner's number.</param>
/// <param name="GroupId">Its group's number.</param>
public sealed record FileTraits(UnixFileMode Mode, long UserId, long GroupId)
{
    /// <summary>The time of modification, in seconds since 1970 with what follows the point as the node gives it; null for now.</summary>
    public string? Modified { get; init; }

    /// <summary>The permissions as chmod takes them and stat prints them.</summary>
    internal string Octal => Convert.ToString((int)Mode, 8);

    /// <summary>Permissions and owner in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"mode {Octal}, owner {UserId}:{GroupId}");
}
