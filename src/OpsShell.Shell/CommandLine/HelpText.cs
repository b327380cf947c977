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
          opsshell -c 'POWERSHELL'                    run PowerShell with the OpsShell cmdlets
          opsshell FILE.ps1 [ARGUMENT...]             run a script
          opsshell --version | --help

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
        none are reached as ~/.ssh/config says. Help on a cmdlet: opsshell -c 'Get-Help Invoke-OpsAudit -Full'

        """;
}
