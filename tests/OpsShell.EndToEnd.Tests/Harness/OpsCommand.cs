namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>The published program that these tests drive.</summary>
internal static class OpsCommand
{
    /// <summary>Environment variable with the program's path.</summary>
    public const string Variable = "OPSSHELL_TEST_COMMAND";

    /// <summary>The program's path; null when there is none to test.</summary>
    public static string? Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path && File.Exists(path) ? path : null;

    /// <summary>Skips the test when there is no published program.</summary>
    public static void Require() =>
        Assert.SkipUnless(Path is not null, $"{Variable} names no published opsshell; tests/run.sh installs one and sets it");

    /// <summary>Skips the test when a program is missing.</summary>
    public static void RequireProgram(string name) =>
        Assert.SkipUnless(Testing.Programs.Find(name) is not null, $"{name} is not installed");

    /// <summary>The folder with OpsShell.sln.</summary>
    public static string Repository => Testing.Repository.Root;

    /// <summary>The root tree of a recorded node, as a node to audit.</summary>
    public static string FixtureRoot(string name) => $"root:{Repository}/tests/fixtures/nodes/{name}/root";
}
