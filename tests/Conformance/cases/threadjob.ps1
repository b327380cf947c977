# Start-ThreadJob, with the job cmdlets of the engine.
Case 'a job runs and gives its output' { Start-ThreadJob { 1..3 } | Receive-Job -Wait -AutoRemoveJob } @'
1
2
3
'@
Case 'its objects stay what they are' { (Start-ThreadJob { [version]'1.2' } | Receive-Job -Wait -AutoRemoveJob).GetType().Name } 'Version'
Case 'its states' { $j = Start-ThreadJob { 1 }; $null = $j | Wait-Job; $j.State; $j.HasMoreData; $null = Receive-Job $j; $j.HasMoreData; Remove-Job $j } @'
Completed
True
False
'@
Case 'its type, name and place' { $j = Start-ThreadJob { 1 } -Name mine; $j.PSJobTypeName; $j.Name; $j.Location; "[$($j.Command)]"; $null = Wait-Job $j; Remove-Job $j } @'
ThreadJob
mine
PowerShell
[ 1 ]
'@
Case 'it is found by name and id' { $j = Start-ThreadJob { 1 } -Name found; (Get-Job -Name found).Id -eq $j.Id; (Get-Job -Id $j.Id).Name; $null = Wait-Job $j; Remove-Job $j } @'
True
found
'@
Case 'a name is made up' { $j = Start-ThreadJob { 1 }; $j.Name -eq "Job$($j.Id)"; $null = Wait-Job $j; Remove-Job $j } 'True'
Case '-ArgumentList' { Start-ThreadJob { param($a, $b) "$a-$b" } -ArgumentList 1, 'x' | Receive-Job -Wait -AutoRemoveJob } '1-x'
Case '$using: takes a value along' { $value = 5; $table = @{ a = 'x' }; Start-ThreadJob { $using:value; ($using:table).a } | Receive-Job -Wait -AutoRemoveJob } @'
5
x
'@
Case 'the caller''s variables are not there' { $value = 5; Start-ThreadJob { $null -eq $value } | Receive-Job -Wait -AutoRemoveJob } 'True'
Case 'input comes as $input' { 1..3 | Start-ThreadJob { $input | ForEach-Object { $_ * 2 } } | Receive-Job -Wait -AutoRemoveJob } @'
2
4
6
'@
Case '-InitializationScript runs before' { Start-ThreadJob { Twice 4 } -InitializationScript { function Twice($n) { $n * 2 } } | Receive-Job -Wait -AutoRemoveJob } '8'
Case '-FilePath' { [IO.File]::WriteAllText("$PWD/s.ps1", 'param($x) "file $x"'); Start-ThreadJob -FilePath ./s.ps1 -ArgumentList 1 | Receive-Job -Wait -AutoRemoveJob } 'file 1'
Case 'it runs in the folder of the caller' { $here = "$PWD"; (Start-ThreadJob { "$PWD" } | Receive-Job -Wait -AutoRemoveJob) -eq $here } 'True'
Case 'an error that ends nothing' { $j = Start-ThreadJob { [void](Nothing-There) ; 'after' }; $null = Wait-Job $j; $j.State; $j.Error.Count; Receive-Job $j -ErrorAction SilentlyContinue | ForEach-Object { "$_" }; Remove-Job $j } @'
Completed
1
after
'@
Case 'an error that ends it' { $j = Start-ThreadJob { throw 'broken' }; $null = Wait-Job $j; $j.State; $j.JobStateInfo.Reason.Message; Remove-Job $j } @'
Failed
broken
'@
Case 'Receive-Job tells of it' { $j = Start-ThreadJob { throw 'broken' }; $null = Wait-Job $j; $e = $null; Receive-Job $j -ErrorVariable e -ErrorAction SilentlyContinue; "$($e[0])"; Remove-Job $j } 'broken'
Case 'Receive-Job -Keep' { $j = Start-ThreadJob { 1 }; $null = Wait-Job $j; Receive-Job $j -Keep; Receive-Job $j; Receive-Job $j; Remove-Job $j } @'
1
1
'@
Case 'Stop-Job' { $j = Start-ThreadJob { while ($true) { [Threading.Thread]::Sleep(20) } }; while ($j.State -ne 'Running') { [Threading.Thread]::Sleep(5) }; Stop-Job $j; $j.State; Remove-Job $j } 'Stopped'
Case 'Remove-Job of a running job needs -Force' { $j = Start-ThreadJob { [Threading.Thread]::Sleep(500) }; while ($j.State -ne 'Running') { [Threading.Thread]::Sleep(5) }; Remove-Job $j; Remove-Job $j -Force; $null -eq (Get-Job -Id $j.Id -ErrorAction SilentlyContinue) } @'
error: JobObjectNotFinishedCannotBeRemoved
True
'@
Case '-ThrottleLimit holds others back' {
    $gate = [Threading.ManualResetEventSlim]::new()
    $jobs = 1..3 | ForEach-Object { Start-ThreadJob { ($using:gate).Wait(); 1 } -ThrottleLimit 1 }
    while (@($jobs | Where-Object State -eq Running).Count -lt 1) { [Threading.Thread]::Sleep(5) }
    @($jobs | Where-Object State -eq NotStarted).Count
    $gate.Set()
    @($jobs | Receive-Job -Wait -AutoRemoveJob).Count
    Start-ThreadJob { 1 } -ThrottleLimit 5 | Receive-Job -Wait -AutoRemoveJob
} @'
2
3
1
'@
Case 'a job that waits is stopped' {
    $gate = [Threading.ManualResetEventSlim]::new()
    $first = Start-ThreadJob { ($using:gate).Wait() } -ThrottleLimit 1
    $second = Start-ThreadJob { 2 }
    Stop-Job $second
    $second.State
    $gate.Set()
    $null = Wait-Job $first
    $first.State
    Remove-Job $first, $second
    Start-ThreadJob { 1 } -ThrottleLimit 5 | Receive-Job -Wait -AutoRemoveJob
} @'
Stopped
Completed
1
'@
Case 'jobs run side by side' {
    $barrier = [Threading.Barrier]::new(3)
    1..3 | ForEach-Object { Start-ThreadJob { ($using:barrier).SignalAndWait(20000) } } | Receive-Job -Wait -AutoRemoveJob
} @'
True
True
True
'@
Case 'Wait-Job -Timeout gives up' { $j = Start-ThreadJob { [Threading.Thread]::Sleep(3000) }; $null -eq (Wait-Job $j -Timeout 1); Remove-Job $j -Force } 'True'
Case 'Wait-Job -Any gives the first' {
    $gate = [Threading.ManualResetEventSlim]::new()
    $slow = Start-ThreadJob { ($using:gate).Wait() }
    $fast = Start-ThreadJob { 1 }
    (Wait-Job $slow, $fast -Any).Id -eq $fast.Id
    $gate.Set()
    $null = Wait-Job $slow
    Remove-Job $slow, $fast
} 'True'
Case 'what a job throws is told once' { $j = Start-ThreadJob { throw 'broken' }; $null = Wait-Job $j; @(Receive-Job $j 2>&1).Count; $j.Error.Count; Remove-Job $j } @'
1
0
'@
Case 'no such script' { Start-ThreadJob -FilePath nosuch.ps1 } 'error: PathNotFound'
