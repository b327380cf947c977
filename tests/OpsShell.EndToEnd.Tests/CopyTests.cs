using System.Security.Cryptography;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Copy-OpsItem to and from real nodes.</summary>
public sealed class CopyTests(Fleet fleet)
{
    [Fact]
    public void A_file_goes_up_and_comes_down_with_its_checksum()
    {
        using var desk = Sandbox.With(fleet);
        var bytes = RandomNumberGenerator.GetBytes(1_500_003);
        desk.Write("a file.bin", bytes);
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var up = desk.Script($"Copy-OpsItem 'a file.bin' '{fleet.User.Folder}/up.bin' -ComputerName web01 -Mode 0640 | ForEach-Object {{ \"$($_.ComputerName) $($_.Bytes) $($_.Sha256)\" }}");
        Assert.Equal($"web01 1500003 {sum}\n", up.Exits(0).IsQuiet().Output);
        var there = Path.Combine(fleet.User.Folder, "up.bin");
        Assert.Equal(bytes, File.ReadAllBytes(there));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(there));

        desk.Script($"Copy-OpsItem '{there}' down -FromNode -ComputerName web01,web02 | ForEach-Object Sha256").Exits(0).IsQuiet().Prints($"{sum}\n{sum}\n");
        Assert.Equal(bytes, File.ReadAllBytes(desk["down/web01/up.bin"]));
        Assert.Equal(bytes, File.ReadAllBytes(desk["down/web02/up.bin"]));
    }

    [Fact]
    public void A_folder_goes_up_whole()
    {
        using var desk = Sandbox.With(fleet);
        desk.Write("tree/one", "1");
        desk.Write("tree/deep/er/two", "2");
        desk.Script($"Copy-OpsItem tree '{fleet.User.Folder}/tree' -Recurse -ComputerName web01").Exits(0).IsQuiet();
        Assert.Equal("1", File.ReadAllText(Path.Combine(fleet.User.Folder, "tree/one")));
        Assert.Equal("2", File.ReadAllText(Path.Combine(fleet.User.Folder, "tree/deep/er/two")));
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_nothing_behind()
    {
        using var desk = Sandbox.With(fleet);
        var small = Directory.CreateDirectory(Path.Combine(fleet.User.Folder, "small")).FullName;
        Assert.SkipUnless(desk.Run("mount", "-t", "tmpfs", "-o", "size=64k,mode=1777", "none", small).ExitCode == 0, "no tmpfs can be mounted here");
        try
        {
            desk.Write("big", new byte[1 << 20]);
            var run = desk.Script($"Copy-OpsItem big '{small}/big' -ComputerName web01").Exits(1).Complains("web01: ").Complains($"no space for {small}/big");
            Assert.Empty(run.Output);
            Assert.Empty(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            TestKeys.Run("umount", small);
        }
    }

    [Fact]
    public void What_does_not_exist_is_named()
    {
        using var desk = Sandbox.With(fleet);
        desk.Script("Copy-OpsItem missing /nonesuch -ComputerName web01").Exits(1).Complains("missing");
        desk.Script("Copy-OpsItem /nonesuch here -FromNode -ComputerName web01").Exits(1).Complains("web01: ").Complains("/nonesuch");
    }
}
