using OpsShell.Core.Probing;

namespace OpsShell.Benchmarks;

/// <summary>What is compared, and what has to come out.</summary>
internal sealed class Benchmarks(BenchOptions options, string opsshell, Report report)
{
    private const int WarmNodes = 200, AuditNodes = 50;
    private const double Megabyte = 1 << 20;
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(3);

    /// <summary>One command on all nodes, with new connections.</summary>
    public void Cold(BenchFleet fleet)
    {
        var tools = new Tools(fleet, opsshell, options.Throttle);
        Contender[] peers = [.. tools.Forking(options.Nodes), .. tools.AsyncSsh(options.Nodes) is { } asyncSsh ? [asyncSsh] : Array.Empty<Contender>()];
        var runs = new Meter(fleet, options.Repeat).Compare([tools.OpsShell(options.Nodes), .. peers], options.Nodes);
        foreach (var (name, run) in runs)
            report.Add($"one command, cold, {options.Nodes} nodes", name, run, name == "opsshell" ? "with the start of PowerShell" : "");

        var own = runs["opsshell"];
        var forking = tools.Forking(options.Nodes).Where(peer => runs.ContainsKey(peer.Name)).Select(peer => runs[peer.Name].Wall).ToList();
        report.Target("cold: wall / best of pssh, pdsh, clush", forking.Count > 0 ? own.Wall / forking.Min() : null, 0.72);
        report.Target("cold: wall / asyncssh", Ratio(runs, "asyncssh", run => run.Wall), 0.95);
        report.Target("cold: client CPU / pdsh", Ratio(runs, "pdsh", run => run.ClientCpu), 0.25);
        report.Target("cold: wall / (sshd CPU / processors)", own.Wall / (own.SshdCpu / Environment.ProcessorCount), 1.25);
    }

    /// <summary>The same command again on connections that are open.</summary>
    public void Warm(BenchFleet fleet)
    {
        var nodes = Math.Min(options.Nodes, WarmNodes);
        var tools = new Tools(fleet, opsshell, options.Throttle);
        var meter = new Meter(fleet, 1);
        var own = new List<Measurement>();
        var peer = new List<Measurement>();
        using (var shell = new LiveShell(tools, nodes))
        {
            // The first round of each opens the connections, the second warms the code.
            for (var round = -2; round < options.Repeat; round++)
            {
                var before = shell.Cpu;
                var wall = shell.Round();
                if (round >= 0)
                    own.Add(new Measurement(wall, shell.Cpu - before, TimeSpan.Zero, ""));
                if (meter.Once(tools.Xargs(nodes), nodes, sessionsStay: true) is { } run && round >= 0)
                    peer.Add(run with { SshdCpu = TimeSpan.Zero });
            }
        }
        meter.Once(tools.CloseShared(nodes), nodes, sessionsStay: true);
        report.Add($"second round, warm, {nodes} nodes", "opsshell", Measurement.Median(own), "a round inside a live process");
        if (peer.Count > 0)
            report.Add($"second round, warm, {nodes} nodes", "xargs ssh + ControlMaster", Measurement.Median(peer), "whole process; client CPU without that of the masters");
        report.Target("warm: wall / xargs ssh + ControlMaster", peer.Count > 0 ? Measurement.Median(own).Wall / Measurement.Median(peer).Wall : null, 0.5);
    }

    /// <summary>What open connections take in memory.</summary>
    public void Memory(BenchFleet fleet)
    {
        var tools = new Tools(fleet, opsshell, options.Throttle);
        using var shell = new LiveShell(tools, options.Nodes);
        shell.Round();
        shell.Round();
        new Meter(fleet, 1).AwaitSessions(options.Nodes);
        // What the logins left is collected when the shell has been at rest for a second.
        Thread.Sleep(_rest);
        var own = shell.Memory("RssAnon") / Megabyte;
        report.Target($"memory (RSS) of opsshell at rest with {options.Nodes} open connections; {own:0} MB of it are not mapped files", shell.Memory("VmRSS") / Megabyte, 150, "MB");
    }

    /// <summary>A whole audit of several nodes.</summary>
    public void FleetAudit(BenchFleet fleet)
    {
        var nodes = Math.Min(options.Nodes, AuditNodes);
        var tools = new Tools(fleet, opsshell, options.Throttle);
        var own = new Meter(fleet, options.Repeat).Compare([tools.FleetAudit(nodes)], nodes).Values.Single();
        var peers = new Meter(fleet, Math.Min(2, options.Repeat)).Compare([tools.Ansible(nodes)], nodes, sessionsStay: true);
        new Meter(fleet, 1).Once(tools.CloseShared(nodes), nodes, sessionsStay: true);
        report.Add($"whole audit, {nodes} nodes", "opsshell audit", own, "new connections; samples for 1 s");
        foreach (var (name, run) in peers)
            report.Add($"whole audit, {nodes} nodes", name, run with { SshdCpu = TimeSpan.Zero }, "pipelining, connections kept; client CPU without that of the masters");
        report.Target("fleet audit: wall / ansible -m setup", peers.Count > 0 ? own.Wall / peers.Values.Single().Wall : null, 1.0 / 6);
        report.Target("CPU time of an audit on the node, without sshd", AuditOutput.NodeCpu(own.Output)?.TotalMilliseconds, 60, "ms");
        report.Target("CPU time of an audit on the node, with login and sshd", own.SshdCpu.TotalMilliseconds / nodes, 90, "ms");
    }

    /// <summary>What the checks of IPVS add to an audit, on a node with 1,000 services. To be called in a network namespace of its own.</summary>
    public void IpvsAudit()
    {
        using var node = new IpvsNode();
        using var fleet = new BenchFleet(node.Launcher, asRoot: true);
        var nodes = Math.Min(options.Nodes, AuditNodes);
        var tools = new Tools(fleet, opsshell, options.Throttle);
        Contender[] both = [tools.FleetAudit(nodes), tools.FleetAudit(nodes, "!ipvs/*")];
        var runs = new Meter(fleet, options.Repeat).Compare(both, nodes);
        var (with, without) = (runs[both[0].Name], runs[both[1].Name]);
        var judged = AuditOutput.CountJudged(with.Output, "ipvs/");
        foreach (var (name, run) in runs)
            report.Add($"audit of a node with {IpvsNode.Services} IPVS services, {nodes} times", name, run, $"{AuditOutput.CountJudged(run.Output, "ipvs/") / nodes} checks of IPVS judged; as root");
        if (judged < nodes)
            throw new InvalidOperationException("the nodes have no IPVS: no check of it was judged");
        var what = $"CPU time that all checks of IPVS add on a node, {IpvsNode.Services} services x {IpvsNode.ServersPerService} real servers, without the kernel's making of the table";
        report.Target($"{what}, without sshd", (AuditOutput.MeanNodeCpu(with.Output) - AuditOutput.MeanNodeCpu(without.Output)).TotalMilliseconds, 30, "ms");
        report.Target($"{what}, with what sshd takes to send the answers", (with.SshdCpu - without.SshdCpu).TotalMilliseconds / nodes, 30, "ms");
    }

    /// <summary>An audit of this machine.</summary>
    public void LocalAudit()
    {
        var run = new Meter(null, Math.Max(3, options.Repeat)).Compare([Tools.LocalAudit(opsshell)], 1).Values.Single();
        report.Add("audit of this machine", "opsshell audit", run, "samples for 1 s");
        report.Target("local audit: wall beyond its sampling interval", (run.Wall - ProbeBatch.DefaultSampleInterval).TotalMilliseconds, 700, "ms");
    }

    private static double? Ratio(Dictionary<string, Measurement> runs, string peer, Func<Measurement, TimeSpan> of) =>
        runs.TryGetValue(peer, out var run) ? of(runs["opsshell"]) / of(run) : null;
}
