using System.Globalization;

namespace OpsShell.Benchmarks;

/// <summary>What is measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>The most nodes that may be asked for: all of them are on this machine.</summary>
    public const int MostNodes = 1000;

    /// <summary>Nodes of the cold fan-out and of the open connections; 1 to 1000.</summary>
    public int Nodes { get; init; } = 500;

    /// <summary>Runs of each contender; the median counts. The first, which warms the page cache, is not among them.</summary>
    public int Repeat { get; init; } = 3;

    /// <summary>The one benchmark to run; all when null.</summary>
    public string? Only { get; init; }

    /// <summary>Nodes in flight, the same for all contenders.</summary>
    public int Throttle { get; init; } = 64;

    /// <summary>The names of the benchmarks.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cold", "warm", "memory", "fleet-audit", "local-audit", "start", "cmdlets", "ipvs"];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">A word cannot be understood; the message names it.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> words)
    {
        var options = new BenchOptions();
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new ArgumentException($"{words[i]} needs a value");
            options = words[i] switch
            {
                "--nodes" => options with { Nodes = Number(value, MostNodes) },
                "--repeat" => options with { Repeat = Number(value, 50) },
                "--only" when Names.Contains(value) => options with { Only = value },
                "--only" => throw new ArgumentException($"there is no benchmark '{value}'; there are {string.Join(", ", Names)}"),
                var other => throw new ArgumentException($"unknown argument '{other}'; there are --nodes N, --repeat K and --only NAME"),
            };
        }
        return options;
    }

    /// <summary>Whether a benchmark is to be run.</summary>
    public bool Wants(string name) => Only is null || Only == name;

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number : throw new ArgumentException($"'{text}' is not a number from 1 to {most}");
}
