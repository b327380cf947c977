# Get-Date
Case 'Get-Date gives a date' { (Get-Date).GetType().Name } 'DateTime'
Case 'Get-Date takes a date' { (Get-Date '2024-05-06').DayOfWeek } 'Monday'
Case 'Get-Date takes the pipeline' { '2024-05-06', '2023-01-01' | Get-Date | ForEach-Object Year } "2024`n2023"
Case 'Get-Date of parts' { Get-Date -Year 2020 -Month 2 -Day 29 -Hour 13 -Minute 5 -Second 6 -Millisecond 7 -Format o | ForEach-Object { $_.Substring(0, 27) } } '2020-02-29T13:05:06.0070000'
Case 'Get-Date changes parts of a date' { Get-Date '2024-05-06 07:08:09' -Day 1 -Hour 0 -Format 's' } '2024-05-01T00:08:09'
Case 'Get-Date -Day past the end of the month' { Get-Date '2023-02-01' -Day 30 -Format yyyy-MM-dd } '2023-03-02'
Case 'Get-Date -Format' { Get-Date '2024-05-06 07:08:09' -Format 'yyyy/MM/dd HH:mm' } '2024/05/06 07:08'
Case 'Get-Date -Format FileDate' { Get-Date '2024-05-06 07:08:09' -Format FileDate } '20240506'
Case 'Get-Date -Format FileDateTime' { Get-Date '2024-05-06 07:08:09' -Format FileDateTime } '20240506T0708090000'
Case 'Get-Date -Format FileDateTimeUniversal' { Get-Date ([datetime]::SpecifyKind('2024-05-06 07:08:09', 'Utc')) -Format FileDateTimeUniversal } '20240506T0708090000Z'
Case 'Get-Date -Format FileDateUniversal' { Get-Date ([datetime]::SpecifyKind('2024-05-06 07:08:09', 'Utc')) -Format FileDateUniversal } '20240506Z'
Case 'Get-Date -UnixTimeSeconds' { (Get-Date -UnixTimeSeconds 86400).ToUniversalTime().ToString('s') } '1970-01-02T00:00:00'
Case 'Get-Date -UnixTimeSeconds -AsUTC' { $d = Get-Date -UnixTimeSeconds 0 -AsUTC; "$($d.Kind) $($d.Year)" } 'Utc 1970'
Case 'Get-Date -AsUTC' { (Get-Date -AsUTC).Kind } 'Utc'
Case 'Get-Date -DisplayHint' { (Get-Date '2024-05-06' -DisplayHint Date).DisplayHint; (Get-Date).DisplayHint } "Date`nDateTime"
Case 'Get-Date -UFormat of dates' { Get-Date '2024-05-06 07:08:09' -UFormat '%Y-%m-%d|%F|%D|%y|%C|%e|%j|%u' } '2024-05-06|2024-05-06|05/06/24|24|20| 6|127|1'
Case 'Get-Date -UFormat of times' { Get-Date '2024-05-06 17:08:09' -UFormat '%H:%M:%S|%T|%R|%I|%X' } '17:08:09|17:08:09|17:08|05|17:08:09'
Case 'Get-Date -UFormat of names' { Get-Date '2024-05-06 17:08:09' -UFormat '%A %a %B %b %h' } 'Monday Mon May May May'
Case 'Get-Date -UFormat of weeks' { Get-Date '2024-12-30' -UFormat '%V' } '01'
Case 'Get-Date -UFormat of seconds' { Get-Date ([datetime]::SpecifyKind('1970-01-02', 'Utc')) -UFormat '%s' } '86400'
Case 'Get-Date -UFormat with a plus, a percent sign and text' { Get-Date '2024-05-06' -UFormat '+at %Y: 100%%' } 'at 2024: 100%'
Case 'Get-Date -UFormat of Sunday' { Get-Date '2024-05-05' -UFormat '%u %w' } '7 0'
Case 'Get-Date refuses an empty -UFormat' { Get-Date -UFormat '' } 'error: ParameterArgumentValidationErrorEmptyStringNotAllowed'
Case 'Get-Date refuses month 13' { Get-Date -Month 13 } 'error: ParameterArgumentValidationError'
Case 'Get-Date takes no two formats' { Get-Date -Format s -UFormat '%Y' } 'error: AmbiguousParameterSet'
Case 'Get-Date of what is no date' { Get-Date nonsense } 'error: CannotConvertArgumentNoMessage'

# New-TimeSpan, Start-Sleep, Measure-Command
Case 'New-TimeSpan between dates' { (New-TimeSpan '2024-01-01' '2024-01-03').Days } '2'
Case 'New-TimeSpan -End before -Start' { (New-TimeSpan -Start '2024-01-03' -End '2024-01-01').Days } '-2'
Case 'New-TimeSpan of parts' { "$(New-TimeSpan -Days 1 -Hours 25 -Minutes 61 -Seconds 3)" } '2.02:01:03'
Case 'New-TimeSpan -Milliseconds' { (New-TimeSpan -Milliseconds 1500).TotalSeconds } '1.5'
Case 'New-TimeSpan of nothing' { (New-TimeSpan).Ticks } '0'
Case 'New-TimeSpan takes LastWriteTime' { ([pscustomobject]@{ LastWriteTime = [datetime]'2024-01-01' } | New-TimeSpan -End '2024-01-02').TotalHours } '24'
Case 'Start-Sleep sleeps' { (Measure-Command { Start-Sleep -Milliseconds 60 }).TotalMilliseconds -ge 50 } 'True'
Case 'Start-Sleep takes fractions' { (Measure-Command { Start-Sleep 0.05 }).TotalSeconds -lt 1 } 'True'
Case 'Start-Sleep -Duration' { (Measure-Command { Start-Sleep -Duration ([timespan]::FromMilliseconds(40)) }).TotalMilliseconds -ge 30 } 'True'
Case 'Start-Sleep refuses less than nothing' { Start-Sleep -Milliseconds -1 } 'error: ParameterArgumentValidationError'
Case 'Measure-Command drops what is written' { (Measure-Command { 'x' }).GetType().Name } 'TimeSpan'
Case 'Measure-Command runs in the same scope' { $null = Measure-Command { $mc = 3 }; $mc } '3'
Case 'Measure-Command runs for each object' { $sum = 0; $null = 1..3 | Measure-Command { $sum += $_ }; $sum } '6'

# Random
Case 'Get-Random gives an int' { (Get-Random).GetType().Name } 'Int32'
Case 'Get-Random stays in its range' { $n = 1..200 | ForEach-Object { Get-Random -Minimum 3 -Maximum 6 }; ($n | Sort-Object -Unique) -join ' ' } '3 4 5'
Case 'Get-Random goes by the type of its range' { (Get-Random -Maximum 5L).GetType().Name; (Get-Random -Maximum 1.5).GetType().Name; (Get-Random -Maximum '7').GetType().Name } "Int64`nDouble`nInt32"
Case 'Get-Random takes numbers as text' {
    foreach ($n in '1kb', '+100', '1tb', '20.', '100099000001', '0x10') { (Get-Random -Maximum $n).GetType().Name }
} "Int32`nInt32`nInt64`nDouble`nInt64`nInt32"
Case 'Get-Random of negative numbers' { $n = Get-Random -Minimum -200 -Maximum -100; $n -ge -200 -and $n -lt -100 } 'True'
Case 'Get-Random of the whole range of long' { (Get-Random -Minimum ([long]::MinValue) -Maximum ([long]::MaxValue)).GetType().Name } 'Int64'
Case 'Get-Random -SetSeed repeats' { $a = Get-Random -SetSeed 5; $b = Get-Random; $c = Get-Random -SetSeed 5; $d = Get-Random; ($a -eq $c) -and ($b -eq $d) } 'True'
Case 'Get-Random -SetSeed gives the known numbers' { Get-Random -Maximum 100 -SetSeed 23; Get-Random -Maximum 100; Get-Random -Maximum 100; Get-Random -Maximum 100 } "32`n25`n93`n95"
Case 'Get-Random -SetSeed holds for fractions' { Get-Random -SetSeed 42 -Maximum 100; Get-Random -Maximum 10.0 } "17`n4.67194161595401"
Case 'Get-Random draws from a list, none twice' { @(1..10 | Get-Random -Count 4 | Sort-Object -Unique).Count } '4'
Case 'Get-Random draws no more than there are' { @(1..3 | Get-Random -Count 9).Count } '3'
Case 'Get-Random takes a list as an argument' { (Get-Random 'a', 'a') + (Get-Random -InputObject 'b', 'b') } 'ab'
Case 'Get-Random -Shuffle' { (1..50 | Get-Random -Shuffle | Measure-Object -Sum).Sum } '1275'
Case 'Get-Random -Count of numbers' { @(Get-Random -Maximum 5 -Count 7).Count } '7'
Case 'Get-Random refuses an empty range' { Get-Random -Minimum 5 -Maximum 5 } 'error: MinGreaterThanOrEqualMax'
Case 'Get-Random draws null as well' { $null -eq ($null, $null | Get-Random) } 'True'
Case 'Get-SecureRandom stays in its range' { $n = 1..200 | ForEach-Object { Get-SecureRandom -Minimum 3 -Maximum 6 }; ($n | Sort-Object -Unique) -join ' ' } '3 4 5'
Case 'Get-SecureRandom has no seed' { Get-SecureRandom -SetSeed 1 } 'error: NamedParameterNotFound'
Case 'Get-SecureRandom -Shuffle' { (1..9 | Get-SecureRandom -Shuffle | Measure-Object -Sum).Sum } '45'

# GUIDs
Case 'New-Guid gives a new one' { (New-Guid).GetType().Name; (New-Guid) -eq (New-Guid) } "Guid`nFalse"
Case 'New-Guid -Empty' { "$(New-Guid -Empty)" } '00000000-0000-0000-0000-000000000000'
Case 'New-Guid of text' { "$(New-Guid 0f8fad5bd9cb469fa16570867728950e)" } '0f8fad5b-d9cb-469f-a165-70867728950e'
Case 'New-Guid of what is no GUID' { $null = 'x' | New-Guid } 'error: StringNotRecognizedAsGuid'
Case 'Get-Random -SetSeed shuffles the known way' { "$(1..10 | Get-Random -SetSeed 5 -Shuffle)"; "$(1..10 | Get-Random -SetSeed 5 -Count 3)" } @'
7 1 3 2 6 4 10 5 9 8
3 9 10
'@
Case 'Get-Random -SetSeed over more than 31 bits' { Get-Random -SetSeed 1 -Minimum ([int]::MinValue) -Maximum ([int]::MaxValue) } '-2105094075'
Case 'Get-Random of what is no number' { Get-Random -Maximum x } 'error: InvalidCastFromStringToInteger'
