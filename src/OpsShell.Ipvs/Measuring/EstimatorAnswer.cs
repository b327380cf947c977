using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Measuring;

/// <summary>What the script of <see cref="EstimatorScript"/> brought. Pure.</summary>
/// <param name="Design">How this kernel estimates, by the function it has.</param>
/// <param name="Method">How the passes were measured; Auto with threads, which are only looked at.</param>
/// <param name="Passes">The passes in the order of their ends.</param>
/// <param name="Threads">The threads, of kernels that have them.</param>
/// <param name="Lost">Events that the kernel dropped, because they were more than its buffer holds.</param>
/// <param name="Stale">Instances of earlier, killed runs that were removed.</param>
internal sealed record EstimatorAnswer(
    EstimatorDesign Design, EstimatorMethod Method, ImmutableArray<EstimatorPass> Passes, ImmutableArray<EstimatorThread> Threads, ulong Lost,
    ImmutableArray<string> Stale)
{
    /// <summary>Why it was not measured: a word, and what the node said.</summary>
    public readonly record struct Obstacle(string Id, string Message);

    /// <summary>Reads the text, or tells why there is no measurement.</summary>
    /// <exception cref="FormatException">The text is cut off or not of that script; the message has the line.</exception>
    public static EstimatorAnswer? Parse(string text, out Obstacle obstacle)
    {
        obstacle = default;
        var reader = new EstimatorReader();
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields();
            if (fields[0] == "error")
            {
                obstacle = new Obstacle(line.Fields(2)[1], string.Join(' ', fields[2..]));
                return null;
            }
            reader.Take(line, fields);
        }
        return reader.Answer();
    }
}
