using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace OpsShell.Fleet;

/// <summary>The nodes whose command came to the same (<c>Group-OpsOutput</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsOutputGroup
{
    /// <summary>The nodes in the short form of selectors, <c>web[01-40]</c>.</summary>
    public required string Nodes { get; init; }

    /// <summary>How many they are.</summary>
    public required int Count { get; init; }

    /// <summary>Their exit code; null when the command did not end by itself, or the node was not reached.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>How it ended, in words: <c>exit code 0</c>, <c>time limit</c>, <c>signal KILL</c>, or the id of a node's error.</summary>
    public required string Ending { get; init; }

    /// <summary>What they wrote to standard output, raw.</summary>
    public required string Output { get; init; }

    /// <summary>What they wrote to standard error, raw; for nodes that were not reached, why.</summary>
    public required string Error { get; init; }

    /// <summary>The nodes one by one.</summary>
    public required ImmutableArray<string> ComputerName { get; init; }

    /// <summary>The group as <c>clush -b</c> and <c>dshbak -c</c> show it, safe for a terminal.</summary>
    public string ToText()
    {
        const string rule = "---------------";
        var count = Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Count})");
        var ending = ExitCode == 0 ? "" : $", {Ending}";
        var text = new StringBuilder().AppendLine(rule).AppendLine(ViewText.Line(Nodes) + count + ending).AppendLine(rule);
        if (Output.Length > 0)
            text.AppendLine(ViewText.Lines(Output));
        foreach (var line in Error.Length == 0 ? [] : Error.Split('\n'))
            text.Append("err: ").AppendLine(ViewText.Line(line));
        return text.ToString().TrimEnd('\n');
    }
}
