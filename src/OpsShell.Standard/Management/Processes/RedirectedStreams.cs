using System.Diagnostics;

namespace Microsoft.PowerShell.Commands;

/// <summary>Moves bytes between a program's streams and files while it runs.</summary>
internal sealed class RedirectedStreams(RedirectedFiles files) : IDisposable
{
    private readonly FileStream? _input = files.Input is null ? null : File.OpenRead(files.Input);
    private readonly FileStream? _output = Create(files.Output);
    private readonly FileStream? _error = Create(files.Error);
    private readonly List<Task> _copies = [];
    private bool _runsOn;

    public void Attach(Process process)
    {
        if (_input is not null)
            _copies.Add(FeedAsync(_input, process));
        if (_output is not null)
            _copies.Add(SaveAsync(process.StandardOutput.BaseStream, _output));
        if (_error is not null)
            _copies.Add(SaveAsync(process.StandardError.BaseStream, _error));
    }

    /// <summary>Waits until everything the program wrote is in the files.</summary>
    public void Finish(CancellationToken stop) => Task.WaitAll([.. _copies], stop);

    /// <summary>Lets the copies go on after the cmdlet has ended; each closes its file.</summary>
    public void Detach() => _runsOn = true;

    public void Dispose()
    {
        if (_runsOn && _copies.Count > 0)
            return;
        _input?.Dispose();
        _output?.Dispose();
        _error?.Dispose();
    }

    private static FileStream? Create(string? path) =>
        path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);

    private static async Task FeedAsync(FileStream file, Process process)
    {
        try
        {
            await file.CopyToAsync(process.StandardInput.BaseStream).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program does not read all of its input; that is its right.
        }
        await file.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task SaveAsync(Stream stream, FileStream file)
    {
        await stream.CopyToAsync(file).ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
    }
}
