# Variables
Case 'Set-Variable makes and changes' { Set-Variable v 1; $v; Set-Variable v 2; $v } "1`n2"
Case 'Set-Variable takes the pipeline as a list' { 1, 2, 3 | Set-Variable v; $v.Count; 7 | Set-Variable v; $v } "3`n7"
Case 'Set-Variable sets several' { Set-Variable a, b 5; "$a $b" } '5 5'
Case 'Set-Variable -PassThru' { (Set-Variable v 1 -PassThru).GetType().FullName } 'System.Management.Automation.PSVariable'
Case 'Set-Variable without a value keeps the value' { $v = 1; Set-Variable v -Description 'what'; "$v $((Get-Variable v).Description)" } '1 what'
Case 'Set-Variable without a value makes one with null' { Set-Variable vnew; $null -eq (Get-Variable vnew).Value } 'True'
Case 'Set-Variable -Include and -Exclude' { $xa = 1; $xb = 1; $xc = 1; Set-Variable x? 2 -Include xa, xb -Exclude xb; "$xa $xb $xc" } '2 1 1'
Case 'Set-Variable -Scope private' { Set-Variable v 1 -Option ReadOnly -Scope private; (Get-Variable v).Options } 'ReadOnly, Private'
Case 'Set-Variable stays in its scope' { $v = 1; & { Set-Variable v 2; $v }; $v } "2`n1"
Case 'Set-Variable -Scope 1 sets the one outside' { $v = 1; & { Set-Variable v 2 -Scope 1 }; $v } '2'
Case 'Set-Variable -Option ReadOnly' { Set-Variable v 1 -Option ReadOnly; Set-Variable v 2; $v } "error: VariableNotWritable`n1"
Case 'Set-Variable -Force sets a read-only one' { Set-Variable v 1 -Option ReadOnly; Set-Variable v 2 -Force; $v } '2'
Case 'Set-Variable cannot change a constant' { Set-Variable v 1 -Option Constant; Set-Variable v 2 -Force; $v } "error: VariableNotWritable`n1"
Case 'Set-Variable -Description' { Set-Variable v 1 -Description 'what'; (Get-Variable v).Description } 'what'
Case 'Set-Variable with a wildcard' { $va = 1; $vb = 2; Set-Variable v? 9; "$va $vb" } '9 9'
Case 'New-Variable makes' { New-Variable nv 4; $nv } '4'
Case 'New-Variable refuses one that is there' { $nv = 1; New-Variable nv 2; $nv } "error: VariableAlreadyExists`n1"
Case 'New-Variable -Force replaces' { $nv = 1; New-Variable nv 2 -Force; $nv } '2'
Case 'New-Variable does not mind an outer one' { $nv = 1; & { New-Variable nv 2; $nv }; $nv } "2`n1"
Case 'New-Variable -Option Constant cannot be removed' { New-Variable nv 1 -Option Constant; Remove-Variable nv -Force } 'error: VariableNotRemovable'
Case 'New-Variable takes its value from the pipeline' { 3 | New-Variable nv; $nv } '3'
Case 'Get-Variable gets' { $gv = 'x'; (Get-Variable gv).Value } 'x'
Case 'Get-Variable -ValueOnly' { $gv = 1, 2; (Get-Variable gv -ValueOnly).Count } '2'
Case 'Get-Variable by a wildcard, sorted' { $gvb = 1; $gva = 2; (Get-Variable gv?).Name } "gva`ngvb"
Case 'Get-Variable -Exclude' { $gvb = 1; $gva = 2; (Get-Variable gv? -Exclude *b).Name } 'gva'
Case 'Get-Variable -Include' { $gvb = 1; $gva = 2; (Get-Variable gv? -Include *b).Name } 'gvb'
Case 'Get-Variable of a missing one' { Get-Variable nosuchvariable } 'error: VariableNotFound'
Case 'Get-Variable by a wildcard may find none' { Get-Variable nosuch*variable } ''
Case 'Get-Variable takes the pipeline' { $p1 = 5; 'p1' | Get-Variable -ValueOnly } '5'
Case 'Get-Variable -Scope' { $gv = 1; & { $gv = 2; Get-Variable gv -Scope 0 -ValueOnly; Get-Variable gv -Scope 1 -ValueOnly } } "2`n1"
Case 'Get-Variable of a scope too far out' { Get-Variable x -Scope 999 } 'error: ArgumentOutOfRange'
Case 'Clear-Variable sets null' { $cv = 1; Clear-Variable cv; $null -eq $cv; (Get-Variable cv).Name } "True`ncv"
Case 'Clear-Variable of a missing one' { Clear-Variable nosuchvariable } 'error: VariableNotFound'
Case 'Clear-Variable of a read-only one' { Set-Variable cv 1 -Option ReadOnly; Clear-Variable cv; Clear-Variable cv -Force; $null -eq $cv } "error: VariableNotWritable`nTrue"
Case 'Remove-Variable removes' { $rv = 1; Remove-Variable rv; Get-Variable rv -Scope 0 } 'error: VariableNotFound'
Case 'Remove-Variable of a missing one' { Remove-Variable nosuchvariable } 'error: VariableNotFound'
Case 'Remove-Variable of a read-only one' { Set-Variable rv 1 -Option ReadOnly; Remove-Variable rv; Remove-Variable rv -Force; (Get-Variable rv*).Count } "error: VariableNotRemovable`n0"
Case 'Variable aliases' { sv av 3; gv av -ValueOnly; clv av; rv av; nv av 4; $av } "3`n4"

# Aliases
Case 'Set-Alias makes and changes' { Set-Alias ca Get-Command; (Get-Alias ca).Definition; Set-Alias ca Get-Help; (Get-Alias ca).Definition } "Get-Command`nGet-Help"
Case 'An alias runs' { Set-Alias ca ForEach-Object; 1, 2 | ca { $_ * 2 } } "2`n4"
Case 'Set-Alias -PassThru' { (Set-Alias ca Get-Command -PassThru).Name } 'ca'
Case 'Set-Alias of a read-only one' { Set-Alias ca Get-Command -Option ReadOnly; Set-Alias ca Get-Help; Set-Alias ca Get-Help -Force; (Get-Alias ca).Definition } "error: AliasNotWritable`nGet-Help"
Case 'New-Alias refuses one that is there' { New-Alias ca Get-Command; New-Alias ca Get-Help; (Get-Alias ca).Definition } "error: AliasAlreadyExists`nGet-Command"
Case 'New-Alias -Force replaces' { New-Alias ca Get-Command; New-Alias ca Get-Help -Force; (Get-Alias ca).Definition } 'Get-Help'
Case 'New-Alias -Description' { (New-Alias ca Get-Command -Description 'what' -PassThru).Description } 'what'
Case 'Get-Alias -Definition' { Set-Alias cb2 Nope-Nothing; Set-Alias cb1 Nope-Nothing; (Get-Alias -Definition Nope-Nothing).Name } "cb1`ncb2"
Case 'Get-Alias by a wildcard' { Set-Alias czz1 a; Set-Alias czz2 b; (Get-Alias czz* -Exclude *2).Name } 'czz1'
Case 'Get-Alias of a missing one' { Get-Alias nosuchalias } 'error: ItemNotFoundException'
Case 'Get-Alias -Definition of a missing one' { Get-Alias -Definition nosuchcommand } 'error: ItemNotFoundException'
Case 'Remove-Alias removes' { Set-Alias ca Get-Command; Remove-Alias ca; Get-Alias ca } 'error: ItemNotFoundException'
Case 'Remove-Alias of a missing one' { Remove-Alias nosuchalias } 'error: ItemNotFoundException'
Case 'Remove-Alias of a read-only one' { Set-Alias ca Get-Command -Option ReadOnly; try { Remove-Alias ca } catch { $_ }; Remove-Alias ca -Force; @(Get-Alias ca*).Where({ $_.Name -eq 'ca' }).Count } "error: AliasNotRemovable`n0"
Case 'Export-Alias and Import-Alias' {
    Set-Alias cexp1 Get-Command -Description 'a text, in parts'
    Export-Alias out.csv cexp*
    Remove-Alias cexp1
    (Import-Alias out.csv -PassThru).Name
    "$((Get-Alias cexp1).Definition) $((Get-Alias cexp1).Description)"
} "cexp1`nGet-Command a text, in parts"
Case 'Export-Alias writes a head and a line each' {
    Set-Alias cexp1 Get-Command
    Export-Alias out.csv cexp1
    $lines = [System.IO.File]::ReadAllLines("$WorkFolder/out.csv")
    $lines[0]
    $lines[-1]
} "# Alias File`n""cexp1"",""Get-Command"","""",""None"""
Case 'Export-Alias -As Script' {
    Set-Alias cexp1 Get-Command
    Export-Alias out.ps1 cexp1 -As Script
    [System.IO.File]::ReadAllLines("$WorkFolder/out.ps1")[-1]
} 'set-alias -Name:"cexp1" -Value:"Get-Command" -Description:"" -Option:"None"'
Case 'Import-Alias refuses what is there' { Set-Alias cexp1 Get-Command; Export-Alias out.csv cexp1; Import-Alias out.csv; Import-Alias out.csv -Force } 'error: AliasAlreadyExists'
Case 'Export-Alias writes one file' { foreach ($n in 'a', 'b') { [System.IO.File]::WriteAllText("$WorkFolder/$n", '') }; Export-Alias * } 'error: ReadWriteMultipleFilesNotSupported'
Case 'Import-Alias refuses what is no alias' { [System.IO.File]::WriteAllText("$WorkFolder/bad", '"a","b","c"'); Import-Alias bad } 'error: ImportAliasFileFormatError'
Case 'Import-Alias understands quotes' {
    [System.IO.File]::WriteAllText("$WorkFolder/in", "# Alias File`n" + 'cplain,"Get-Help","","None"' + "`n" + '"cq""x","Get-Help","","None"' + "`n" + '"ca,b","Get-Help","","None"')
    (Import-Alias in -PassThru).Name
} "cplain`ncq""x`nca,b"
Case 'Get-Alias of a scope that is none' { Get-Alias x -Scope bogus } 'error: Argument'
Case 'Alias aliases' { sal ca Get-Command; (gal ca).Name; nal cc Get-Help; (gal cc).Definition } "ca`nGet-Help"

# Invoke-Expression
Case 'Invoke-Expression runs text' { Invoke-Expression '1 + 1' } '2'
Case 'Invoke-Expression runs in the same scope' { Invoke-Expression '$ie = 5'; $ie } '5'
Case 'Invoke-Expression takes the pipeline' { '1', '2 + 3' | Invoke-Expression } "1`n5"
Case 'Invoke-Expression streams' { Invoke-Expression '1..1000' | Select-Object -First 2 } "1`n2"
Case 'Invoke-Expression throws what is thrown' { try { Invoke-Expression 'throw "bad"' } catch { "caught $_" } } 'caught bad'
Case 'Invoke-Expression of bad syntax' { Invoke-Expression '1 +' } 'error: ExpectedValueExpression'
Case 'iex is an alias' { iex '"x"' } 'x'
Case 'Set-Variable -Append to one value' { $v = 1; Set-Variable v 2 -Append; "$v $($v.Count)" } '1 2 2'
Case 'Set-Variable -Append to an array' { $v = 1, 2; 3, 4 | Set-Variable v -Append; "$v $($v.Count) $($v.GetType().Name)" } '1 2 3 4 4 Object[]'
Case 'Set-Variable -Append to a hashtable makes an array' { $v = @{ a = 1 }; Set-Variable v t -Append; "$($v.Count) $($v[0].a) $($v[1])" } '2 1 t'
Case 'Set-Variable -Append to none' { 7, 8 | Set-Variable caseNew -Append; "$caseNew" } '7 8'
Case 'Set-Variable -Append takes one name' { $v = 1; $w = 2; Set-Variable v, w 9 -Append } 'error: SetVariableAppend'
Case 'Set-Variable -Append -WhatIf' { $v = 1; Set-Variable v 2 -Append -WhatIf; "$v" } '1'
Case 'A variable that -Include leaves out is not missed' { Get-Variable nothing -Include other; Clear-Variable nothing -Include other; Set-Variable nothing 1 -Include other; $nothing } '<null>'
Case 'Get-Alias: one that is not there is not missed beside -Exclude' { Get-Alias nothing -Exclude other; Get-Alias gci -Exclude $null | ForEach-Object Name } 'gci'
Case 'Export-Alias to a pattern of nothing' { Export-Alias 'none*' } 'error: FileOpenFailure'
