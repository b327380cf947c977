using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Where random numbers come from: the system, or a sequence that a seed repeats.</summary>
internal sealed class RandomSource(Random? seeded)
{
    // A seed given to one Get-Random holds for the later ones of the session; it goes when the session does.
    private static readonly ConditionalWeakTable<Runspace, Random> s_seeded = [];

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
            return SeededInt32() * (1.0 / int.MaxValue);
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>
    /// From 0 to 2^31 - 2, made of four bytes of the sequence and not by its own Next: so a seed gives the numbers that it gives in pwsh
    /// (seen there: -SetSeed 42 -Maximum 100 draws 17, 46, 67).
    /// </summary>
    private int SeededInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        while (true)
        {
            seeded!.NextBytes(bytes);
            var number = BitConverter.ToInt32(bytes);
            if (number != int.MaxValue)
                return number < 0 ? number + int.MaxValue : number;
        }
    }

    public int Next(int minimum, int maximum)
    {
        if (seeded is null && maximum > minimum)
            return RandomNumberGenerator.GetInt32(minimum, maximum);
        return (int)((long)(NextDouble() * ((long)maximum - minimum)) + minimum);
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
