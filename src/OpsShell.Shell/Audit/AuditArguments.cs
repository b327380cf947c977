using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Audit;

/// <summary>The arguments of <c>opsshell audit</c>; they are named and meant as those of <c>Invoke-OpsAudit</c>.</summary>
internal sealed record AuditArguments
{
    /// <summary>Selectors; this machine when empty.</summary>
    public ImmutableArray<string> Selectors { get; init; } = [];

    public string? Inventory { get; init; }

    public string Output { get; init; } = "table";

    public ImmutableArray<string> Areas { get; init; } = [];

    public ImmutableArray<string> Checks { get; init; } = [];

    public FindingStatus? MinStatus { get; init; }

    public ImmutableDictionary<string, double> Thresholds { get; init; } = ImmutableDictionary<string, double>.Empty;

    public TimeSpan SampleInterval { get; init; } = ProbeBatch.DefaultSampleInterval;

    public FleetOptions Fleet { get; init; } = new();

    public ConnectionOptions Connection { get; init; } = ConnectionOptions.Default;

    /// <summary>All options; true when one takes a value.</summary>
    public static ImmutableSortedDictionary<string, bool> Options { get; } = ImmutableSortedDictionary.CreateRange(new Dictionary<string, bool>
    {
        ["ComputerName"] = true,
        ["Inventory"] = true,
        ["Output"] = true,
        ["Area"] = true,
        ["Check"] = true,
        ["MinStatus"] = true,
        ["Threshold"] = true,
        ["SampleInterval"] = true,
        ["ThrottleLimit"] = true,
        ["NodeTimeout"] = true,
        ["ConnectingTimeout"] = true,
        ["UserName"] = true,
        ["KeyFilePath"] = true,
        ["Port"] = true,
        ["AcceptNewHostKey"] = false,
        ["Become"] = false,
        ["PostQuantum"] = true,
    });

    /// <summary>Reads the words after <c>audit</c>.</summary>
    /// <exception cref="UsageException">A word cannot be understood; the message names it.</exception>
    public static AuditArguments Parse(IReadOnlyList<string> words)
    {
        var arguments = new AuditArguments();
        foreach (var (name, value) in new OptionReader(Options).ReadAll(words))
            arguments = arguments.With(name, value);
        return arguments;
    }

    private AuditArguments With(string? name, string value) => name switch
    {
        null or "ComputerName" => this with { Selectors = Selectors.Add(value) },
        "Inventory" => this with { Inventory = value },
        "Output" => this with { Output = OneOf(name, value, AuditOutput.Formats) },
        "Area" => this with { Areas = Areas.AddRange(List(value)) },
        "Check" => this with { Checks = Checks.AddRange(List(value)) },
        "MinStatus" => this with { MinStatus = Enum.Parse<FindingStatus>(OneOf(name, value, Enum.GetNames<FindingStatus>())) },
        "Threshold" => this with { Thresholds = Thresholds.AddRange(List(value).Select(ThresholdValue)) },
        "SampleInterval" => this with { SampleInterval = Seconds(name, value, 0.1, 60) },
        "ThrottleLimit" => this with { Fleet = Fleet with { ThrottleLimit = (int)Number(name, value, 1, 1024) } },
        "NodeTimeout" => this with { Fleet = Fleet with { NodeTimeout = Seconds(name, value, 0.1, 86400) } },
        "ConnectingTimeout" => this with { Connection = Connection with { ConnectTimeout = Seconds(name, value, 1, 600) } },
        "UserName" => this with { Connection = Connection with { UserName = value } },
        "KeyFilePath" => this with { Connection = Connection with { KeyFiles = Connection.KeyFiles.Add(Path.GetFullPath(value)) } },
        "Port" => this with { Connection = Connection with { Port = (int)Number(name, value, 1, 65535) } },
        "AcceptNewHostKey" => this with { Connection = Connection with { AcceptNewHostKey = true } },
        "Become" => this with { Connection = Connection with { Become = BecomeMethod.Sudo } },
        "PostQuantum" => this with { Connection = Connection with { PostQuantum = Enum.Parse<PostQuantumPolicy>(OneOf(name, value, Enum.GetNames<PostQuantumPolicy>())) } },
        _ => throw new UsageException($"There is no option '-{name}'."),
    };

    private static string[] List(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string OneOf(string name, string value, IEnumerable<string> known) =>
        known.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"-{name} '{value}' is none of: {string.Join(", ", known)}.");

    private static TimeSpan Seconds(string name, string value, double least, double most) => TimeSpan.FromSeconds(Number(name, value, least, most));

    private static double Number(string name, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"-{name} '{value}' is not a number from {least} to {most}."));

    private static KeyValuePair<string, double> ThresholdValue(string text) =>
        text.Split('=') is [var id, var value] && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(id, number)
            : throw new UsageException($"-Threshold '{text}' is not ID=NUMBER, such as node/cpu.steal-warning=5.");
}
