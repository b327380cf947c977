using System.ComponentModel;
using System.Diagnostics;

namespace OpsShell.Core.Transport.Local;

/// <summary>Runs command lines on this machine, in a session of their own, as sshd would.</summary>
/// <param name="shell">The shell that takes the place of a login shell.</param>
internal sealed class LocalExecChannel(string shell = "/bin/sh") : IExecChannel
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public ExecEnd Run(string commandLine, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(commandLine);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var gate = new Lock();
        var readers = new List<Thread>
        {
            Reader(process.StandardOutput.BaseStream, bytes => { lock (gate) return output.Output(bytes); }, enough),
            Reader(process.StandardError.BaseStream, bytes => { lock (gate) return output.Error(bytes); }, enough),
        };
        using (enough.Token.Register(() => Stop(process, input)))
        {
            Send(process, input.First, closeInput && input.Later.IsEmpty);
            if (!input.Later.IsEmpty)
                readers.Add(Sender(process, input, closeInput));
            foreach (var reader in readers)
                reader.Join();
            process.WaitForExit();
        }
        cancellationToken.ThrowIfCancellationRequested();
        // .NET reports death by signal N as 128+N, as a shell would.
        return new ExecEnd(process.ExitCode, null);
    }

    /// <summary>setsid, because the script ends its whole process group when its input closes; ours must not be in it.</summary>
    private Process Start(string commandLine)
    {
        var start = new ProcessStartInfo("setsid", [shell, "-c", commandLine])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new NodeException(NodeErrorId.ToolMissing, $"'setsid' could not be started: {error.Message}", "Install util-linux or busybox.", error);
        }
    }

    private delegate bool Receive(ReadOnlySpan<byte> bytes);

    private static Thread Reader(Stream stream, Receive receive, CancellationTokenSource enough)
    {
        var thread = new Thread(() =>
        {
            var buffer = new byte[64 << 10];
            for (int count; (count = ReadOrEnd(stream, buffer)) > 0;)
            {
                if (!receive(buffer.AsSpan(0, count)))
                    enough.Cancel();
            }
        }, maxStackSize: 256 << 10)
        { IsBackground = true };
        thread.Start();
        return thread;
    }

    private static int ReadOrEnd(Stream stream, byte[] buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Sends the second part when the script is ready for it; a thread of its own, as the script may end without.</summary>
    private static Thread Sender(Process process, ExecInput input, bool close)
    {
        var thread = new Thread(() =>
        {
            while (!input.LaterWanted!.Wait(200))
            {
                if (process.HasExited)
                    return;
            }
            Send(process, input.Later, close);
        }, maxStackSize: 256 << 10)
        { IsBackground = true };
        thread.Start();
        return thread;
    }

    private static void Send(Process process, ReadOnlyMemory<byte> input, bool close)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input.Span);
            process.StandardInput.BaseStream.Flush();
            if (close)
                process.StandardInput.Close();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended without reading all of its input; its exit code tells the rest.
        }
    }

    private static void Stop(Process process, ExecInput input)
    {
        input.LaterWanted?.Set();
        try
        {
            process.StandardInput.Close();
            if (process.WaitForExit(Grace))
                return;
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or Win32Exception)
        {
            // It has just ended by itself.
        }
    }
}
