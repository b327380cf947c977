using System.Text;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>opsshell as the interpreter of scripts, and of what pipes and cron give it.</summary>
public sealed class InterpreterTests
{
    private const string Who = """
        param($Name, [switch] $Loud)
        "$Name $Loud root=$PSScriptRoot path=$PSCommandPath file=$($MyInvocation.MyCommand.Path) caller=[$($MyInvocation.ScriptName)]"
        Get-Command nonesuch
        exit 4
        """;

    [Theory, InlineData("tool"), InlineData("tool.ps1"), InlineData("tool.sh")]
    public void A_script_runs_by_its_first_line_whatever_its_name(string name)
    {
        using var desk = new Sandbox();
        var file = Executable(desk, name, "#!/usr/bin/env opsshell\n" + Who);
        var run = desk.Typed($"./{name} -Name 'x y' -Loud").Exits(4).Complains($"{file}:4").Complains("Get-Command nonesuch");
        Assert.Equal($"x y True root={desk.Path} path={file} file={file} caller=[]\n", run.Output);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("sh -c 'exit 5'", 0)]
    [InlineData("Get-Command nonesuch", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("sh -c 'exit 5'; exit $LASTEXITCODE", 5)]
    [InlineData("function f { exit 6 }; f; 'never'", 6)]
    [InlineData("throw 'x'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Command nonesuch; 'never'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true; sh -c 'exit 5'; 'never'", 1)]
    [InlineData("if (", 1)]
    [InlineData("#requires -Version 99\n'never'", 1)]
    public void A_file_exits_as_with_pwsh(string script, int code)
    {
        using var desk = new Sandbox();
        desk.Write("it.ps1", script);
        Assert.DoesNotContain("never", desk.Ops("-NoProfile", "-File", "it.ps1").Exits(code).Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("whole.ps1"), InlineData("whole")]
    public void A_file_runs_in_the_global_scope(string name)
    {
        using var desk = new Sandbox();
        desk.Write("M.psm1", "function Test-Preference { [CmdletBinding()] param() Write-Verbose 'heard'; \"$global:x\" }");
        desk.Write(name, """
            $x = 'mine'
            function Get-Mine { 'defined' }
            $VerbosePreference = 'Continue'
            Import-Module "$PSScriptRoot/M.psm1" -Verbose:$false
            Test-Preference
            & (Get-Module M) { Get-Mine }
            """);
        desk.Ops("-NoProfile", name).Exits(0).Prints("mine\ndefined\n").Complains("heard");
    }

    [Theory]
    [InlineData("param([int] $N, [switch] $Loud) \"$N $Loud [$args]\"", "5 True [x -other y]", "-n", "5", "-Loud:true", "x", "-other", "y")]
    [InlineData("param($A, $B) \"$A|$B|$($args.Count)\"", "$(1)||1", "-A:", "$(1)", "--long")]
    [InlineData("[CmdletBinding()] param([Parameter(ValueFromRemainingArguments)] $Rest) \"<$Rest>\"", "<a b;c>", "a", "b;c")]
    [InlineData("\"$($args -join '|') $($MyInvocation.InvocationName -eq $PSCommandPath)\"", "-5|*|a b True", "-5", "*", "a b")]
    public void Arguments_of_a_file_are_bound_as_with_pwsh(string script, string expected, params string[] words)
    {
        using var desk = new Sandbox();
        desk.Write("it.ps1", script);
        Assert.Equal(expected + "\n", desk.Ops(["-NoProfile", "-File", "it.ps1", .. words]).Exits(0).IsQuiet().Output);
    }

    [Theory]
    [InlineData("parameter name 'Nonesuch'", "-Nonesuch", "1")]
    [InlineData("Cannot convert value \"many\"", "-N", "many")]
    [InlineData("Missing an argument for parameter 'N'", "-N")]
    [InlineData("specified more than once", "-N:1", "-N:2")]
    public void Arguments_that_do_not_fit_are_errors(string expected, params string[] words)
    {
        using var desk = new Sandbox();
        desk.Write("it.ps1", "[CmdletBinding()] param([int] $N) 'never'");
        Assert.Equal("", desk.Ops(["-NoProfile", "it.ps1", .. words]).Exits(1).Complains(expected).Output);
    }

    [Fact]
    public void Loading_the_standard_cmdlets_is_silent_under_verbose()
    {
        using var desk = new Sandbox();
        var run = desk.Script("function f { [CmdletBinding()] param() $null = Get-Date; Write-Verbose mine }; f -Verbose").Exits(0);
        Assert.Equal("VERBOSE: mine\n", run.Output + run.Error);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("sh -c 'exit 5'", 1)]
    [InlineData("sh -c 'exit 5'; 'done'", 0)]
    [InlineData("Get-Command nonesuch", 1)]
    [InlineData("exit 5", 5)]
    [InlineData("sh -c 'exit 5'; exit $LASTEXITCODE", 5)]
    [InlineData("throw 'x'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Command nonesuch; 'never'", 1)]
    [InlineData("begin { 1 } end { 2 }", 0)]
    public void A_command_exits_as_with_pwsh(string script, int code)
    {
        using var desk = new Sandbox();
        Assert.DoesNotContain("never", desk.Script(script).Exits(code).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo '\"a $(40+2)\"; exit 3' | opsshell", 3, "a 42\n")]
    [InlineData("echo '\"b\"' | opsshell -NoProfile -", 0, "b\n")]
    [InlineData("echo '\"c\"' | opsshell -c -", 0, "c\n")]
    [InlineData("echo '\"$args\"' | opsshell -f - x 'y z'", 0, "x y z\n")]
    [InlineData("opsshell -cwa '\"<$($args[1])>\"' a '$(b) c'", 0, "<$(b) c>\n")]
    [InlineData("opsshell -e $(printf '\"enc 中\"' | iconv -f UTF-8 -t UTF-16LE | base64)", 0, "enc 中\n")]
    [InlineData("opsshell -wd /usr -c '$PWD.Path; sh -c pwd'", 0, "/usr\n/usr\n")]
    [InlineData("echo hi | opsshell -c 'cat; cat'", 0, "hi\n")]
    [InlineData("printf 'a\\nb\\n' | opsshell -c '$input | ForEach-Object { \"<$_>\" }'", 0, "<a>\n<b>\n")]
    [InlineData("printf '\"$($input)\"' > in.ps1; printf 'a\\nb\\n' | opsshell in.ps1", 0, "a b\n")]
    [InlineData("printf 'sh -c cat' > native; printf 'a\\nb\\n' | opsshell native", 0, "a\nb\n")]
    [InlineData("mkdir d; echo 1 > d/x.ps1; opsshell -wd d -File d/x.ps1", 0, "1\n")]
    [InlineData("printf 'one\\nlast' | opsshell -c '$a = Read-Host; $b = Read-Host; $c = Read-Host; \"$a $b $($null -eq $c)\"'", 0, "one last True\n")]
    [InlineData("opsshell </dev/null", 0, "")]
    [InlineData("opsshell <&-", 0, "")]
    public void It_reads_what_a_shell_gives_it(string commandLine, int code, string output)
    {
        using var desk = new Sandbox();
        Assert.Equal(output, desk.Typed(commandLine).Exits(code).IsQuiet().Output);
    }

    [Theory]
    [InlineData("-EncodedCommand needs PowerShell text in UTF-16LE", "-EncodedCommand", "%%")]
    [InlineData("-WorkingDirectory 'nowhere' is no folder", "-WorkingDirectory", "nowhere", "-c", "1")]
    [InlineData("-wd needs a folder", "-wd")]
    [InlineData("'.' is a folder", "-File", ".")]
    [InlineData("There is no option '-Nonesuch'", "-NoProfile", "-Nonesuch")]
    [InlineData("-OutputFormat 'XML' is not there", "-OutputFormat", "XML", "-c", "1")]
    public void What_it_cannot_do_is_a_usage_error(string expected, params string[] arguments)
    {
        using var desk = new Sandbox();
        Assert.Equal("", desk.Ops(arguments).Exits(64).Complains(expected).Output);
    }

    [Theory]
    [InlineData("$Host.UI.ReadLine()", "asks for a line of input")]
    [InlineData("$Host.UI.PromptForCredential('a', 'b', 'c', 'd')", "asks for a credential")]
    [InlineData("function f { param([Parameter(Mandatory)] $P) }; f", "P")]
    [InlineData("$ErrorActionPreference = 'Stop'; New-Item x -Confirm", "-Confirm:$false answers it beforehand")]
    public void A_question_is_an_error_when_nobody_is_there(string script, string expected)
    {
        using var desk = new Sandbox();
        desk.Ops("-NonInteractive", "-c", script).Exits(1).Complains(expected);
    }

    [Theory]
    [InlineData("opsshell -Login -NoProfile -c '\"$env:OF_LOGIN $args\"'")]
    [InlineData("opsshell -l -nop -cwa '\"$env:OF_LOGIN $args\"'")]
    [InlineData("bash -c 'exec -a -opsshell opsshell -NoProfile -c \"\\\"\\$env:OF_LOGIN \\\"\"'")]
    public void As_a_login_shell_it_comes_after_the_profile_of_sh(string commandLine)
    {
        using var desk = new Sandbox();
        desk.Write("home/.profile", "OF_LOGIN='from ~/.profile'; export OF_LOGIN\n");
        Assert.Equal("from ~/.profile \n", desk.Typed(commandLine).Exits(0).Output);
        Assert.Equal("", desk.Ops("-NoProfile", "-c", "$env:OF_LOGIN").Exits(0).Output);
    }

    [Fact]
    public void Messages_go_to_standard_error_unless_redirected_into_the_output()
    {
        using var desk = new Sandbox();
        const string Talk = "function f { [CmdletBinding()] param() Write-Verbose v; Write-Warning w; Write-Debug d }; $DebugPreference = 'Continue'; f -Verbose";
        var plain = desk.Script(Talk).Exits(0);
        Assert.Equal(("", "VERBOSE: v\nWARNING: w\nDEBUG: d\n"), (plain.Output, plain.Error));
        var some = desk.Script(Talk + " 4>&1").Exits(0);
        Assert.Equal(("VERBOSE: v\n", "WARNING: w\nDEBUG: d\n"), (some.Output, some.Error));
        var all = desk.Script(Talk + " *>&1").Exits(0);
        Assert.Equal(("VERBOSE: v\nWARNING: w\nDEBUG: d\n", ""), (all.Output, all.Error));
    }

    [Fact]
    public void The_host_has_its_runspace_and_enters_no_other()
    {
        using var desk = new Sandbox();
        desk.Script("$Host.Runspace.Id -eq [runspace]::DefaultRunspace.Id; $Host.IsRunspacePushed; $Host.PushRunspace($Host.Runspace)").Prints("True\nFalse\n").Complains("Enter-OpsNode");
    }

    [Fact]
    public void The_profile_is_run_for_scripts_too_and_an_error_in_it_ends_no_more_than_it()
    {
        using var desk = new Sandbox();
        desk.Write("home/.config/opsshell/profile.ps1", "function Get-Greeting { \"hello $args\" }\nthrow 'bad profile'\n");
        desk.Write("greet.ps1", "Get-Greeting file\n");
        var run = desk.Ops("-c", "Get-Greeting text; $PROFILE");
        run.Exits(0).Prints($"hello text\n{desk["home/.config/opsshell/profile.ps1"]}\n").Complains("bad profile");
        desk.Ops("greet.ps1").Exits(0).Prints("hello file\n");
        desk.Ops("-NoProfile", "-c", "Get-Greeting").Exits(1).Complains("'Get-Greeting' is not recognized");
    }

    [Fact]
    public void Bytes_stay_as_they_are_between_native_commands_and_into_files()
    {
        using var desk = new Sandbox();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        desk.Write("random", bytes);
        desk.Script("cat random | cat > one; cat random > two; cat random >> two").Exits(0).IsQuiet();
        Assert.Equal(bytes, File.ReadAllBytes(desk["one"]));
        Assert.Equal([.. bytes, .. bytes], File.ReadAllBytes(desk["two"]));
        desk.Typed("opsshell -c 'cat random' > three").Exits(0).IsQuiet();
        Assert.Equal(bytes, File.ReadAllBytes(desk["three"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("exec </dev/null; ")]
    [InlineData("exec <&-; ")]
    public void It_works_under_cron_with_a_bare_environment(string before)
    {
        using var desk = new Sandbox();
        var script = Executable(desk, "job", "#!/usr/bin/env opsshell\n\"$(6 * 7) $(sh -c 'echo native')\"\n");
        Assert.Equal("42 native\n", desk.Typed($"setsid -w env -i /bin/sh -c '{before}{OpsCommand.Path} {script}'").Exits(0).IsQuiet().Output);
    }

    [Fact]
    public void It_survives_that_all_its_streams_are_closed()
    {
        using var desk = new Sandbox();
        desk.Typed("opsshell -c '1; sh -c \"touch here\"' <&- >&- 2>&-").Exits(0);
        Assert.True(File.Exists(desk["here"]));
        desk.Typed("opsshell audit -Check node/file-handles >&-").Exits(74).Complains("standard output is closed");
    }

    [Fact]
    public void An_error_that_ends_a_script_shows_its_line()
    {
        using var desk = new Sandbox();
        var file = desk.Write("deep.ps1", "function f {\n  throw 'boom'\n}\nf\n");
        desk.Ops("deep.ps1").Exits(1).Complains($"{file}:2").Complains("throw 'boom'").Complains("boom");
    }

    private static string Executable(Sandbox desk, string name, string text)
    {
        var file = desk.Write(name, Encoding.UTF8.GetBytes(text));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
