Case 'Write-Output writes its arguments one by one' { Write-Output 1 2 three } @'
1
2
three
'@
Case 'Write-Output -NoEnumerate keeps a collection whole' { (Write-Output (1, 2, 3) -NoEnumerate | ForEach-Object { $_.Count }) } '3'
Case 'Write-Output writes null' { Write-Output $null } '<null>'
Case 'Write-Output takes the pipeline' { 1..3 | Write-Output } @'
1
2
3
'@

Case 'Write-Output enumerates a collection once' { Write-Output (1, (2, 3)) | ForEach-Object { "$_" } } @'
1
2 3
'@
Case 'echo is Write-Output' { echo a b } @'
a
b
'@
Case 'Write-Output -NoEnumerate of arguments' { (Write-Output 1 2 -NoEnumerate).GetType().Name } 'List`1'
Case 'Write-Output passes on an empty collection as nothing' { @(Write-Output @()).Count } '0'

Case '> writes a file' { 'one' > f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") -eq "one$([Environment]::NewLine)" } 'True'
Case '> overwrites' { 'one' > f.txt; 'two' > f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } 'two'
Case '>> appends' { 'one' > f.txt; 'two' >> f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } @'
one
two
'@
Case '> formats objects' { [pscustomobject]@{ A = 1; B = 'x' } > f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } @'
A B
- -
1 x
'@
Case '> without output makes an empty file' { $null > f.txt; ([System.IO.FileInfo]"$WorkFolder/f.txt").Length } '0'
Case '2> writes errors' {
    & { 'good'; Write-Error 'bad' -ErrorAction Continue } 2> e.txt
    [System.IO.File]::ReadAllText("$WorkFolder/e.txt").Contains('bad')
} @'
good
True
'@
Case '3> writes warnings' { Write-Warning 'careful' 3> w.txt; [System.IO.File]::ReadAllText("$WorkFolder/w.txt") } 'careful'
Case '4> writes verbose messages' { Write-Verbose 'detail' -Verbose 4> v.txt; [System.IO.File]::ReadAllText("$WorkFolder/v.txt") } 'detail'
Case '6> writes what Write-Host shows' { Write-Host 'shown' 6> h.txt; [System.IO.File]::ReadAllText("$WorkFolder/h.txt") } 'shown'
Case '*> writes all streams' {
    & { 'out'; Write-Warning 'warn'; Write-Host 'host' } *> all.txt
    $text = [System.IO.File]::ReadAllText("$WorkFolder/all.txt")
    $text.Contains('out') -and $text.Contains('warn') -and $text.Contains('host')
} 'True'
Case '> writes UTF-8 without a byte order mark' { 'é' > f.txt; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'C3-A9-0A'
Case '> into a folder that is not there' { try { 'x' > nosuch/f.txt } catch { $_ } } 'error: FileOpenFailure'

Case 'Out-File writes lines' { 1, 2 | Out-File f.txt; [System.IO.File]::ReadAllLines("$WorkFolder/f.txt") } @'
1
2
'@
Case 'Out-File -Path is -FilePath' { 'x' | Out-File -Path f.txt; [System.IO.File]::Exists("$WorkFolder/f.txt") } 'True'
Case 'Out-File writes nothing to the pipeline' { @('x' | Out-File f.txt).Count } '0'
Case 'Out-File -Append' { 'a' | Out-File f.txt; 'b' | Out-File f.txt -Append; [System.IO.File]::ReadAllLines("$WorkFolder/f.txt") } @'
a
b
'@
Case 'Out-File -NoNewline' { 'a', 'b' | Out-File f.txt -NoNewline; [System.IO.File]::ReadAllText("$WorkFolder/f.txt").Length } '2'
Case 'Out-File -NoClobber spares a file' { 'a' > f.txt; try { 'b' | Out-File f.txt -NoClobber } catch { $_ }; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } @'
error: NoClobber
a
'@
Case 'Out-File -NoClobber makes a new file' { 'b' | Out-File f.txt -NoOverwrite; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } 'b'
Case 'Out-File -WhatIf writes nothing' { 'b' | Out-File f.txt -WhatIf; [System.IO.File]::Exists("$WorkFolder/f.txt") } 'False'
Case 'Out-File -Encoding utf8BOM' { 'a' | Out-File f.txt -Encoding utf8BOM; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'EF-BB-BF-61-0A'
Case 'Out-File -Encoding unicode' { 'a' | Out-File f.txt -Encoding unicode; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'FF-FE-61-00-0A-00'
Case 'Out-File -Encoding bigendianunicode' { 'a' | Out-File f.txt bigendianunicode; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'FE-FF-00-61-00-0A'
Case 'Out-File -Encoding ascii' { 'é' | Out-File f.txt -Encoding ascii; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } '?'
Case 'Out-File -Encoding by code page' { 'é' | Out-File f.txt -Encoding 28591; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'E9-0A'
Case 'Out-File -Encoding by an object' { 'a' | Out-File f.txt -Encoding ([System.Text.Encoding]::BigEndianUnicode); ([System.IO.FileInfo]"$WorkFolder/f.txt").Length } '6'
Case 'Out-File completes encodings' { (TabExpansion2 'Out-File x -Encoding utf8').CompletionMatches | ForEach-Object CompletionText } @'
utf8
utf8BOM
utf8NoBOM
'@
Case 'Out-File knows no encoding of that name' { try { 'a' | Out-File f.txt -Encoding nonsense } catch { $_ } } 'error: ParameterArgumentTransformationError'
Case 'Out-File does not cut long lines' { 'x' * 500 | Out-File f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt").Trim().Length } '500'
Case 'Out-File -Width cuts a table' {
    [pscustomobject]@{ A = 'x' * 50 } | Format-Table | Out-File f.txt -Width 12
    [System.IO.File]::ReadAllLines("$WorkFolder/f.txt") | Where-Object { $_.Length -gt 12 }
} ''
Case 'Out-File -LiteralPath takes brackets as they are' { 'a' | Out-File -LiteralPath '[1].txt'; [System.IO.File]::Exists("$WorkFolder/[1].txt") } 'True'
Case 'Out-File finds the one file that a wildcard names' { 'a' > known.txt; 'b' | Out-File kno*.txt; [System.IO.File]::ReadAllText("$WorkFolder/known.txt") } 'b'
Case 'Out-File refuses a wildcard that names two' { 'a' > k1.txt; 'a' > k2.txt; try { 'b' | Out-File k*.txt } catch { $_ } } 'error: ReadWriteMultipleFilesNotSupported'
Case 'Out-File writes to the file system only' { try { 'b' | Out-File variable:x } catch { $_ } } 'error: ReadWriteFileNotFileSystemProvider'
Case 'Out-File -Force writes to a read-only file, which stays so' {
    'a' > f.txt; ([System.IO.FileInfo]"$WorkFolder/f.txt").IsReadOnly = $true
    'b' | Out-File f.txt -Force
    "$([System.IO.File]::ReadAllText("$WorkFolder/f.txt").Trim()) $(([System.IO.FileInfo]"$WorkFolder/f.txt").IsReadOnly)"
    ([System.IO.FileInfo]"$WorkFolder/f.txt").IsReadOnly = $false
} 'b True'
Case 'Out-File -InputObject' { Out-File f.txt -InputObject 'given'; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } 'given'
Case 'Out-File can be read while it is written' {
    1, 2 | ForEach-Object { $_; [System.IO.File]::Exists("$WorkFolder/f.txt") } | Out-File f.txt
    [System.IO.File]::ReadAllText("$WorkFolder/f.txt").Contains('True')
} 'True'

Case 'Tee-Object writes a file and passes on' { 'a', 'b' | Tee-Object f.txt | ForEach-Object { "<$_>" }; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } @'
<a>
<b>
a
b
'@
Case 'Tee-Object -Append' { 'a' > f.txt; $null = 'b' | Tee-Object -FilePath f.txt -Append; [System.IO.File]::ReadAllLines("$WorkFolder/f.txt") } @'
a
b
'@
Case 'Tee-Object -LiteralPath' { $null = 'a' | Tee-Object -LiteralPath '[t].txt'; [System.IO.File]::Exists("$WorkFolder/[t].txt") } 'True'
Case 'Tee-Object -Encoding' { $null = 'é' | Tee-Object f.txt -Encoding utf8BOM; [System.BitConverter]::ToString([System.IO.File]::ReadAllBytes("$WorkFolder/f.txt")) } 'EF-BB-BF-C3-A9-0A'
Case 'Tee-Object -Variable keeps an array' { $null = 1..3 | Tee-Object -Variable kept; "$($kept.Count) $kept" } '3 1 2 3'
Case 'Tee-Object -Variable keeps one object as itself' { $null = 7 | Tee-Object -Variable kept; $kept.GetType().Name } 'Int32'
Case 'Tee-Object formats objects in the file' { $null = [pscustomobject]@{ A = 1 } | Tee-Object f.txt; [System.IO.File]::ReadAllText("$WorkFolder/f.txt") } @'
A
-
1
'@
Case 'Tee-Object wants a place' { try { 1 | Tee-Object -FilePath nosuch/f.txt } catch { $_ } } 'error: FileOpenFailure'

Case 'Write-Host writes nothing to the pipeline' { @(Write-Host x 6> $null).Count } '0'
Case 'Write-Host writes an information record' { (Write-Host 'text' 6>&1).GetType().Name } 'InformationRecord'
Case 'Write-Host tags it PSHOST' { (Write-Host 'text' 6>&1).Tags } 'PSHOST'
Case 'Write-Host carries the message' { $m = (Write-Host 'text' -NoNewline 6>&1).MessageData; "$($m.GetType().Name) $($m.Message) $($m.NoNewLine)" } 'HostInformationMessage text True'
Case 'Write-Host carries colours' { $m = (Write-Host 'x' -ForegroundColor Red -BackgroundColor Blue 6>&1).MessageData; "$($m.ForegroundColor) $($m.BackgroundColor)" } 'Red Blue'
Case 'Write-Host knows its colours' { try { Write-Host x -ForegroundColor Mauve } catch { $_ } } 'error: CannotConvertArgumentNoMessage'
Case 'Write-Host puts a blank between' { Write-Host a b 3 6>&1 } 'a b 3'
Case 'Write-Host -Separator' { Write-Host 1, 2, 3 -Separator '+' 6>&1 } '1+2+3'
Case 'Write-Host of nested collections' { Write-Host (1, (2, 3)) -Separator ',' 6>&1 } '1,2,3'
Case 'Write-Host of nothing writes an empty line' { "[$(Write-Host 6>&1)]" } '[]'
Case 'Write-Host of null' { "[$(Write-Host $null 6>&1)]" } '[]'
Case 'Write-Host takes the pipeline' { 'a', 'b' | Write-Host 6>&1 } @'
a
b
'@
Case 'Write-Host of an object' { Write-Host ([pscustomobject]@{ A = 1 }) 6>&1 } '@{A=1}'
Case 'Write-Host of a hashtable tells its entries' { Write-Host @{ a = 1 } 6>&1 } '[a, 1]'
Case 'Write-Host -InformationVariable' { Write-Host kept -InformationVariable got 6> $null; "$got" } 'kept'
Case 'Write-Host -InformationAction Ignore' { @(Write-Host gone -InformationAction Ignore 6>&1).Count } '0'

Case 'Write-Information is silent by itself but can be redirected' { Write-Information 'info' 6>&1 } 'info'
Case 'Write-Information -Tags' { (Write-Information data -Tags one, two 6>&1).Tags } @'
one
two
'@
Case 'Write-Information takes objects' { (Write-Information 5 6>&1).MessageData.GetType().Name } 'Int32'
Case 'Write-Information keeps tags of its own' { try { Write-Information x -Tags PSFoo } catch { $_ } } 'error: PSPrefixReservedInInformationTag'
Case 'Write-Information -MessageData by the pipeline' { 1, 2 | Write-Information 6>&1 } @'
1
2
'@
Case 'Write-Warning writes a warning record' { (Write-Warning 'w' 3>&1).GetType().Name } 'WarningRecord'
Case 'Write-Warning carries the message' { (Write-Warning 'w' 3>&1).Message } 'w'
Case 'Write-Warning takes the pipeline' { 'a', 'b' | Write-Warning 3>&1 } @'
a
b
'@
Case 'Write-Warning names the caller' { function Caller { Write-Warning w }; (Caller 3>&1).InvocationInfo.MyCommand.Name } 'Caller'
Case 'Write-Warning -WarningVariable' { Write-Warning 'kept' -WarningVariable got 3> $null; "$got" } 'kept'
Case '$WarningPreference Stop ends it' { & { $WarningPreference = 'Stop'; try { Write-Warning 'w' 3> $null } catch { $_ } } } 'error: ActionPreferenceStop'
Case 'Write-Warning allows an empty text' { "[$(Write-Warning '' 3>&1)]" } '[]'
Case 'Write-Verbose is silent by itself' { @(Write-Verbose 'v' 4>&1).Count } '0'
Case 'Write-Verbose -Verbose' { (Write-Verbose 'v' -Verbose 4>&1).GetType().Name } 'VerboseRecord'
Case '$VerbosePreference shows them' { & { $VerbosePreference = 'Continue'; Write-Verbose 'v' 4>&1 } } 'v'
Case 'a function passes -Verbose on' { function Talk { [CmdletBinding()] param() Write-Verbose 'said' }; Talk -Verbose 4>&1 } 'said'
Case 'Write-Debug is silent by itself' { @(Write-Debug 'd' 5>&1).Count } '0'
Case '$DebugPreference shows them' { & { $DebugPreference = 'Continue'; (Write-Debug 'd' 5>&1).GetType().Name } } 'DebugRecord'
Case 'Write-Debug -Debug' { & { $DebugPreference = 'SilentlyContinue'; Write-Debug 'd' -Debug 5>&1 } } 'd'

Case 'Write-Error writes an error record' { (Write-Error 'bad' 2>&1).Exception.GetType().FullName } 'Microsoft.PowerShell.Commands.WriteErrorException'
Case 'Write-Error has the id of its exception' { (Write-Error 'bad' 2>&1).FullyQualifiedErrorId } 'Microsoft.PowerShell.Commands.WriteErrorException'
Case 'Write-Error names the calling function in its id' { function Fails { Write-Error 'bad' }; (Fails 2>&1).FullyQualifiedErrorId } 'Microsoft.PowerShell.Commands.WriteErrorException,Fails'
Case 'Write-Error tells its message' { (Write-Error 'bad' 2>&1).ToString() } 'bad'
Case 'Write-Error category' { $c = (Write-Error 'bad' 2>&1).CategoryInfo; "$($c.Category)|$($c.Activity)|$($c.Reason)|$($c.TargetName)|$($c.TargetType)" } 'NotSpecified|Write-Error|WriteErrorException||'
Case 'Write-Error with all that it takes' {
    $e = Write-Error 'bad' -ErrorId MyId -Category InvalidData -TargetObject 5 -RecommendedAction 'try again' -CategoryActivity Act -CategoryReason Why -CategoryTargetName Name -CategoryTargetType Kind 2>&1
    "$($e.FullyQualifiedErrorId)|$($e.CategoryInfo)|$($e.TargetObject)|$($e.ErrorDetails.RecommendedAction)"
} 'MyId|InvalidData: (Name:Kind) [Act], Why|5|try again'
Case 'Write-Error -TargetObject names it in the category' { (Write-Error 'bad' -TargetObject 'thing' 2>&1).CategoryInfo.ToString() } 'NotSpecified: (thing:String) [Write-Error], WriteErrorException'
Case 'Write-Error -Exception' { $e = Write-Error -Exception ([System.IO.IOException]::new('disk')) 2>&1; "$($e.FullyQualifiedErrorId) $e" } 'System.IO.IOException disk'
Case 'Write-Error -Exception -Message' { $e = Write-Error -Exception ([System.IO.IOException]::new('disk')) -Message 'told' 2>&1; "$e|$($e.Exception.Message)" } 'told|disk'
Case 'Write-Error -ErrorRecord' { $first = Write-Error 'bad' -ErrorId First 2>&1; (Write-Error -ErrorRecord $first 2>&1).FullyQualifiedErrorId } 'First'
Case 'Write-Error goes on' { & { Write-Error 'bad'; 'after' } 2> $null } 'after'
Case 'Write-Error -ErrorAction Stop ends it' { try { Write-Error 'bad' -ErrorAction Stop; 'after' } catch { $_ } } 'error: Microsoft.PowerShell.Commands.WriteErrorException'
Case 'Write-Error -ErrorAction SilentlyContinue keeps it in $Error' { $global:Error.Clear(); Write-Error 'quiet' -ErrorAction SilentlyContinue; "$($global:Error[0])" } 'quiet'
Case 'Write-Error -ErrorAction Ignore keeps nothing' { $global:Error.Clear(); Write-Error 'gone' -ErrorAction Ignore; $global:Error.Count } '0'
Case 'Write-Error sets $?' { & { Write-Error 'bad' 2> $null; $? } } 'False'
Case 'Write-Error takes the pipeline' { 'a', 'b' | Write-Error 2>&1 | ForEach-Object { "$_" } } @'
a
b
'@
Case 'Write-Error names the line of the caller' { function Fails { Write-Error 'bad' }; (Fails 2>&1).InvocationInfo.MyCommand.Name } 'Fails'
Case 'Write-Progress writes nothing to the pipeline' { & { $ProgressPreference = 'SilentlyContinue'; @(Write-Progress Work -Status going -PercentComplete 50; Write-Progress Work -Completed).Count } } '0'
Case 'Write-Progress has a range' { try { Write-Progress Work -PercentComplete 101 } catch { $_ } } 'error: ParameterArgumentValidationError'
Case 'Write-Host completes colours' { (TabExpansion2 'Write-Host x -ForegroundColor DarkG').CompletionMatches | ForEach-Object CompletionText } @'
DarkGray
DarkGreen
'@
Case 'Write-Error takes an exception by position' { Write-Error ([System.IO.IOException]::new('boom')) -Category OpenError 2>&1 | ForEach-Object { "$($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $($_.CategoryInfo.Category)" } } 'System.IO.IOException IOException OpenError'
Case 'Write-Error takes an error record by position' { try { 1 / $null } catch { Write-Error $_ } } 'error: RuntimeException'
Case 'Write-Error with nulls' { Write-Error q -RecommendedAction $null -CategoryActivity $null -CategoryReason $null -ErrorId $null } 'error: Microsoft.PowerShell.Commands.WriteErrorException'
Case 'Write-Host and Write-Information with nulls' { Write-Host a, b -Separator $null 6>&1; Write-Information x -Tags $null 6>&1 } "ab`nx"
Case 'Write-Progress needs an activity' { try { Write-Progress '' } catch { "$_" } } "Missing value for mandatory parameter. (Parameter 'Activity')"
Case 'Out-File without a path' { 1 | Out-File } 'error: ArgumentNull'
