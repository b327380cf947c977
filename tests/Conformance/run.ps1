# Runs conformance cases of PowerShell's standard cmdlets: opsshell run.ps1 [CASES.ps1...]. They pass on pwsh 7.6 too, where
# tests/run.sh runs them as well. Prints what differs, and ends with 'N passed, N failed'.
#
# A case file calls:  Case 'what holds' { commands } 'the lines that come out'
# Every case runs in a folder of its own ($WorkFolder, also the location). What comes out is compared as lines:
#   strings and numbers as they are (dates and numbers invariant), $null as <null>, an error as 'error: ErrorId',
#   a custom object as @{A=1; B=2}. Ends of lines and of the whole are trimmed of blanks.
#
# The runner itself uses no cmdlet that it tests.
param([string[]] $Path = @())

$script:passed = 0
$script:failed = 0
$script:file = ''

function ConvertTo-CaseText($Value) {
    if ($null -eq $Value) { return '<null>' }
    if ($Value -is [System.Management.Automation.ErrorRecord]) { return "error: $($Value.FullyQualifiedErrorId.Split(',')[0])" }
    "$Value"
}

function ConvertTo-CaseLines([string] $Text) {
    $lines = $Text.Replace("`r", '').Split("`n")
    for ($i = 0; $i -lt $lines.Length; $i++) { $lines[$i] = $lines[$i].TrimEnd() }
    [string]::Join("`n", $lines).Trim("`n")
}

function Case([string] $Name, [scriptblock] $Script, [string] $Expected = '') {
    $WorkFolder = [System.IO.Directory]::CreateTempSubdirectory('conformance-').FullName
    $before = $ExecutionContext.SessionState.Path.CurrentLocation.ProviderPath
    $null = $ExecutionContext.SessionState.Path.SetLocation($WorkFolder)
    $texts = [System.Collections.Generic.List[string]]::new()
    try {
        & $Script 2>&1 | ForEach-Object { $texts.Add((ConvertTo-CaseText $_)) }
    }
    catch {
        $texts.Add((ConvertTo-CaseText $_))
    }
    finally {
        $null = $ExecutionContext.SessionState.Path.SetLocation($before)
        [System.IO.Directory]::Delete($WorkFolder, $true)
    }
    $actual = ConvertTo-CaseLines ([string]::Join("`n", $texts))
    $wanted = ConvertTo-CaseLines $Expected
    if ([string]::Equals($actual, $wanted, [StringComparison]::Ordinal)) {
        $script:passed++
        return
    }
    $script:failed++
    [Console]::Out.WriteLine("FAILED: $($script:file): $Name`n--- wanted`n$wanted`n--- came`n$actual`n---")
}

if ($Path.Length -eq 0) {
    $Path = [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($PSScriptRoot, 'cases'), '*.ps1')
    [Array]::Sort($Path, [StringComparer]::Ordinal)
}
foreach ($one in $Path) {
    $script:file = [System.IO.Path]::GetFileName($one)
    . $one
}
[Console]::Out.WriteLine("$($script:passed) passed, $($script:failed) failed")
exit [Math]::Min($script:failed, 1)
