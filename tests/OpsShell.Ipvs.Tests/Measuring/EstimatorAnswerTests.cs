using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Measuring;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Measuring;

public sealed class EstimatorAnswerTests
{
    // As the lab's kernel 6.1 gave it with 10,000 estimators, measured in an instance of tracefs.
    private const string Captured = """
        design timer
        method timer-events
        begin
        e 0 000000002dc70455 426.432297
        x 0 000000002dc70455 426.438894
        e 0 000000002dc70455 428.458129
        x 0 000000002dc70455 428.468845
        e 0 000000002dc70455 430.474473
        x 0 000000002dc70455 430.479409
        e 0 000000002dc70455 432.490221
        x 0 000000002dc70455 432.495021
        end
        """;

    private static readonly EstimatorForecast Forecast =
        new(5000, 5000, 2, EstimatorDesign.Timer, new EstimatorSwitch(true, "run_estimation", "/proc/sys/net/ipv4/vs/run_estimation", "1"));

    private static EstimatorAnswer Read(string text) => EstimatorAnswer.Parse(text, out _)!;

    [Fact]
    public void Passes_are_paired_and_compared_with_the_forecast()
    {
        var result = EstimatorResult.Of("web", 10, Read(Captured), Forecast);
        Assert.Equal(EstimatorMethod.TimerEvents, result.Method);
        Assert.Equal((4, 1), (result.Samples, result.Timers));
        Assert.Equal((4.8, 4.936, 10.716, 10.716), (
            result.Minimum!.Value.TotalMilliseconds, result.Median!.Value.TotalMilliseconds, result.P99!.Value.TotalMilliseconds, result.Maximum!.Value.TotalMilliseconds));
        Assert.Equal(4, result.Cpus[0]);
        Assert.Equal([(8.192, 3), (16.384, 1)], result.Distribution.Select(bucket => (bucket.UpTo.TotalMilliseconds, bucket.Count)));
        Assert.Equal(4_936_000 / 20_002.0, result.NanosecondsPerVisit!.Value, 3);
        Assert.Contains("for 4.9 ms, at most 11 ms (forecast: 800 µs to 1.8 ms)", result.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_counterpart_is_no_pass()
    {
        var answer = Read("""
            design timer
            method kernel-probe
            begin
            x 1 0xa 5.000001
            e 0 0xa 10.000000
            e 1 0xb 10.000000
            x 0 0xb 10.000500
            x 1 0xb 10.000250
            e 0 0xa 12.000000
            e 0 0xa 14.000000
            x 0 0xa 14.000100
            e 0 0xa 16.000000
            x 0 0xa 15.000000
            e 0 0xa 18.000000
            lost 7
            end
            """);
        Assert.Equal([("0xb", 1, 250.0), ("0xa", 0, 100.0)], answer.Passes.Select(pass => (pass.Timer, pass.Cpu, pass.Duration.TotalMicroseconds)));
        Assert.Equal(7UL, answer.Lost);
        var result = EstimatorResult.Of("web", 10, answer, null);
        Assert.Equal((2, 1), (result.Timers, result.Samples));
        Assert.Equal(250, result.Maximum!.Value.TotalMicroseconds);
        Assert.Equal(100, result.OtherMaximum!.Value.TotalMicroseconds);
        Assert.Contains("dropped 7 events", result.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "off (run_estimation=0): its timer did not run")]
    [InlineData(true, "No pass of the estimator was seen in 10 s")]
    public void No_pass_is_explained_by_the_switch(bool on, string expected)
    {
        var forecast = Forecast with { Switch = new EstimatorSwitch(on, "run_estimation", "", on ? "1" : "0") };
        var result = EstimatorResult.Of("web", 10, Read("design timer\nmethod timer-events\nbegin\nend\n"), forecast);
        Assert.Null(result.Maximum);
        Assert.Contains(expected, result.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_of_an_estimator_that_is_off_are_nothing_or_those_of_another_namespace()
    {
        var off = Forecast with { Switch = new EstimatorSwitch(false, "run_estimation", "", "0") };
        var idle = EstimatorResult.Of("web", 10, Read("design timer\nmethod timer-events\nbegin\ne 0 a 1.000000\nx 0 a 1.000206\nend\n"), off);
        Assert.Contains("off (run_estimation=0): its timer runs and does nothing, for 206 µs", idle.Verdict, StringComparison.Ordinal);
        Assert.Null(idle.NanosecondsPerVisit);
        Assert.Contains("that of another holds up one CPU for 4.9 ms", EstimatorResult.Of("web", 10, Read(Captured), off).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_are_measured_by_their_run_time()
    {
        var answer = Read("""
            design threads
            ticks 100
            threads 100.00
            k 71 ipvs-e:0:0 3 10 1000000000 5 100
            k 72 ipvs-e:0:1 - 20
            k 73 ipvs-e:1:0 1 1 1 1 1
            threads 110.00
            k 71 ipvs-e:0:0 4 13 1400000000 9 150
            k 72 ipvs-e:0:1 2 30
            end
            """);
        Assert.Equal(
            [("ipvs-e:0:0", (int?)4, 400.0, 4.0, (double?)8.0), ("ipvs-e:0:1", 2, 100.0, 1.0, null)],
            answer.Threads.Select(thread => (thread.Name, thread.Cpu, thread.CpuTime.TotalMilliseconds, Math.Round(thread.CpuPercent, 6), thread.AverageRun?.TotalMilliseconds)));
        var result = EstimatorResult.Of("web", 10, answer, Forecast with { Design = EstimatorDesign.Kthreads });
        Assert.Contains("its threads (2) take 5 % of one CPU (forecast: 0.04 to 0.09 %)", result.Verdict, StringComparison.Ordinal);
        Assert.Null(result.Method);
    }

    // As the lab's kernel 6.12 gave it: 10,001 counters in the node's own network namespace, and another one that once had a service.
    private const string CapturedThreads = """
        design threads
        ticks 100
        threads 867.66
        k 1250 ipvs-e:2:0 1 979 9796409581 5244865966 7426
        k 1399 ipvs-e:0:0 1 909 9097480540 9062994640 6599
        threads 872.78
        k 1250 ipvs-e:2:0 1 981 9816934784 5259468081 7554
        k 1399 ipvs-e:0:0 1 912 9129596628 9077149848 6727
        end
        """;

    [Fact]
    public void Threads_of_other_namespaces_are_told_apart()
    {
        var threads = Forecast with { Design = EstimatorDesign.Kthreads };
        var on = EstimatorResult.Of("web", 5, Read(CapturedThreads), threads);
        Assert.Equal((2, 2), (on.Timers, on.Threads.Length));
        // 20.5 and 32.1 ms in 5.12 s.
        Assert.Equal(1.03, on.CpuPercent!.Value, 2);
        Assert.Contains("its threads (2) take 1.03 % of one CPU, and give way to other work. They are those of 2 network namespaces.", on.Verdict, StringComparison.Ordinal);

        var alone = string.Join('\n', CapturedThreads.Split('\n').Where(line => !line.Contains("ipvs-e:0", StringComparison.Ordinal)));
        var off = EstimatorResult.Of("web", 5, Read(alone), threads with { Switch = new EstimatorSwitch(false, "est_cpulist", "", "empty") });
        Assert.Contains("of this network namespace is off (est_cpulist=empty), but that of another is not: its threads (1) take 0.4 % of one CPU.", off.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5000, true, "No thread of the estimator was seen, though it is on (run_estimation=1) and has 10001 counters to read")]
    [InlineData(0, true, "there is no virtual service")]
    [InlineData(5000, false, "The estimator is off (run_estimation=0): it has no threads")]
    public void No_thread_is_explained(int services, bool on, string expected)
    {
        var forecast = new EstimatorForecast(services, services, 2, EstimatorDesign.Kthreads, new EstimatorSwitch(on, "run_estimation", "", on ? "1" : "0"));
        var result = EstimatorResult.Of("web", 5, Read("design threads\nticks 100\nthreads 1.00\nthreads 6.00\nend\n"), forecast);
        Assert.Contains(expected, result.Verdict, StringComparison.Ordinal);
        Assert.Null(result.CpuPercent);
    }

    [Fact]
    public void Only_threads_of_the_kernel_count()
    {
        using var folder = new TemporaryFolder();
        void Process(int id, string name, int parent)
        {
            var place = Directory.CreateDirectory(folder[$"proc/{id}"]).FullName;
            File.WriteAllText(Path.Combine(place, "comm"), name + "\n");
            File.WriteAllText(Path.Combine(place, "schedstat"), "5000000 10 20\n");
            File.WriteAllText(
                Path.Combine(place, "stat"),
                $"{id} ({name}) I {parent} 0 0 0 -1 2129984 0 0 0 0 0 9986 0 0 20 0 1 0 57347 0 0 18446744073709551615 0 0 0 0 0 0 0 2147483647 0 1 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        }
        Process(1399, "ipvs-e:0:0", 2);
        Process(1400, "ipvs-e:9:9 x", 1);
        File.WriteAllText(folder["proc/kallsyms"], "ffffffffc036d9e0 t ip_vs_estimation_kthread\t[ip_vs]\n");
        File.WriteAllText(folder["proc/uptime"], "100.00 0\n");
        var output = System.Text.Encoding.UTF8.GetString(Run("dash", folder).Output.Span);
        Assert.Contains("k 1399 ipvs-e:0:0 1 9986 5000000 10 20\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("1400", output, StringComparison.Ordinal);
        Assert.Equal(EstimatorDesign.Kthreads, Read(output).Design);
    }

    [Theory]
    [InlineData("")]
    [InlineData("design timer\nmethod timer-events\nbegin\n")]
    [InlineData("design timer\nmethod magic\nend\n")]
    [InlineData("design timer\nmethod timer-events\ne 0 a\nend\n")]
    [InlineData("design timer\ne -1 a 5\nend\n")]
    [InlineData("design timer\ne 0 a 99999999999999\nend\n")]
    [InlineData("design timer\nend\nend\n")]
    [InlineData("\u001b[2J\nend\n")]
    public void What_is_cut_off_or_strange_is_an_error(string text) => Assert.Throws<FormatException>(() => EstimatorAnswer.Parse(text, out _));

    [Fact]
    public void An_obstacle_is_told()
    {
        Assert.Null(EstimatorAnswer.Parse("design timer\nerror tracefs tracefs is not mounted\n", out var obstacle));
        Assert.Equal(("tracefs", "tracefs is not mounted"), (obstacle.Id, obstacle.Message));
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void The_script_tells_why_it_cannot_measure_and_sweeps_up_what_killed_runs_left(string shell)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root gets as far as tracefs");
        using var folder = new TemporaryFolder();
        var proc = Directory.CreateDirectory(folder["proc"]).FullName;
        Assert.Equal("symbol", Obstacle(shell, folder));
        File.WriteAllText(Path.Combine(proc, "kallsyms"), "ffffffffc0379080 t estimation_timer\t[other]\nffffffffc0379080 t estimation_timer\t[ip_vs]\n");
        Assert.Equal("tracefs", Obstacle(shell, folder));
        // Not a live process: no process id is that great.
        var stale = Directory.CreateDirectory(folder["tracing/instances/opsshell-99999999-5"]).FullName;
        Directory.CreateDirectory(folder["tracing/instances/other"]);
        Directory.CreateDirectory(folder["tracing/events"]);
        Assert.Equal("events", Obstacle(shell, folder));
        Assert.False(Directory.Exists(stale));
        Assert.Equal(["other"], Directory.GetDirectories(folder["tracing/instances"]).Select(Path.GetFileName));
    }

    private static string Obstacle(string shell, TemporaryFolder folder)
    {
        var text = System.Text.Encoding.UTF8.GetString(Run(shell, folder).Output.Span);
        Assert.True(EstimatorAnswer.Parse(text, out var obstacle) is null, text);
        return obstacle.Id;
    }

    private static CommandOutcome Run(string shell, TemporaryFolder folder)
    {
        using var node = new ShellNode(shell);
        var request = EstimatorScript.Request(1, EstimatorMethod.Auto, BecomeMethod.None, null, folder["proc"], folder["tracing"], folder["lockdown"]);
        return node.Execute(request, null, TestContext.Current.CancellationToken);
    }
}
