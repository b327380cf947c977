namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>Waits for what comes about by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(40);

    /// <summary>Waits until something is so; fails when it is not within 40 s.</summary>
    /// <param name="isSo">Looks.</param>
    /// <param name="what">What is waited for, for the failure.</param>
    public static void Is(Func<bool> isSo, string what) => Assert.True(
        SpinWait.SpinUntil(
            () =>
            {
                if (isSo())
                    return true;
                Thread.Sleep(20);
                return false;
            },
            _patience),
        $"waited in vain for {what}");
}
