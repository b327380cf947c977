using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OpsShell.Core.Changes;

/// <summary>
/// Writes a whole file: into a temporary file in the same folder, which then takes its place, so that no reader ever sees half of
/// it. Mode, owner, access lists and the SELinux label of a file that exists stay; missing folders are made. Undo brings back the
/// former bytes, mode, owner and time of modification, or removes the file and the folders that were made for it.
/// </summary>
public sealed record FileStep : ChangeStep
{
    /// <summary>Bytes that a file may have, before and after; both stand in the journal.</summary>
    public const int SizeLimit = 1 << 20;

    /// <summary>What stands for a file that does not exist.</summary>
    internal const string Absent = "absent";

    private const UnixFileMode DefaultMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The file, an absolute path. A symbolic link is refused: name what it points to.</summary>
    public required string Path { get; init; }

    /// <summary>The bytes that are wanted, at most <see cref="SizeLimit"/>.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The permissions; those of the existing file, or rw-r--r--, when null.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>The owner's number; that of the existing file, or whoever writes it, when null.</summary>
    public long? UserId { get; init; }

    /// <summary>The group's number; that of the existing file, or the group of whoever writes it, when null.</summary>
    public long? GroupId { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Target => Path;

    /// <summary>A step that writes a text in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="persistence">How long it lasts.</param>
    public static FileStep OfText(string path, string text, string description, string persistence = "across reboots") => new()
    {
        Path = path,
        Content = Encoding.UTF8.GetBytes(text),
        Description = description,
        Persistence = persistence,
    };

    /// <summary>Permissions, owner and group that the file gets.</summary>
    internal FileTraits TraitsFor(StepState before)
    {
        var was = before.File;
        return new FileTraits(Mode ?? was?.Mode ?? DefaultMode, UserId ?? was?.UserId ?? before.WriterId, GroupId ?? was?.GroupId ?? before.WriterGroup);
    }

    internal override string Wanted(StepState before) => StateOf(TraitsFor(before), Content.Span);

    /// <summary>A state as the node writes it: mode in octal, owner, group, SHA-256.</summary>
    internal static string StateOf(FileTraits traits, ReadOnlySpan<byte> content) => string.Create(
        CultureInfo.InvariantCulture, $"{traits.Octal} {traits.UserId} {traits.GroupId} {Convert.ToHexStringLower(SHA256.HashData(content))}");

    internal override string Describe(string value, StepState? before)
    {
        if (value == Absent)
            return Absent;
        if (before is not null && value == before.Value && before.Content is { } bytes)
            return StepText.FileInWords(bytes.Span, before.File!);
        var parts = value.Split(' ');
        return before is not null && value == Wanted(before)
            ? StepText.FileInWords(Content.Span, TraitsFor(before))
            : parts.Length == 4 ? $"a file of mode {parts[0]}, owner {parts[1]}:{parts[2]}, SHA-256 {parts[3]}" : value;
    }

    internal override void Validate()
    {
        StepText.RequirePath(Path);
        if (Content.Length > SizeLimit)
            throw new ArgumentException($"'{Path}' would get more than {SizeLimit} bytes.");
    }
}
