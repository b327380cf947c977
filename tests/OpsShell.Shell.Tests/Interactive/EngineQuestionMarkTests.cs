using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Tests.Interactive;

/// <summary>Fails when an update of the engine moves the one private part that the shell uses.</summary>
public sealed class EngineQuestionMarkTests
{
    [Fact]
    public void The_engine_keeps_the_outcome_where_the_shell_looks_for_it()
    {
        Assert.NotNull(EngineQuestionMark.Context);
        Assert.Equal(typeof(bool), EngineQuestionMark.Value?.PropertyType);
        Assert.True(EngineQuestionMark.Value?.CanWrite);
    }
}
