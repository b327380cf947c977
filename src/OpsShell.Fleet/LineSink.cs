using System.Buffers;
using System.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>
/// Cuts what a command writes into lines. A line that does not end is passed on in pieces of 1 MiB, so that a node that never
/// sends a line feed cannot fill memory. Used by one thread at a time.
/// </summary>
/// <param name="line">Gets each line without its line feed.</param>
internal sealed class LineSink(Action<CommandStream, string> line) : ICommandSink
{
    internal const int LongestLine = 1 << 20;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _error = new();

    /// <inheritdoc/>
    public void Output(ReadOnlySpan<byte> bytes) => Take(_output, CommandStream.Output, bytes);

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> bytes) => Take(_error, CommandStream.Error, bytes);

    /// <summary>Passes on what came after the last line feed.</summary>
    public void Flush()
    {
        Flush(_output, CommandStream.Output);
        Flush(_error, CommandStream.Error);
    }

    private void Take(ArrayBufferWriter<byte> rest, CommandStream stream, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var room = LongestLine - rest.WrittenCount;
            var taken = Math.Min(end < 0 ? bytes.Length : end, room);
            rest.Write(bytes[..taken]);
            if (taken == end || taken == room)
                Pass(rest, stream);
            bytes = bytes[(taken == end ? taken + 1 : taken)..];
        }
    }

    private void Flush(ArrayBufferWriter<byte> rest, CommandStream stream)
    {
        if (rest.WrittenCount > 0)
            Pass(rest, stream);
    }

    private void Pass(ArrayBufferWriter<byte> rest, CommandStream stream)
    {
        line(stream, Encoding.UTF8.GetString(rest.WrittenSpan));
        rest.ResetWrittenCount();
    }
}
