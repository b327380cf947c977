using OpsShell.Testing.Sshd;

namespace OpsShell.Benchmarks;

/// <summary>
/// Measures opsshell against other tools on this machine, as ratios in one run. Exit code 0 when every target that could be
/// measured is met, 1 when one is not, 2 when a run went wrong, 64 for a wrong argument.
/// </summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        try
        {
            return Run(BenchOptions.Parse(words));
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine($"OpsShell.Benchmarks: {error.Message}");
            return 64;
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine($"OpsShell.Benchmarks: {error.Message}");
            return 2;
        }
    }

    private static int Run(BenchOptions options)
    {
        var report = new Report();
        if (options.Wants("ipvs"))
            RunIpvs(new IpvsBenchmarks(options, report));
        RunPrograms(options, report);

        var text = report.ToMarkdown(options);
        Directory.CreateDirectory("artifacts");
        File.WriteAllText("artifacts/benchmarks.md", text);
        Console.Out.Write(text);
        return report.AllMet ? 0 : 1;
    }

    private static void RunIpvs(IpvsBenchmarks benchmarks)
    {
        benchmarks.Parse();
        benchmarks.Fuzz();
    }

    private static void RunPrograms(BenchOptions options, Report report)
    {
        var opsshell = Environment.GetEnvironmentVariable("OPSSHELL_TEST_COMMAND") is { Length: > 0 } path && File.Exists(path)
            ? path : throw new ArgumentException("OPSSHELL_TEST_COMMAND does not name an installed opsshell");
        var benchmarks = new Benchmarks(options, opsshell, report);
        if (options.Only is "start" or "cmdlets" or "local-audit")
        {
            // Needs no node.
        }
        else if ((SshdServer.Missing ?? TestUser.Missing) is { } reason)
            Console.Error.WriteLine($"Everything over SSH is skipped: {reason}.");
        else
            RunOverSsh(options, benchmarks);
        if (options.Wants("local-audit"))
            benchmarks.LocalAudit();
        RunShell(options, new ShellBenchmarks(options, opsshell, report));
    }

    private static void RunShell(BenchOptions options, ShellBenchmarks benchmarks)
    {
        if (options.Wants("start"))
            benchmarks.Start(Environment.GetEnvironmentVariable("OPSSHELL_EMPTY_PROGRAM") is { Length: > 0 } path && File.Exists(path)
                ? path : throw new ArgumentException("OPSSHELL_EMPTY_PROGRAM does not name the published empty program"));
        if (options.Wants("cmdlets"))
            benchmarks.Cmdlets();
    }

    private static void RunOverSsh(BenchOptions options, Benchmarks benchmarks)
    {
        (string Name, Action<BenchFleet> Run)[] all =
            [("cold", benchmarks.Cold), ("warm", benchmarks.Warm), ("memory", benchmarks.Memory), ("fleet-audit", benchmarks.FleetAudit)];
        foreach (var (_, run) in all.Where(benchmark => options.Wants(benchmark.Name)))
        {
            // A fleet for each, so that no connection of one is still there in the next.
            using var fleet = new BenchFleet();
            run(fleet);
        }
        if (options.Wants("ipvs"))
            NetworkNamespace.Run(benchmarks.IpvsAudit);
    }
}
