using System.Globalization;
using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>
/// The kernel's release as <c>uname -r</c> gives it. What a kernel can do is told by its files; the release is for what others
/// decide by it.
/// </summary>
/// <param name="Text">The whole release.</param>
public sealed record KernelRelease(string Text)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/sys/kernel/osrelease";

    /// <summary>The fact.</summary>
    public static readonly Fact<KernelRelease> Fact = Findings.Fact.FromFile(
        "node/kernel-release", "The kernel's release", Source, text => new KernelRelease(TextLine.Sole(text).Text.Trim()));

    /// <summary>The numbers at its start (<c>5.4.119</c>); null when it does not start with two.</summary>
    public Version? Version
    {
        get
        {
            var numbers = Text.Split('.', '-', '+').Take(3)
                .TakeWhile(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return numbers.Length switch
            {
                < 2 => null,
                2 => new Version(numbers[0], numbers[1], 0),
                _ => new Version(numbers[0], numbers[1], numbers[2]),
            };
        }
    }
}
