using System.Diagnostics;
using System.Text;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>A program that is running; its outputs are kept as they come.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly MemoryStream _output = new(), _error = new();
    private readonly Task _reading;

    public RunningProgram(ProcessStartInfo start, byte[]? input)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(Read(_process.StandardOutput.BaseStream, _output), Read(_process.StandardError.BaseStream, _error), Write(input ?? []));
    }

    /// <summary>What is on standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>Sends a signal, as <c>kill</c> names it.</summary>
    public void Signal(string name) => TestKeys.Run("kill", $"-{name}", $"{_process.Id}");

    /// <summary>Waits for the end.</summary>
    public RunResult Wait(double seconds = 60)
    {
        if (!Task.Run(() => { _process.WaitForExit(); _reading.Wait(); }).Wait(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"still running after {seconds} s\nstdout: {Output}\nstderr: {Text(_error)}");
        }
        return new RunResult(_process.ExitCode, Output, Text(_error), Stopwatch.GetElapsedTime(_started));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string Text(MemoryStream stream)
    {
        lock (stream)
            return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task Read(Stream from, MemoryStream to)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            lock (to)
                to.Write(buffer, 0, count);
        }
    }

    private async Task Write(byte[] input)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program does not read it.
        }
    }
}
