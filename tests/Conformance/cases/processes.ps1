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
Case 'Start-Process joins arguments with blanks' { Start-Process sh '-c', '"echo one two"' -Wait -RedirectStandardOutput out; Get-Content out } 'one two'
Case 'Start-Process redirects' { Set-Content in hello; Start-Process sh '-c "cat; echo bad >&2"' -Wait -RedirectStandardInput in -RedirectStandardOutput out -RedirectStandardError err; Get-Content out, err } @'
hello
bad
'@
Case 'Start-Process starts in the current location' { Start-Process pwd -Wait -RedirectStandardOutput out; (Get-Content out) -eq $WorkFolder } 'True'
Case 'Start-Process -WorkingDirectory' { Start-Process pwd -Wait -RedirectStandardOutput out -WorkingDirectory /; Get-Content out } '/'
Case 'Start-Process -Environment' { Start-Process sh '-c "echo $CONFORMANCE_E"' -Wait -RedirectStandardOutput out -Environment @{ CONFORMANCE_E = 'e' }; Get-Content out } 'e'
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
