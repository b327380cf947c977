namespace OpsShell.Shell.CommandLine;

/// <summary>What <c>opsshell --help</c> prints.</summary>
internal static class HelpText
{
    /// <summary>The text.</summary>
    public const string Text = """
        OpsShell: an ops shell for fleets of Linux nodes, over SSH, with nothing installed on them.

        usage:
          opsshell [-NoProfile]                       an interactive PowerShell with the OpsShell cmdlets
          opsshell audit [SELECTOR...] [OPTION...]    audit this machine, or the nodes that the selectors name
          opsshell [OPTION...] FILE [ARGUMENT...]     run a script, of any name; '#!/usr/bin/env opsshell' may be its first line
          opsshell [OPTION...] -c 'POWERSHELL'        run PowerShell with the OpsShell cmdlets
          opsshell [OPTION...] < FILE                 run standard input as a script; so do '-', '-c -' and '-f - [ARGUMENT...]'
          opsshell --version | --help

        options, in the spellings of pwsh (any case, -nop for -NoProfile):
          -Command TEXT  -File FILE [ARGUMENT...]  -CommandWithArgs TEXT [ARGUMENT...]  -EncodedCommand BASE64
          -NoProfile  -NoLogo  -NonInteractive (a question is an error)  -WorkingDirectory FOLDER
          -NoExit (a session follows the command or script)  -Login (first: as a login shell, after /etc/profile and ~/.profile)

        exit codes of scripts and commands, as pwsh: that of 'exit'; else 0, or 1 after an error that ended it (with -c also when the
        last command failed); 129, 130, 143 when SIGHUP, SIGINT, SIGTERM ended it; 141 when nobody reads its
        output any more; 64 usage, 70 internal error

        selectors (quote them: '*' and '!' mean something to your shell):
          web[01-40,55]   @group   label=value   'web*'   '!web07'   'a,b'   root:/host   snapshot:FILE

        audit options:
          -Output table|json|jsonl|junit|sarif|prometheus|markdown
          -MinStatus Info|Warning|Critical      show only findings at least that bad (and all that are Unknown)
          -Area NAME   -Check 'node/disk,!node/psi'   -Threshold node/cpu.steal-warning=5   -SampleInterval SECONDS
          -Inventory FILE   -ThrottleLimit N   -NodeTimeout SECONDS
          -UserName NAME   -KeyFilePath FILE   -Port N   -ConnectingTimeout SECONDS   -AcceptNewHostKey
          -PostQuantum Require                  refuse servers without post-quantum key exchange
          -Become                               read what needs root by 'sudo -n'; for a login or sudo that asks for a
                                                password: opsshell -c 'Invoke-OpsAudit -Credential ... -BecomeCredential ...'

        exit codes of an audit: 0 ok, 1 warning, 2 critical, 3 unknown or interrupted; 64 usage, 70 internal error, 74 output

        The inventory is $OPSSHELL_INVENTORY, ~/.config/opsshell/inventory.yaml or /etc/opsshell/inventory.yaml; names that are in
        none are reached as ~/.ssh/config says. 
        Help: opsshell -c 'Get-Help about_OpsShell', opsshell -c 'Get-Help Invoke-OpsAudit -Full'

        """;
}
