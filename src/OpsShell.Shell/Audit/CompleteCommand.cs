using OpsShell.Core.Nodes;

namespace OpsShell.Shell.Audit;

/// <summary><c>opsshell complete KIND WORD</c>: one completion a line, for the bash completion. Never fails.</summary>
internal static class CompleteCommand
{
    /// <summary>Prints completions.</summary>
    public static int Run(IReadOnlyList<string> words)
    {
        var (kind, word) = (words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "");
        var found = kind switch
        {
            "nodes" => NodeDirectory.Open().Complete(word),
            "options" => [.. AuditArguments.Options.Keys.Select(option => "-" + option)],
            "-Check" => [.. AuditCommand.Catalog.Checks.Select(check => check.Info.Id).Where(id => id.StartsWith(word, StringComparison.OrdinalIgnoreCase))],
            "-Area" => [.. AuditCommand.Catalog.Areas.Where(area => area.StartsWith(word, StringComparison.OrdinalIgnoreCase))],
            _ => (IReadOnlyList<string>)[],
        };
        foreach (var line in found)
            Console.Out.WriteLine(line);
        return 0;
    }
}
