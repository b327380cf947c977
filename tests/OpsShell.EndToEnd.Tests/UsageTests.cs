using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>What cannot be understood is said on standard error, with exit code 64 and nothing on standard output.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("There is no option '-Frobnicate'", "audit", "-Frobnicate")]
    [InlineData("-Output 'xml' is none of: table", "audit", "-Output", "xml")]
    [InlineData("-Output needs a value", "audit", "-Output")]
    [InlineData("-SampleInterval 'soon' is not a number from 0.1 to 60", "audit", "-SampleInterval", "soon")]
    [InlineData("nonesuch", "audit", "-Check", "node/nonesuch")]
    [InlineData("nonesuch", "audit", "-Area", "nonesuch")]
    [InlineData("node/cpu.nonesuch", "audit", "-Threshold", "node/cpu.nonesuch=3")]
    [InlineData("node/cpu.steal-warning=5", "audit", "-Threshold", "many")]
    [InlineData("web[01-", "audit", "web[01-")]
    [InlineData("@nowhere", "audit", "@nowhere")]
    [InlineData("There is no option '--frobnicate'", "--frobnicate")]
    [InlineData("'frobnicate' is neither a command of opsshell nor a file", "frobnicate")]
    [InlineData("There is no script 'missing.ps1'", "missing.ps1")]
    [InlineData("-c needs PowerShell text", "-c")]
    public void It_names_what_it_saw(string expected, params string[] arguments)
    {
        using var desk = new Sandbox();
        var run = desk.Ops(arguments).Exits(64).Complains(expected);
        Assert.Empty(run.Output);
        Assert.StartsWith("opsshell: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_inventory_is_named_with_line_and_column()
    {
        using var desk = new Sandbox();
        desk.Write("bad.yaml", "hosts:\n  web01:\n    prot: 22\n");
        var run = desk.Ops("audit", "*", "-Inventory", "bad.yaml").Exits(64).Complains("bad.yaml:3:5: unknown key 'prot'").Complains("port");
        Assert.Empty(run.Output);
        var cmdlet = desk.Script("Get-OpsNode -Inventory bad.yaml").Exits(1).Complains("bad.yaml:3:5: unknown key 'prot'");
        Assert.Empty(cmdlet.Output);
    }

    [Fact]
    public void A_missing_inventory_is_named()
    {
        using var desk = new Sandbox();
        desk.Ops("audit", "*", "-Inventory", "nowhere.yaml").Exits(64).Complains("nowhere.yaml");
        desk.Variables["OPSSHELL_INVENTORY"] = "elsewhere.yaml";
        desk.Ops("audit", "*").Exits(64).Complains("elsewhere.yaml");
    }

    [Fact]
    public void Help_and_version_are_data()
    {
        using var desk = new Sandbox();
        desk.Ops("--help").Exits(0).IsQuiet().Prints("opsshell audit [SELECTOR...]");
        Assert.Matches(@"^opsshell \d+\.\d+\.\d+\n$", desk.Ops("--version").Exits(0).IsQuiet().Output);
    }

    [Fact]
    public void A_script_gets_its_arguments_and_gives_its_exit_code()
    {
        using var desk = new Sandbox();
        desk.Write("it.ps1", "param([string]$Name, [switch]$Loud, [Parameter(ValueFromRemainingArguments)]$Rest)\n\"$Name $Loud $Rest\"\nexit 7\n");
        Assert.Equal("web 01 True $(id) 'x'\n", desk.Ops("it.ps1", "-Name", "web 01", "-Loud", "$(id)", "'x'").Exits(7).IsQuiet().Output);
    }

    [Theory]
    [InlineData("throw 'boom'", "boom")]
    [InlineData("1\nif (", "   2 |  if (")]
    [InlineData("Get-OpsNode -Nonesuch", "Nonesuch")]
    [InlineData("Get-Nonesuch", "Get-Nonesuch")]
    public void What_is_wrong_with_a_script_is_said_on_standard_error(string script, string expected)
    {
        using var desk = new Sandbox();
        Assert.Equal("", desk.Script(script).Exits(1).Complains(expected).Output);
    }
}
