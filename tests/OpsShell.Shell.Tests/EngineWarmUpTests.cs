using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Tests;

/// <summary>What the start of the shell does ahead of time.</summary>
public sealed class EngineWarmUpTests
{
    /// <summary>It is private to the engine: another version may have renamed it, and the start would silently be slower.</summary>
    [Fact]
    public void The_engine_still_has_what_is_warmed_up() => Assert.NotNull(EngineWarmUp.Compiler);

    [Fact]
    public void Every_step_works() => Assert.All(EngineWarmUp.Steps, step => step());
}
