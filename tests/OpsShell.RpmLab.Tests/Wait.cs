using System.Diagnostics;

namespace OpsShell.RpmLab.Tests;

/// <summary>Waits for what others bring about.</summary>
internal static class Wait
{
    /// <summary>Waits until something is so; fails after 30 s, with what there is to see.</summary>
    public static void Until(Func<bool> condition, Func<string> seen)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
                Assert.Fail("it did not happen within 30 s: " + seen());
            Thread.Sleep(20);
        }
    }
}
