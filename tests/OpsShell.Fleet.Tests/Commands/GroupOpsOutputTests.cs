using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class GroupOpsOutputTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");

    public void Dispose() => _shell.Dispose();

    private static OpsCommandResult Result(string node, string output, int exitCode = 0, string error = "") => new()
    {
        ComputerName = node,
        ExitCode = exitCode,
        Output = output,
        Error = error,
        Duration = TimeSpan.FromMilliseconds(5),
    };

    [Fact]
    public void FoldsEqualAnswersTheBiggestGroupFirst()
    {
        var groups = _shell.Run(
            "$input | Group-OpsOutput", Result("web02", "5.4"), Result("db1", "6.6"), Result("web01", "5.4"), Result("web03", "5.4"), Result("web04", "5.4", 1))
            .Of<OpsOutputGroup>();
        Assert.Equal(["web[01-03]", "db1", "web04"], groups.Select(group => group.Nodes));
        Assert.Equal([3, 1, 1], groups.Select(group => group.Count));
        Assert.Equal(["5.4", "6.6", "5.4"], groups.Select(group => group.Output));
        Assert.Equal((1, "exit code 1"), (groups[2].ExitCode, groups[2].Ending));
        Assert.Equal(["web02", "web01", "web03"], groups[0].ComputerName);
    }

    [Fact]
    public void ShowsGroupsAsClushDoes()
    {
        var text = new OpsOutputGroup
        {
            Nodes = "web[01-03]",
            Count = 3,
            ExitCode = 2,
            Ending = "exit code 2",
            Output = "one\ntwo",
            Error = "bad\nworse",
            ComputerName = ["web01", "web02", "web03"],
        }.ToText();
        Assert.Equal("---------------\nweb[01-03] (3), exit code 2\n---------------\none\ntwo\nerr: bad\nerr: worse", text);
    }

    [Fact]
    public void FoldsLiveLinesByNode()
    {
        var groups = _shell.Run(
            "$input | Group-OpsOutput",
            new OpsCommandLine("a1", CommandStream.Output, "x"), new OpsCommandLine("a2", CommandStream.Output, "x"),
            new OpsCommandLine("a1", CommandStream.Output, "y"), new OpsCommandLine("a2", CommandStream.Output, "y"),
            new OpsCommandLine("a3", CommandStream.Output, "x"), new OpsCommandLine("a3", CommandStream.End, "exit code 7", 7)).Of<OpsOutputGroup>();
        Assert.Equal(["a[1-2]", "a3"], groups.Select(group => group.Nodes));
        Assert.Equal(["x\ny", "x"], groups.Select(group => group.Output));
        Assert.Equal([0, 7], groups.Select(group => group.ExitCode));
    }

    [Fact]
    public void NodesThatFailedAreGroupsWhenErrorsAreMerged()
    {
        var groups = _shell.Run("Invoke-OpsCommand 'echo x' -ComputerName local, snapshot:/nonexistent/a.zip 2>&1 | Group-OpsOutput").Of<OpsOutputGroup>();
        var failed = Assert.Single(groups, group => group.ExitCode is null);
        Assert.Equal(("SourceUnreadable", "a"), (failed.Ending, failed.Nodes));
        Assert.NotEmpty(failed.Error);
    }

    [Fact]
    public void WhatIsNoOutputIsAnError()
    {
        var error = Assert.Single(_shell.Run("1 | Group-OpsOutput").Errors);
        Assert.StartsWith("NotOutput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyWrongObjectsAreOneErrorAndTheRestIsFolded()
    {
        var run = _shell.Run("1..30 + (Invoke-OpsCommand 'echo x') | Group-OpsOutput");
        Assert.Contains("30 objects, the first a Int32,", Assert.Single(run.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", Assert.Single(run.Of<OpsOutputGroup>()).Output);
    }

    [Fact]
    public void AnErrorThatConcernsNoNodeStaysItself()
    {
        var run = _shell.Run("& { no-such-command } 2>&1 | Group-OpsOutput");
        Assert.Contains("'no-such-command'", Assert.Single(run.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardErrorCanBeIgnored()
    {
        object[] results = [Result("n1", "x", error: "pid 1"), Result("n2", "x", error: "pid 2")];
        Assert.Equal(2, _shell.Run("$input | Group-OpsOutput", results).Output.Count);
        Assert.Equal("n[1-2]", Assert.Single(_shell.Run("$input | Group-OpsOutput -IgnoreError", results).Of<OpsOutputGroup>()).Nodes);
    }
}
