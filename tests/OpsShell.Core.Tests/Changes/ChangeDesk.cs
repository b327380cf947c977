using OpsShell.Core.Changes;
using OpsShell.Core.Transport;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Changes;

/// <summary>A folder that stands for a node's files, a journal, and a connection to a shell of the test's choice.</summary>
internal sealed class ChangeDesk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ChangeDesk(string shell = "sh")
    {
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        Node = new ShellNode(shell);
        Journal = new ChangeJournal(_folder["journal"]);
        Executor = new ChangeExecutor(Journal, new ChangeOrigin("tester@desk", "Test-It"), ConnectionOptions.Default);
    }

    public ShellNode Node { get; }

    public ChangeJournal Journal { get; }

    public ChangeExecutor Executor { get; }

    public string this[string name] => _folder[name];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        var path = _folder.Write(name, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    public PreparedChange Prepare(params ChangeStep[] steps) => Executor.Prepare(Node, new ChangePlan("Test the change", [.. steps]), Token);

    public ChangeRecord Apply(PreparedChange change, bool force = false, bool rollBack = false) =>
        Executor.Apply(Node, change, new ApplyOptions { Force = force, RollBackOnFailure = rollBack }, Token);

    public ChangeRecord Apply(params ChangeStep[] steps) => Apply(Prepare(steps));

    public ChangeRecord Undo(ChangeRecord change, bool force = false) => Executor.Undo(Node, change, force, Token);

    /// <summary>What the journal has of a change.</summary>
    public ChangeRecord Recorded(ChangeRecord change) => Journal.Find(change.Id)!.Record!;

    public ParameterStep Parameter(string name, string value) => new() { Path = this[name], Value = value, Description = "a parameter", Persistence = "until reboot" };

    public FileStep Text(string name, string text) => FileStep.OfText(this[name], text, "a file");

    /// <summary>A step whose state is whether a line is in a file: added by one command, removed by another.</summary>
    public CommandStep Line(string name, string word, string? command = null) => new()
    {
        Subject = $"{word} in {name}",
        Command = ["sh", "-c", command ?? "printf '%s\\n' \"$1\" >>\"$2\"", "add", word, this[name]],
        Inverse = ["sh", "-c", "grep -vxF -e \"$1\" \"$2\" >\"$2.new\"; mv \"$2.new\" \"$2\"", "remove", word, this[name]],
        ReadBack = ["cat", this[name]],
        ReadBackWord = word,
        WantedState = CommandStep.Present,
        Description = "a command",
        Persistence = "across reboots",
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Everything that there is about a file.</summary>
    public static string Seen(string path) => TestProgram.Run("stat", "-c", "%a %u %g %s %.9Y %F", path) + Convert.ToBase64String(File.ReadAllBytes(path));

    public void Dispose()
    {
        Node.Dispose();
        _folder.Dispose();
    }
}
