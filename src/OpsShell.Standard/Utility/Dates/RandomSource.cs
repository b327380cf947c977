using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Where random numbers come from: the system, or a sequence that a seed repeats.</summary>
internal sealed class RandomSource(Random? seeded)
{
    // A seed given to one Get-Random holds for the later ones of the session; it goes when the session does.
    private static readonly ConditionalWeakTable<Runspace, Random> s_seeded = [];

    private const double Step = 1.0 / int.MaxValue;

    public static RandomSource OfSession() =>
        new(Runspace.DefaultRunspace is { } session && s_seeded.TryGetValue(session, out var seeded) ? seeded : null);

    public static RandomSource Seeded(int seed)
    {
        var random = new Random(seed);
        if (Runspace.DefaultRunspace is { } session)
            s_seeded.AddOrUpdate(session, random);
        return new RandomSource(random);
    }

    /// <summary>A number from 0 on and below 1.</summary>
    public double NextDouble()
    {
        if (seeded is not null)
            return Sample(seeded) is var sample && sample < 0 ? (sample + int.MaxValue) * Step : sample * Step;
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    public int Next(int minimum, int maximum)
    {
        if (seeded is null && maximum > minimum)
            return RandomNumberGenerator.GetInt32(minimum, maximum);
        var span = (long)maximum - minimum;
        var part = seeded is null || span <= int.MaxValue ? NextDouble() : (Sample(seeded) + (double)int.MaxValue) / uint.MaxValue;
        return (int)((long)(part * span) + minimum);
    }

    /// <summary>
    /// Made of four bytes of the sequence and not by its own Next: so a seed gives the numbers that it gives in pwsh (seen there:
    /// -SetSeed 42 -Maximum 100 draws 17, 46, 67). Only a span beyond 31 bits uses the sign.
    /// </summary>
    private static int Sample(Random random)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (true)
        {
            random.NextBytes(bytes);
            if (BitConverter.ToInt32(bytes) is var number && number != int.MaxValue)
                return number;
        }
    }

    public long Next(long minimum, long maximum)
    {
        var span = (ulong)(maximum - minimum);
        if (span <= int.MaxValue)
            return minimum + Next(0, (int)span);
        // Of as many bits as the span has, the first number inside it: so none is more likely than another.
        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(span);
        Span<byte> bytes = stackalloc byte[8];
        while (true)
        {
            if (seeded is not null)
                seeded.NextBytes(bytes);
            else
                RandomNumberGenerator.Fill(bytes);
            var drawn = BitConverter.ToUInt64(bytes) & mask;
            if (drawn < span)
                return (long)((ulong)minimum + drawn);
        }
    }

    public double Next(double minimum, double maximum)
    {
        double drawn;
        do
        {
            var part = NextDouble();
            var span = maximum - minimum;
            drawn = double.IsInfinity(span) ? minimum + part * maximum - part * minimum : minimum + part * span;
        }
        while (drawn >= maximum);
        return drawn;
    }
}
