using System.Text;
using OpsShell.Audit;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Fleet;
using OpsShell.Shell.CommandLine;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Audit;

/// <summary><c>opsshell audit</c>: no PowerShell is started for it, because cron and install scripts wait for it.</summary>
internal static class AuditCommand
{
    /// <summary>Runs an audit.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The arguments, the inventory or a selector is wrong.</exception>
    public static int Run(IReadOnlyList<string> words)
    {
        var arguments = AuditArguments.Parse(words);
        var output = AuditOutput.For(arguments);
        var engine = Engine(arguments);
        var nodes = Resolve(arguments);
        using var connector = new NodeConnector(arguments.Connection, () => new SshConnector(arguments.Connection));
        using var interrupt = new CancellationTokenSource();
        using var interrupts = new Interrupts(_ =>
        {
            interrupt.Cancel();
            return true;
        });

        var progress = new AuditProgress(nodes.Count);
        var runner = new AuditRunner(engine, new FleetRunner(connector, arguments.Fleet));
        var report = runner.RunAsync(nodes, arguments.SampleInterval, progress, interrupt.Token).GetAwaiter().GetResult();
        progress.Hide();

        WriteReport(output, report);
        if (report.Interrupted)
            Console.Error.WriteLine("opsshell: interrupted; the report is partial.");
        return report.ExitCode;
    }

    /// <summary>The catalogue of all areas.</summary>
    public static CheckCatalog Catalog => InstalledChecks.Catalog;

    private static AuditEngine Engine(AuditArguments arguments)
    {
        try
        {
            var checks = Catalog.Select(arguments.Areas, arguments.Checks);
            return new AuditEngine(checks, ThresholdSet.Create(arguments.Thresholds, Catalog.Checks.SelectMany(check => check.Thresholds)));
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static IReadOnlyList<Node> Resolve(AuditArguments arguments)
    {
        if (arguments.Selectors.IsEmpty)
            return [Node.LocalMachine()];
        try
        {
            var directory = NodeDirectory.Open(arguments.Inventory);
            var nodes = directory.Resolve(arguments.Selectors);
            foreach (var warning in directory.Warnings)
                Console.Error.WriteLine($"opsshell: warning: {DisplayText.Clean(warning)}");
            return nodes;
        }
        catch (Exception error) when (error is InventoryException or SelectorException)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>In one go: a report of many nodes has many short lines.</summary>
    private static void WriteReport(IAuditReportWriter output, AuditReport report)
    {
        try
        {
            if (StandardStreams.OutputIsClosed)
                throw new IOException("standard output is closed");
            using var writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 64 << 10);
            output.Write(report, writer);
        }
        catch (IOException error)
        {
            throw new OutputException($"The report could not be written: {error.Message}", error);
        }
    }
}
