Case 'New-Event puts an event in the queue' {
    $e = New-Event Case.One -MessageData 5 -EventArguments 1, 2
    "$($e.SourceIdentifier) $($e.MessageData) $($e.SourceArgs)"
    @(Get-Event Case.One).Count
    Remove-Event Case.One
    @(Get-Event Case.*).Count
} "Case.One 5 1 2`n1`n0"
Case 'New-Event -Sender' { $e = New-Event Case.Sender -Sender 'me'; $e.Sender; Remove-Event Case.Sender } 'me'
Case 'Get-Event by number' { $e = New-Event Case.Id; (Get-Event -EventIdentifier $e.EventIdentifier).SourceIdentifier; Remove-Event -EventIdentifier $e.EventIdentifier; @(Get-Event Case.I*).Count } "Case.Id`n0"
Case 'Get-Event keeps the order' { $null = New-Event Case.A; $null = New-Event Case.B; (Get-Event Case.*).SourceIdentifier; Remove-Event Case.* } "Case.A`nCase.B"
Case 'Get-Event of a missing source' { Get-Event Case.None } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Get-Event of a missing number' { Get-Event -EventIdentifier 999999 } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Remove-Event of a missing number' { Remove-Event -EventIdentifier 999999 } 'error: INVALID_EVENT_IDENTIFIER'
Case 'Remove-Event of a missing source' { Remove-Event Case.None } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Register-EngineEvent without an action' { Register-EngineEvent Case.Sub } 'error: ACTION_MANDATORY_FOR_LOCAL'
Case 'Register-EngineEvent -Forward gives nothing' { Register-EngineEvent Case.Sub -Forward; (Get-EventSubscriber Case.Sub).SourceIdentifier; Unregister-Event Case.Sub; @(Get-EventSubscriber Case.*).Count } "Case.Sub`n0"
Case 'Register-EngineEvent with an action gives a job' { (Register-EngineEvent Case.Job -Action { 1 }).GetType().Name; Unregister-Event Case.Job } 'PSEventJob'
Case 'An action runs' {
    $null = Register-EngineEvent Case.Act -Action { $global:caseSaw = "$($Event.MessageData) $args" }
    $null = New-Event Case.Act -MessageData 'hello' -EventArguments 1, 2
    Start-Sleep -Milliseconds 50
    $global:caseSaw
    Unregister-Event Case.Act
    Remove-Variable caseSaw -Scope Global
} 'hello 1 2'
Case 'An event with an action is not queued' {
    $null = Register-EngineEvent Case.Act -Action { }
    $null = New-Event Case.Act
    Start-Sleep -Milliseconds 50
    @(Get-Event Case.*).Count
    Unregister-Event Case.Act
} '0'
Case 'Get-EventSubscriber by number' { $null = Register-EngineEvent Case.N -Action { }; $id = (Get-EventSubscriber Case.N).SubscriptionId; (Get-EventSubscriber -SubscriptionId $id).SourceIdentifier; Unregister-Event -SubscriptionId $id; @(Get-EventSubscriber Case.*).Count } "Case.N`n0"
Case 'Get-EventSubscriber of a missing source' { Get-EventSubscriber Case.None } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Get-EventSubscriber of a missing number' { Get-EventSubscriber -SubscriptionId 999999 } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Unregister-Event of a missing source' { Unregister-Event Case.None } 'error: INVALID_SOURCE_IDENTIFIER'
Case 'Unregister-Event of a missing number' { Unregister-Event -SubscriptionId 999999 } 'error: INVALID_SUBSCRIPTION_IDENTIFIER'
Case 'Unregister-Event takes subscribers' { $null = Register-EngineEvent Case.P1 -Action { }; $null = Register-EngineEvent Case.P2 -Action { }; Get-EventSubscriber Case.P* | Unregister-Event; @(Get-EventSubscriber Case.*).Count } '0'
Case '-SupportEvent hides a subscription' { Register-EngineEvent Case.Hid -SupportEvent -Action { }; @(Get-EventSubscriber Case.H*).Count; @(Get-EventSubscriber Case.H* -Force).Count; Unregister-Event Case.Hid -Force } "0`n1"
Case 'Register-ObjectEvent hears an object' {
    $timer = [System.Timers.Timer]::new(20); $timer.AutoReset = $false
    Register-ObjectEvent $timer Elapsed -SourceIdentifier Case.Timer
    $timer.Start()
    $e = Wait-Event Case.Timer -Timeout 10
    "$($e.SourceIdentifier) $($e.SourceEventArgs.GetType().Name) $($e.Sender -eq $timer)"
    Remove-Event Case.Timer; Unregister-Event Case.Timer; $timer.Dispose()
} 'Case.Timer ElapsedEventArgs True'
Case 'Register-ObjectEvent -Action has $EventArgs and a job' {
    $timer = [System.Timers.Timer]::new(20); $timer.AutoReset = $false
    $job = Register-ObjectEvent $timer Elapsed -SourceIdentifier Case.Timer -MessageData 'm' -Action { "$($EventArgs.GetType().Name) $($Event.MessageData)" }
    $timer.Start()
    for ($i = 0; $i -lt 100 -and -not $job.HasMoreData; $i++) { Start-Sleep -Milliseconds 50 }
    Receive-Job $job
    Unregister-Event Case.Timer; $timer.Dispose()
} 'ElapsedEventArgs m'
Case 'Register-ObjectEvent of a missing event' { Register-ObjectEvent ([System.Timers.Timer]::new()) Nope -SourceIdentifier Case.X } 'error: INVALID_REGISTRATION'
Case '-MaxTriggerCount ends the subscription' {
    $null = Register-EngineEvent Case.Max -MaxTriggerCount 1 -Action { }
    $null = New-Event Case.Max
    Start-Sleep -Milliseconds 50
    @(Get-EventSubscriber Case.M*).Count
} '0'
Case 'Wait-Event gives what is queued, and leaves it there' { $null = New-Event Case.W -MessageData 3; (Wait-Event Case.W -Timeout 5).MessageData; @(Get-Event Case.W).Count; Remove-Event Case.W } "3`n1"
Case 'Wait-Event ends after its time' { $span = Measure-Command { Wait-Event Case.None -Timeout 1 }; $span.TotalSeconds -ge 0.9 -and $span.TotalSeconds -lt 8 } 'True'
Case 'Wait-Event -Timeout 0 looks once' { $null = Wait-Event Case.None -Timeout 0; 'done' } 'done'
Case 'no subscription to end' { Unregister-Event nosuch -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].Exception.Message } "Event subscription with identifier 'nosuch' does not exist."
