# What tells of the session and its host: cultures, verbs, uptime, errors, transcripts, type data and views.

# Views and type files stay in a session after their files are gone, so these cases have a session of their own.
function Invoke-InRunspace([string] $Folder, [scriptblock] $Script) {
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $null = $runspace.SessionStateProxy.Path.SetLocation($Folder)
    $shell = [powershell]::Create($runspace)
    try { $shell.AddScript("$Script").Invoke(); $shell.Streams.Error }
    finally { $shell.Dispose(); $runspace.Dispose() }
}

function New-TestView([string] $Type, [string] $Property) {
    "<Configuration><ViewDefinitions><View><Name>View of $Property</Name><ViewSelectedBy><TypeName>$Type</TypeName></ViewSelectedBy>" +
    "<WideControl><WideEntries><WideEntry><WideItem><PropertyName>$Property</PropertyName></WideItem></WideEntry></WideEntries>" +
    '</WideControl></View></ViewDefinitions></Configuration>'
}

Case 'Get-Culture is the current one' { (Get-Culture).Name -eq [cultureinfo]::CurrentCulture.Name } 'True'
Case 'Get-Culture -Name' { (Get-Culture -Name de-DE).Name } 'de-DE'
Case 'Get-Culture takes names by the pipeline' { 'fr-FR', 'zh-Hans-CN' | Get-Culture | ForEach-Object Name } @'
fr-FR
zh-Hans-CN
'@
Case 'Get-Culture of several names' { (Get-Culture de-DE, en-US).Count } '2'
Case 'Get-Culture of the empty name is the invariant one' { (Get-Culture '').LCID } '127'
Case 'Get-Culture of a name that is none' { Get-Culture 'no such culture' } 'error: ParameterArgumentValidationError'
Case 'Get-Culture -ListAvailable' { (Get-Culture -ListAvailable | Where-Object Name -eq 'de-DE').Name } 'de-DE'
Case 'Get-UICulture' { (Get-UICulture).GetType().Name } 'CultureInfo'
Case 'Get-Host is $Host' { (Get-Host).InstanceId -eq $Host.InstanceId } 'True'
Case 'Get-Host has a user interface' { (Get-Host).UI.RawUI.GetType().BaseType.Name } 'PSHostRawUserInterface'
Case 'Get-Uptime is a time span' { $up = Get-Uptime; "$($up.GetType().Name) $($up -gt [timespan]::Zero) $($up.Milliseconds)" } 'TimeSpan True 0'
Case 'Get-Uptime -Since is a moment of the past' { $since = Get-Uptime -Since; "$($since.GetType().Name) $($since -lt [datetime]::Now)" } 'DateTime True'

Case 'Get-Verb gets objects' { (Get-Verb Get).GetType().FullName } 'System.Management.Automation.VerbInfo'
Case 'Get-Verb tells group, prefix and description' { $v = Get-Verb Get; "$($v.Verb)|$($v.AliasPrefix)|$($v.Group)|$($v.Description)" } 'Get|g|Common|Specifies an action that retrieves a resource'
Case 'Get-Verb takes wildcards' { Get-Verb un* | ForEach-Object Verb } @'
Undo
Unlock
Unpublish
Uninstall
Unregister
Unblock
Unprotect
'@
Case 'Get-Verb -Group' { Get-Verb -Group Security | ForEach-Object Verb } @'
Block
Grant
Protect
Revoke
Unblock
Unprotect
'@
Case 'Get-Verb of a verb and a group' { Get-Verb -Verb re* -Group Security | ForEach-Object Verb } 'Revoke'
Case 'Get-Verb of a verb that is none' { @(Get-Verb Fetch).Count } '0'
Case 'Get-Verb knows its groups' { try { Get-Verb -Group Nonsense } catch { $_ } } 'error: ParameterArgumentValidationError'
Case 'Get-Verb has a hundred verbs' { (Get-Verb).Count } '100'

Case 'Get-Verb completes verbs' { (TabExpansion2 'Get-Verb -Verb Receiv').CompletionMatches | ForEach-Object CompletionText } 'Receive'

Case 'Get-Error gets the newest error' { Write-Error 'newest' -ErrorAction SilentlyContinue; (Get-Error).Exception.Message } 'newest'
Case 'Get-Error gets it under a name of its own' { Write-Error 'x' -ErrorAction SilentlyContinue; (Get-Error).PSTypeNames[0] } 'System.Management.Automation.ErrorRecord#PSExtendedError'
Case 'Get-Error leaves $Error as it is' { Write-Error 'x' -ErrorAction SilentlyContinue; $null = Get-Error; $global:Error[0].PSTypeNames[0] } 'System.Management.Automation.ErrorRecord'
Case 'Get-Error -Newest' {
    $global:Error.Clear(); 'a', 'b', 'c' | Write-Error -ErrorAction SilentlyContinue
    Get-Error -Newest 2 | ForEach-Object { "$($_.PSErrorIndex) $($_.Exception.Message)" }
} @'
0 c
1 b
'@
Case 'Get-Error takes an exception' { ([System.IO.IOException]::new('disk') | Get-Error).PSTypeNames -contains 'System.Exception#PSExtendedError' } 'True'
Case 'Get-Error without errors writes nothing' { $global:Error.Clear(); @(Get-Error).Count } '0'
Case 'gerr is Get-Error' { Write-Error 'x' -ErrorAction SilentlyContinue; (gerr).Exception.Message } 'x'

Case 'Start-Transcript tells its file' { $said = Start-Transcript t.txt; $null = Stop-Transcript; "$said|$($said.Path)" } 'Transcript started, output file is t.txt|t.txt'
Case 'Stop-Transcript tells its file' { $null = Start-Transcript t.txt; $said = Stop-Transcript; "$said" -eq "Transcript stopped, output file is $WorkFolder/t.txt" } 'True'
Case 'a transcript has a header and a footer' {
    $null = Start-Transcript t.txt; $null = Stop-Transcript
    $text = [System.IO.File]::ReadAllText("$WorkFolder/t.txt")
    $text.Contains('PowerShell transcript start') -and $text.Contains('PowerShell transcript end') -and $text.Contains('PSVersion')
} 'True'
Case 'Start-Transcript -UseMinimalHeader' {
    $null = Start-Transcript t.txt -UseMinimalHeader; $null = Stop-Transcript
    [System.IO.File]::ReadAllText("$WorkFolder/t.txt").Contains('PSVersion')
} 'False'
Case 'a transcript has what is shown' {
    $null = Start-Transcript t.txt; 'shown line' | Out-Host; Write-Host 'from the host'; Write-Warning 'careful' 3> $null; $null = Stop-Transcript
    $text = [System.IO.File]::ReadAllText("$WorkFolder/t.txt")
    "$($text.Contains('shown line')) $($text.Contains('from the host'))"
} 'True True'
Case 'a transcript has errors' {
    $null = Start-Transcript t.txt; Write-Error 'gone wrong' 2> $null; $null = Stop-Transcript
    [System.IO.File]::ReadAllText("$WorkFolder/t.txt").Contains('gone wrong')
} 'True'
Case 'Start-Transcript -Append' {
    [System.IO.File]::WriteAllText("$WorkFolder/t.txt", 'before')
    $null = Start-Transcript t.txt -Append; $null = Stop-Transcript
    [System.IO.File]::ReadAllText("$WorkFolder/t.txt").StartsWith('before')
} 'True'
Case 'Start-Transcript overwrites' {
    [System.IO.File]::WriteAllText("$WorkFolder/t.txt", 'before')
    $null = Start-Transcript t.txt; $null = Stop-Transcript
    [System.IO.File]::ReadAllText("$WorkFolder/t.txt").Contains('before')
} 'False'
Case 'Start-Transcript -OutputDirectory makes a name' {
    $null = Start-Transcript -OutputDirectory $WorkFolder; $null = Stop-Transcript
    [System.IO.Path]::GetFileName([System.IO.Directory]::GetFiles($WorkFolder, '*', 'AllDirectories')[0]).StartsWith('PowerShell_transcript.')
} 'True'
Case 'Start-Transcript -WhatIf starts none' { Start-Transcript t.txt -WhatIf; try { Stop-Transcript } catch { $_ } } 'error: InvalidOperation'
Case 'Stop-Transcript without one' { try { Stop-Transcript } catch { $_ } } 'error: InvalidOperation'
Case 'two transcripts run at the same time' {
    $null = Start-Transcript one.txt; $null = Start-Transcript two.txt; 'both' | Out-Host; $null = Stop-Transcript; $null = Stop-Transcript
    "$([System.IO.File]::ReadAllText("$WorkFolder/one.txt").Contains('both')) $([System.IO.File]::ReadAllText("$WorkFolder/two.txt").Contains('both'))"
} 'True True'

Case 'Update-TypeData adds a script property' {
    Update-TypeData -TypeName Case.One -MemberName Twice -MemberType ScriptProperty -Value { $this.N * 2 }
    ([pscustomobject]@{ PSTypeName = 'Case.One'; N = 4 }).Twice
} '8'
Case 'Update-TypeData adds a note property' {
    Update-TypeData -TypeName Case.Two -MemberName Unit -MemberType NoteProperty -Value 'ms'
    ([pscustomobject]@{ PSTypeName = 'Case.Two' }).Unit
} 'ms'
Case 'Update-TypeData adds an alias property' {
    Update-TypeData -TypeName Case.Three -MemberName Also -MemberType AliasProperty -Value N
    ([pscustomobject]@{ PSTypeName = 'Case.Three'; N = 5 }).Also
} '5'
Case 'Update-TypeData adds an alias property with a type' {
    Update-TypeData -TypeName Case.Four -MemberName Text -MemberType AliasProperty -Value N -SecondValue string
    ([pscustomobject]@{ PSTypeName = 'Case.Four'; N = 5 }).Text.GetType().Name
} 'String'
Case 'Update-TypeData adds a method' {
    Update-TypeData -TypeName Case.Five -MemberName Plus -MemberType ScriptMethod -Value { param($x) $this.N + $x }
    ([pscustomobject]@{ PSTypeName = 'Case.Five'; N = 5 }).Plus(3)
} '8'
Case 'Update-TypeData adds a property with a setter' {
    Update-TypeData -TypeName Case.Six -MemberName Half -MemberType ScriptProperty -Value { $this.N / 2 } -SecondValue { param($v) $this.N = $v * 2 }
    $o = [pscustomobject]@{ PSTypeName = 'Case.Six'; N = 4 }
    $o.Half = 10
    $o.N
} '20'
Case 'Update-TypeData says what is shown by default' {
    Update-TypeData -TypeName Case.Seven -DefaultDisplayPropertySet B, A
    [pscustomobject]@{ PSTypeName = 'Case.Seven'; A = 1; B = 2; C = 3 } | Out-String -Width 40
} @'
B A
- -
2 1
'@
Case 'Update-TypeData -DefaultDisplayProperty for Format-Wide' {
    Update-TypeData -TypeName Case.Eight -DefaultDisplayProperty B
    [pscustomobject]@{ PSTypeName = 'Case.Eight'; A = 1; B = 2 } | Format-Wide | Out-String -Width 40
} '2'
Case 'Update-TypeData spares a member that is there' {
    Update-TypeData -TypeName Case.Nine -MemberName M -MemberType NoteProperty -Value 1
    Update-TypeData -TypeName Case.Nine -MemberName M -MemberType NoteProperty -Value 2
    ([pscustomobject]@{ PSTypeName = 'Case.Nine' }).M
} @'
error: TypesDynamicUpdateException
1
'@
Case 'Update-TypeData -Force overwrites it' {
    Update-TypeData -TypeName Case.Ten -MemberName M -MemberType NoteProperty -Value 1
    Update-TypeData -TypeName Case.Ten -MemberName M -MemberType NoteProperty -Value 2 -Force
    ([pscustomobject]@{ PSTypeName = 'Case.Ten' }).M
} '2'
Case 'Update-TypeData takes a .NET type' {
    Update-TypeData -TypeName ([System.Version]) -MemberName CaseMajor -MemberType AliasProperty -Value Major -Force
    ([version]'3.4').CaseMajor
} '3'
Case 'Update-TypeData takes a type accelerator' {
    Update-TypeData -TypeName timespan -MemberName CaseHours -MemberType ScriptProperty -Value { $this.TotalHours } -Force
    ([timespan]'02:00').CaseHours
} '2'
Case 'Update-TypeData wants a member type' { try { Update-TypeData -TypeName Case.X -MemberName M -Value 1 } catch { $_ } } 'error: MemberTypeIsMissing'
Case 'Update-TypeData wants a member name' { try { Update-TypeData -TypeName Case.X -MemberType NoteProperty -Value 1 } catch { $_ } } 'error: MemberNameShouldBeSpecified'
Case 'Update-TypeData wants a value' { try { Update-TypeData -TypeName Case.X -MemberType NoteProperty -MemberName M } catch { $_ } } 'error: ValueShouldBeSpecified'
Case 'Update-TypeData wants no second value for a note' { try { Update-TypeData -TypeName Case.X -MemberType NoteProperty -MemberName M -Value 1 -SecondValue 2 } catch { $_ } } 'error: SecondValueShouldNotBeSpecified'
Case 'Update-TypeData with nothing to add' { Update-TypeData -TypeName Case.X } 'error: TypeDataEmpty'
Case 'Update-TypeData -WhatIf' { Update-TypeData -TypeName Case.W -MemberName M -MemberType NoteProperty -Value 1 -WhatIf; "[$(([pscustomobject]@{ PSTypeName = 'Case.W' }).M)]" } '[]'
Case 'Update-TypeData of a file, and Remove-TypeData of it' {
    [System.IO.File]::WriteAllText("$WorkFolder/my.types.ps1xml", '<Types><Type><Name>Case.File</Name><Members><NoteProperty><Name>FromFile</Name><Value>yes</Value></NoteProperty></Members></Type></Types>')
    Invoke-InRunspace $WorkFolder {
        Update-TypeData my.types.ps1xml
        ([pscustomobject]@{ PSTypeName = 'Case.File' }).FromFile
        Remove-TypeData -Path my.types.ps1xml
        "[$(([pscustomobject]@{ PSTypeName = 'Case.File' }).FromFile)]"
        Remove-TypeData -Path my.types.ps1xml
    }
} @'
yes
[]
error: TypeFileNotExistsInCurrentSession
'@
Case 'Update-TypeData of a file with an error' {
    [System.IO.File]::WriteAllText("$WorkFolder/bad.types.ps1xml", '<Types><Type></Type></Types>')
    Invoke-InRunspace $WorkFolder {
        Update-TypeData bad.types.ps1xml
        @(Get-TypeData System.DateTime).Count
    }
} @'
1
error: TypesXmlUpdateException
'@
Case 'Update-TypeData of a file that is not there' { Update-TypeData nosuch.ps1xml } 'error: TypesAppendPathException'
Case 'Get-TypeData gets it' { Update-TypeData -TypeName Case.Get -MemberName M -MemberType NoteProperty -Value 1; $t = Get-TypeData Case.Get; "$($t.GetType().Name) $($t.TypeName) $($t.Members.Keys)" } 'TypeData Case.Get M'
Case 'Get-TypeData takes wildcards' { (Get-TypeData System.DateT*).TypeName } 'System.DateTime'
Case 'Get-TypeData takes a type accelerator' { (Get-TypeData datetime).TypeName } 'System.DateTime'
Case 'Get-TypeData of a type without any' { @(Get-TypeData Case.None).Count } '0'
Case 'Remove-TypeData' {
    Update-TypeData -TypeName Case.Gone -MemberName M -MemberType NoteProperty -Value 1
    Remove-TypeData -TypeName Case.Gone
    "[$(([pscustomobject]@{ PSTypeName = 'Case.Gone' }).M)]"
} '[]'
Case 'Remove-TypeData takes type data by the pipeline' {
    Update-TypeData -TypeName Case.Piped -MemberName M -MemberType NoteProperty -Value 1
    Get-TypeData Case.Piped | Remove-TypeData
    @(Get-TypeData Case.Piped).Count
} '0'
Case 'Remove-TypeData of a type without any' { Remove-TypeData -TypeName Case.None } 'error: TypesDynamicRemoveException'

Case 'Get-FormatData gets views' { (Get-FormatData System.Diagnostics.Process).GetType().Name } 'ExtendedTypeDefinition'
Case 'Get-FormatData has the control of each view' { (Get-FormatData System.Management.Automation.VerbInfo, System.Version).FormatViewDefinition[0].Control.GetType().Name } 'TableControl'
Case 'Get-FormatData takes wildcards' { @(Get-FormatData System.Diag*).Count -gt 1 } 'True'
Case 'Get-FormatData of a type without views' { @(Get-FormatData Case.None).Count } '0'
Case 'Update-FormatData of a file' {
    [System.IO.File]::WriteAllText("$WorkFolder/my.format.ps1xml", (New-TestView Case.View A))
    Invoke-InRunspace $WorkFolder {
        Update-FormatData my.format.ps1xml
        [pscustomobject]@{ PSTypeName = 'Case.View'; A = 'x'; B = 2 } | Out-String -Width 40 -Stream | Where-Object { $_.Trim() }
        (Get-FormatData Case.View).FormatViewDefinition[0].Name
    }
} @'
x
View of A
'@
Case 'Update-FormatData -PrependPath comes first, -AppendPath last' {
    [System.IO.File]::WriteAllText("$WorkFolder/a.format.ps1xml", (New-TestView Case.Order A))
    [System.IO.File]::WriteAllText("$WorkFolder/b.format.ps1xml", (New-TestView Case.Order B))
    [System.IO.File]::WriteAllText("$WorkFolder/c.format.ps1xml", (New-TestView Case.Order C))
    Invoke-InRunspace $WorkFolder {
        Update-FormatData -AppendPath a.format.ps1xml
        Update-FormatData -PrependPath b.format.ps1xml
        Update-FormatData -AppendPath c.format.ps1xml
        (Get-FormatData Case.Order).FormatViewDefinition | ForEach-Object { $_.Name }
    }
} @'
View of B
View of A
View of C
'@
Case 'Update-FormatData of a file with an error leaves the views as they were' {
    [System.IO.File]::WriteAllText("$WorkFolder/bad.format.ps1xml", '<Configuration><ViewDefinitions><View></View></ViewDefinitions></Configuration>')
    Invoke-InRunspace $WorkFolder {
        Update-FormatData bad.format.ps1xml
        @(Get-FormatData System.Diagnostics.Process).Count
    }
} @'
1
error: FormatXmlUpdateException
'@
Case 'Update-FormatData reads a file again' {
    [System.IO.File]::WriteAllText("$WorkFolder/my.format.ps1xml", (New-TestView Case.Again A))
    Invoke-InRunspace $WorkFolder {
        Update-FormatData my.format.ps1xml
        $file = "$pwd/my.format.ps1xml"
        [System.IO.File]::WriteAllText($file, [System.IO.File]::ReadAllText($file).Replace('View of A', 'Changed'))
        Update-FormatData
        (Get-FormatData Case.Again).FormatViewDefinition[0].Name
    }
} 'Changed'
Case 'Update-FormatData of a file that is not there' { Update-FormatData nosuch.format.ps1xml } 'error: FormatAppendPathException'
Case 'Update-FormatData wants .ps1xml' { [System.IO.File]::WriteAllText("$WorkFolder/x.txt", ''); Update-FormatData x.txt } 'error: WrongExtension'
Case '$PSStyle has colours' { $PSStyle.Foreground.Red -eq "$([char]27)[31m" } 'True'

Case 'Get-PSCallStack: the innermost first' {
    function Get-Inner { Get-PSCallStack | Select-Object -First 2 | ForEach-Object FunctionName }
    function Get-Outer { Get-Inner }
    Get-Outer
} @'
Get-Inner
Get-Outer
'@
Case 'Get-PSCallStack: as an alias, with the line' { function Get-Here { (gcs)[0] }; $frame = Get-Here; $frame.Command; $frame.ScriptLineNumber -gt 0 } @'
Get-Here
True
'@
# Receive-PSSession, behind rcsn, is of Windows.
Case 'Every alias leads to a command' { Get-Alias | Where-Object { $_.Name -ne 'rcsn' -and -not (Get-Command $_.Definition -ErrorAction Ignore) } | ForEach-Object Name } ''

# At a terminal it would wait for somebody.
if ([Console]::IsInputRedirected) {
    Case 'Read-Host at the end of its input gives nothing' { while ($null -ne ($line = Read-Host)) { }; $null -eq $line } 'True'
}
Case 'a secret under a wrong key' { $s = ConvertTo-SecureString abc -AsPlainText; ConvertFrom-SecureString $s -Key ([byte[]](1..5)) } 'error: Argument'
Case 'no secret' { ConvertFrom-SecureString ([securestring]::new()) -AsPlainText } 'error: Argument'
Case 'text that hides no secret' { ConvertTo-SecureString abc -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId.Split(',')[0]; $e[0].Exception.Message; $null -eq $e[0].TargetObject; ConvertTo-SecureString '616200' } @'
ImportSecureString_InvalidArgument
The parameter value "abc" is not a valid encrypted string.
True
error: ImportSecureString_InvalidArgument
'@
Case 'Write-Progress wants an activity' { Write-Progress } 'error: MissingActivity'

Case 'Add-Type loads by name' { Add-Type -AssemblyName System.Xml, system.linq; Add-Type -AssemblyName 'System.Xml, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089'; 'ok' } 'ok'
Case 'Add-Type of a name that is none' { try { Add-Type -AssemblyName No.Such.Thing } catch { $_ } } 'error: PathNotFound'
Case 'Add-Type takes no wildcards in names' { try { Add-Type -AssemblyName 'System.*' } catch { $_ } } 'error: ErrorLoadingAssembly'
Case 'Add-Type loads a file' { (Add-Type -LiteralPath ([psobject].Assembly.Location) -PassThru | Where-Object Name -eq 'PSObject').FullName } 'System.Management.Automation.PSObject'
Case 'Add-Type of a file that is no assembly' { [System.IO.File]::WriteAllText("$WorkFolder/x.txt", ''); try { Add-Type -Path x.txt } catch { $_ } } 'error: EXTENSION_NOT_SUPPORTED'
Case 'Add-Type of a broken assembly' { [System.IO.File]::WriteAllText("$WorkFolder/x.dll", 'no'); try { Add-Type -Path x.dll } catch { $_ } } 'error: System.BadImageFormatException'
