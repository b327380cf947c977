Case 'Get-Process by id' { $p = Get-Process -Id $PID; $p.Id -eq $PID; $p.GetType().FullName } @'
True
System.Diagnostics.Process
'@
Case 'Get-Process by name and pattern' { $n = (Get-Process -Id $PID).ProcessName; (Get-Process $n).Id -contains $PID; (Get-Process ($n.Substring(0, 2) + '*')).Id -contains $PID } @'
True
True
'@
Case 'Get-Process without a name gets all' { (Get-Process).Id -contains $PID } 'True'
Case 'Get-Process of a missing name' { Get-Process no-such-process } 'error: NoProcessFoundForGivenName'
Case 'Get-Process of a missing pattern gives nothing' { Get-Process no-such-process* } ''
Case 'Get-Process of a missing id' { Get-Process -Id 2147483000 } 'error: NoProcessFoundForGivenId'
Case 'Get-Process -IncludeUserName' { (Get-Process -Id $PID -IncludeUserName).UserName -eq [Environment]::UserName } 'True'
Case 'Get-Process -Module' { (Get-Process -Id $PID -Module)[0].GetType().Name } 'ProcessModule'
Case 'Get-Process takes ids by property name' { ([pscustomobject] @{ Id = $PID } | Get-Process).Id -eq $PID } 'True'
Case 'Get-Process takes processes' { (Get-Process -Id $PID | Get-Process).Id -eq $PID } 'True'
Case 'Get-Process orders by name, then id' { $ids = (Get-Process -Name (Get-Process -Id $PID).ProcessName).Id; $sorted = [int[]] $ids; [Array]::Sort($sorted); "$ids" -eq "$sorted" } 'True'
Case 'Start-Process -Wait -PassThru gives the exit code' { (Start-Process sh -ArgumentList '-c "exit 3"' -Wait -PassThru).ExitCode } '3'
Case 'Start-Process writes nothing without -PassThru' { Start-Process true -Wait } ''
# PowerShell copies what a process writes to a file, and may still be at it when -Wait is over.
function Get-Written([string[]] $File) {
    for ($i = 0; $i -lt 100 -and @(Get-Item $File | Where-Object Length -eq 0).Count; $i++) { Start-Sleep -Milliseconds 50 }
    Get-Content $File
}

Case 'Start-Process joins arguments with blanks' { Start-Process sh '-c', '"echo one two"' -Wait -RedirectStandardOutput out; Get-Written out } 'one two'
Case 'Start-Process redirects' { Set-Content in hello; Start-Process sh '-c "cat; echo bad >&2"' -Wait -RedirectStandardInput in -RedirectStandardOutput out -RedirectStandardError err; Get-Written out, err } @'
hello
bad
'@
Case 'Start-Process starts in the current location' { Start-Process pwd -Wait -RedirectStandardOutput out; (Get-Written out) -eq $WorkFolder } 'True'
Case 'Start-Process -WorkingDirectory' { Start-Process pwd -Wait -RedirectStandardOutput out -WorkingDirectory /; Get-Written out } '/'
Case 'Start-Process -Environment' { Start-Process sh '-c "echo $CONFORMANCE_E"' -Wait -RedirectStandardOutput out -Environment @{ CONFORMANCE_E = 'e' }; Get-Written out } 'e'
Case 'Start-Process of a missing program' { Start-Process no-such-program } 'error: InvalidOperationException'
Case 'Start-Process -WhatIf starts nothing' { Start-Process touch x -WhatIf; Test-Path x } 'False'
Case 'Start-Process with the same file twice' { Start-Process true -RedirectStandardOutput a -RedirectStandardError a } 'error: InvalidOperationException'
Case 'Stop-Process by id' { $p = Start-Process sleep 100 -PassThru; Stop-Process -Id $p.Id; $p.WaitForExit(5000); $p.HasExited } @'
True
True
'@
Case 'Stop-Process takes processes, and -PassThru gives them' { $p = Start-Process sleep 100 -PassThru; (Stop-Process -InputObject $p -PassThru).Id -eq $p.Id; $p.WaitForExit(5000) } @'
True
True
'@
Case 'Stop-Process -WhatIf stops nothing' { $p = Start-Process sleep 100 -PassThru; Stop-Process $p.Id -WhatIf; $p.HasExited; $p.Kill() } 'False'
Case 'Stop-Process of a missing process' { Stop-Process -Id 2147483000; Stop-Process -Name no-such-process } @'
error: NoProcessFoundForGivenId
error: NoProcessFoundForGivenName
'@
Case 'Wait-Process waits' { $p = Start-Process sleep 0.2 -PassThru; Wait-Process -Id $p.Id; $p.HasExited } 'True'
Case 'Wait-Process -Timeout' { $p = Start-Process sleep 100 -PassThru; Wait-Process -InputObject $p -Timeout 1; $p.Kill() } 'error: ProcessNotTerminated'
Case 'Wait-Process -PassThru' { $p = Start-Process sleep 0.1 -PassThru; (Wait-Process -InputObject $p -PassThru).Id -eq $p.Id } 'True'
Case 'Wait-Process -Any' { $p = Start-Process sleep 100 -PassThru; $q = Start-Process sleep 0.1 -PassThru; Wait-Process -InputObject $p, $q -Any; $q.HasExited; $p.HasExited; $p.Kill() } @'
True
False
'@
Case 'Test-Connection -TcpPort' { $l = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0); $l.Start(); $port = $l.LocalEndpoint.Port; Test-Connection 127.0.0.1 -TcpPort $port; $l.Stop(); Test-Connection 127.0.0.1 -TcpPort $port } @'
True
False
'@
Case 'Test-Connection of a name that is not there' { Test-Connection no-such-host.invalid -Count 1; Test-Connection no-such-host.invalid -Count 1 -Quiet } @'
error: TestConnectionException
False
'@
Case 'Get-TimeZone' { (Get-TimeZone).Id -eq [TimeZoneInfo]::Local.Id; (Get-TimeZone -Id UTC).Id; Get-TimeZone -Id No/Where } @'
True
UTC
error: TimeZoneNotFound
'@
Case 'Get-TimeZone -ListAvailable' { (Get-TimeZone -ListAvailable).Count -gt 100 } 'True'
Case 'Start-Process: parameters that cannot be used end nothing' { Start-Process cat -RedirectStandardOutput o -RedirectStandardError o; Start-Process cat -RedirectStandardInput nosuch; Start-Process pwd -WorkingDirectory /nosuch } @'
error: InvalidOperationException
error: FileNotFoundException
error: DirectoryNotFoundException
'@
Case 'Start-Process: no arguments are none' { (Start-Process true -ArgumentList $null -PassThru -Wait).ExitCode } '0'
Case 'Wait-Process names the process that goes on' { $p = Start-Process sleep 9 -PassThru; $p | Wait-Process -Timeout 1 2>&1 | ForEach-Object { "$_" -replace '\d+', 'N' }; $p | Stop-Process } 'This command stopped operation because process "sleep (N)" is not stopped in the specified time-out.'
Case 'Start-Job runs a script in another process' { $value = 3; $job = Start-Job { $using:value; $args; $PID -ne 0 } -ArgumentList 'x'; $job | Receive-Job -Wait -AutoRemoveJob; @(Get-Job | Where-Object Id -eq $job.Id).Count } @'
3
x
True
0
'@
Case 'Start-Job -InitializationScript' { Start-Job -InitializationScript { function Twice($n) { $n * 2 } } { Twice 4 } | Receive-Job -Wait -AutoRemoveJob } '8'
Case 'Start-Job -WorkingDirectory' { Start-Job -WorkingDirectory /usr { "$PWD" } | Receive-Job -Wait -AutoRemoveJob } '/usr'
Case 'Start-Job: errors come back' { Start-Job { Get-Item /nosuch; 'after' } | Receive-Job -Wait -AutoRemoveJob } @'
error: PathNotFound
after
'@
Case 'a pipeline in the background' { $job = sh -c 'echo done' &; $job | Wait-Job | ForEach-Object { $_.GetType().Name }; Receive-Job $job; Remove-Job $job } @'
PSRemotingJob
done
'@
Case 'Stop-Job ends a background job' { $job = Start-Job { Start-Sleep 60 }; Stop-Job $job; $job.State; Remove-Job $job } 'Stopped'
Case 'Get-TimeZone: no such zone' { Get-TimeZone -Name 'nosuch*'; Get-TimeZone -Id nosuch -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].CategoryInfo.Category } @'
error: TimeZoneNotFound
InvalidArgument
'@
Case 'a TCP port is tried once' { @(Test-Connection 127.0.0.1 -TcpPort 1 -Detailed).Count; @(Test-Connection 127.0.0.1 -TcpPort 1 -Detailed -Count 2).Count } @'
1
2
'@
