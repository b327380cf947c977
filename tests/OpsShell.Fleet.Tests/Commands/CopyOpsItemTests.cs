using System.Security.Cryptography;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class CopyOpsItemTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-copy").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void CopiesAFileWithChecksumAndMode()
    {
        File.WriteAllText(At("a"), "content");
        var result = Assert.Single(_shell.Run($"Copy-OpsItem '{At("a")}' '{At("b")}' -Mode 0640").Of<OpsCopyResult>());
        Assert.Equal("content", File.ReadAllText(At("b")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("content"u8)), result.Sha256);
        Assert.Equal((1, 7L, At("b"), false), (result.Files, result.Bytes, result.Destination, result.FromNode));
        Assert.Equal("640", Convert.ToString((int)File.GetUnixFileMode(At("b")), 8));
    }

    [Fact]
    public void WhatIfCopiesNothing()
    {
        File.WriteAllText(At("a"), "content");
        Assert.Contains(Environment.MachineName, _shell.Show($"Copy-OpsItem '{At("a")}' '{At("b")}' -WhatIf"), StringComparison.Ordinal);
        Assert.False(File.Exists(At("b")));
    }

    [Fact]
    public void AnExistingFileIsKeptWithoutForce()
    {
        File.WriteAllText(At("a"), "new");
        File.WriteAllText(At("b"), "old");
        var error = Assert.Single(_shell.Run($"Copy-OpsItem '{At("a")}' '{At("b")}'").Errors);
        Assert.StartsWith("CopyFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(At("b")));
        _shell.Run($"Copy-OpsItem '{At("a")}' '{At("b")}' -Force");
        Assert.Equal("new", File.ReadAllText(At("b")));
    }

    [Fact]
    public void FromNodeKeepsNodesApart()
    {
        File.WriteAllText(At("log"), "lines");
        var result = Assert.Single(_shell.Run($"Copy-OpsItem -FromNode '{At("log")}' '{At("got")}'").Of<OpsCopyResult>());
        var expected = Path.Combine(At("got"), Environment.MachineName, "log");
        Assert.Equal(expected, result.Destination);
        Assert.Equal("lines", File.ReadAllText(expected));
    }

    [Fact]
    public void APathThatFailsDoesNotStopTheOthers()
    {
        File.WriteAllText(At("one"), "1");
        File.WriteAllText(At("two"), "2");
        var run = _shell.Run($"Copy-OpsItem -FromNode '{At("one")}', '{At("none")}', '{At("nor")}', '{At("two")}' '{At("got")}'");
        Assert.Equal([At("one"), At("two")], run.Of<OpsCopyResult>().Select(result => result.Source));
        Assert.Equal(2, run.Errors.Count);
        Assert.All(run.Errors, error => Assert.StartsWith("FileNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains(At("none"), run.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(At("nor"), run.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ANodeOfWhichNothingComesGetsNoFolder()
    {
        Assert.Single(_shell.Run($"Copy-OpsItem -FromNode '{At("none")}' '{At("got")}'").Errors);
        Assert.False(Directory.Exists(Path.Combine(At("got"), Environment.MachineName)));
    }

    [Fact]
    public void AMissingLocalFileEndsTheCommand() =>
        Assert.StartsWith("LocalFileNotFound,", _shell.Fail($"Copy-OpsItem '{At("none")}' '{At("b")}'").FullyQualifiedErrorId, StringComparison.Ordinal);
}
