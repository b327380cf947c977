using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Changes;

/// <summary>Reads what the scripts of <see cref="ChangeScript"/> answer. Pure. Nothing in an answer is trusted.</summary>
/// <param name="Lines">What was told, in order.</param>
/// <param name="IsWhole">Whether the script came to its end.</param>
internal sealed record ChangeAnswer(ImmutableArray<ChangeAnswer.Line> Lines, bool IsWhole)
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    /// <summary>One line: a word, the number of a step or -1, and fields.</summary>
    internal sealed record Line(string Word, int Number, ImmutableArray<byte[]> Fields)
    {
        /// <summary>A field as text; empty where there is none.</summary>
        public string Text(int field) => field < Fields.Length ? Encoding.UTF8.GetString(Fields[field]) : "";

        /// <summary>A field as text that can be written back as it was.</summary>
        /// <exception cref="NodeException">It is not UTF-8.</exception>
        public string ExactText(int field)
        {
            try
            {
                return _strict.GetString(Fields[field]);
            }
            catch (DecoderFallbackException error)
            {
                throw new NodeException(NodeErrorId.NotSupported, "A value on the node is not text in UTF-8, so it could not be brought back.", "", error);
            }
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="NodeException">A line of it is not of the form that the script writes.</exception>
    public static ChangeAnswer Read(ReadOnlySpan<byte> output)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        foreach (var text in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text == "end")
                return new ChangeAnswer(lines.ToImmutable(), IsWhole: true);
            // A line that was cut off has no line feed behind it and is the last: what it would have said is not known.
            if (ReadLine(text) is { } line)
                lines.Add(line);
            else if (output[^1] == (byte)'\n')
                throw new NodeException(NodeErrorId.ProtocolError, $"The node's answer has a line that no script writes: '{DisplayText.Excerpt(text, 80)}'.");
        }
        return new ChangeAnswer(lines.ToImmutable(), IsWhole: false);
    }

    private static Line? ReadLine(string text)
    {
        var words = text.Split(' ');
        if (words.Length < 2 || !(words[1] == "-" || int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return null;
        var fields = ImmutableArray.CreateBuilder<byte[]>();
        foreach (var word in words.AsSpan(2))
        {
            var buffer = new byte[word.Length];
            if (!word.StartsWith('.') || !Convert.TryFromBase64Chars(word.AsSpan(1), buffer, out var length))
                return null;
            fields.Add(buffer[..length]);
        }
        return new Line(words[0], words[1] == "-" ? -1 : int.Parse(words[1], CultureInfo.InvariantCulture), fields.ToImmutable());
    }
}
