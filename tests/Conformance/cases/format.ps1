# Format-Table, Format-List, Format-Wide, Format-Custom, Format-Hex, Out-String, and what views they find.
function New-Row($Name, $Value) { [pscustomobject]@{ Name = $Name; Value = $Value } }

Case 'Format-Table lays out names left and numbers right' { (New-Row a 1), (New-Row bb 22) | Format-Table | Out-String -Width 40 } @'
Name Value
---- -----
a        1
bb      22
'@
Case 'Format-Table begins with an empty line and ends with one' {
    $lines = (New-Row a 1) | Format-Table | Out-String -Stream -Width 40
    "$($lines.Count) [$($lines[0])] [$($lines[-1])]"
} '5 [] []'
Case 'ft is Format-Table' { New-Row a 1 | ft Value | Out-String -Width 40 } @'
Value
-----
    1
'@
Case 'Format-Table shows the properties named, in that order' { New-Row a 1 | Format-Table Value, Name | Out-String -Width 40 } @'
Value Name
----- ----
    1 a
'@
Case 'Format-Table -Property takes wildcards' {
    [pscustomobject]@{ CpuUser = 1; CpuSystem = 2; Memory = 3 } | Format-Table Cpu* | Out-String -Width 40
} @'
CpuUser CpuSystem
------- ---------
      1         2
'@
Case 'Format-Table shows a missing property as an empty column' { New-Row a 1 | Format-Table Name, Missing | Out-String -Width 40 } @'
Name Missing
---- -------
a
'@
Case 'Format-Table with a calculated column' {
    New-Row a 4 | Format-Table Name, @{ Name = 'Twice'; Expression = { $_.Value * 2 } } | Out-String -Width 40
} @'
Name Twice
---- -----
a        8
'@
Case 'Format-Table takes Label, and keys cut short' {
    New-Row a 4 | Format-Table @{ l = 'L'; e = 'Name' }, @{ n = 'N'; exp = { 5 } } | Out-String -Width 40
} @'
L N
- -
a 5
'@
Case 'Format-Table aligns columns as asked' {
    New-Row a 1 | Format-Table @{ n = 'Name'; e = 'Name'; w = 6; a = 'right' }, @{ n = 'Value'; e = 'Value'; w = 7; a = 'center' } | Out-String -Width 40
} @'
  Name  Value
  ----  -----
     a    1
'@
Case 'Format-Table Alignment left puts a number left' {
    New-Row a 1 | Format-Table @{ n = 'V'; e = 'Value'; w = 5; a = 'left' }, Name | Out-String -Width 40
} @'
V     Name
-     ----
1     a
'@
Case 'Format-Table formats with FormatString' {
    New-Row a 0.5 | Format-Table Name, @{ n = 'Share'; e = 'Value'; f = '{0:P0}' } | Out-String -Width 40
} @'
Name Share
---- -----
a     50 %
'@
Case 'Format-Table FormatString as a bare format' {
    New-Row a 255 | Format-Table @{ n = 'Hex'; e = 'Value'; FormatString = 'X4' } | Out-String -Width 40
} @'
 Hex
 ---
00FF
'@
Case 'Format-Table cuts what is wider than its column' {
    [pscustomobject]@{ Text = 'abcdefghijkl'; N = 1 } | Format-Table @{ e = 'Text'; w = 6 }, @{ e = 'N'; w = 2 } | Out-String -Width 40
} @'
Text    N
----    -
abcde…  1
'@
Case 'Format-Table -Wrap goes on below' {
    [pscustomobject]@{ Text = 'abcdefghijkl'; N = 1 } | Format-Table @{ e = 'Text'; w = 6 }, @{ e = 'N'; w = 2 } -Wrap | Out-String -Width 40
} @'
Text    N
----    -
abcdef  1
ghijkl
'@
Case 'Format-Table -HideTableHeaders' { (New-Row a 1), (New-Row b 2) | Format-Table -HideTableHeaders | Out-String -Width 40 } @'
a        1
b        2
'@
Case 'Format-Table -AutoSize fits all rows' {
    (New-Row a 1), (New-Row 'a much longer name' 2) | Format-Table -AutoSize | Out-String -Width 60
} @'
Name               Value
----               -----
a                      1
a much longer name     2
'@
Case 'Format-Table -GroupBy a property' { (New-Row a 1), (New-Row a 2), (New-Row b 3) | Format-Table Value -GroupBy Name | Out-String -Width 40 } @'
   Name: a

Value
-----
    1
    2

   Name: b

Value
-----
    3
'@
Case 'Format-Table -GroupBy a calculated property' {
    1, 3, 2 | ForEach-Object { New-Row x $_ } | Format-Table Value -GroupBy @{ n = 'Odd'; e = { $_.Value % 2 -eq 1 } } | Out-String -Width 40
} @'
   Odd: True

Value
-----
    1
    3

   Odd: False

Value
-----
    2
'@
Case 'Format-Table shows a collection in braces, and four items of it' {
    [pscustomobject]@{ Items = 1..6 } | Format-Table | Out-String -Width 40
} @'
Items
-----
{1, 2, 3, 4…}
'@
Case '$FormatEnumerationLimit changes how many' {
    $before = $global:FormatEnumerationLimit
    try { $global:FormatEnumerationLimit = 2; [pscustomobject]@{ Items = 1..6 } | Format-Table | Out-String -Width 40 }
    finally { $global:FormatEnumerationLimit = $before }
} @'
Items
-----
{1, 2…}
'@
Case 'Format-Table of a hashtable' { @{ One = 1 } | Format-Table | Out-String -Width 40 } @'
Name                           Value
----                           -----
One                            1
'@
Case 'Format-Table -View by an unknown name' { try { [version]'1.2' | Format-Table -View nosuch } catch { $_ } } 'error: FormatViewNotFound'
Case 'Format-Table -View and -Property exclude each other' { try { New-Row a 1 | Format-Table Name -View x } catch { $_ } } 'error: FormatCannotSpecifyViewAndProperty'
Case 'Format-Table knows no key of that name' { try { New-Row a 1 | Format-Table @{ Nonsense = 1 } } catch { $_ } } 'error: DictionaryKeyIllegal'
Case 'Format-Table wants an expression in a calculated column' { try { New-Row a 1 | Format-Table @{ Name = 'x' } } catch { $_ } } 'error: DictionaryKeyMandatoryEntry'
Case 'Format-Table wants a known alignment' {
    try { New-Row a 1 | Format-Table @{ e = 'Name'; Alignment = 'nowhere' } } catch { $_ }
} 'error: AlignmentIllegalValue'
Case 'Format-Table -DisplayError shows #ERR where the expression fails' {
    New-Row a 1 | Format-Table Name, @{ n = 'Bad'; e = { throw 'no' } } -DisplayError | Out-String -Width 40
} @'
Name Bad
---- ---
a    #ERR
'@
Case 'Format-Table without -DisplayError leaves it empty' {
    New-Row a 1 | Format-Table Name, @{ n = 'Bad'; e = { throw 'no' } } | Out-String -Width 40
} @'
Name Bad
---- ---
a
'@
Case 'Format-Table -ShowError tells the error' {
    $text = New-Row a 1 | Format-Table @{ n = 'Bad'; e = { throw 'no luck' } } -ShowError | Out-String -Width 100
    $text.Contains('no luck')
} 'True'
Case 'Format-Table -Expand Both tells of the collection too' {
    $text = (, (1, 2)) | Format-Table -Expand Both | Out-String -Width 100
    $text.Contains('IEnumerable')
} 'True'
Case 'Format-Table -Expand takes three words only' { try { 1 | Format-Table -Expand nonsense } catch { $_ } } 'error: ParameterArgumentValidationError'
Case 'Format-Table -Force makes a table of a string' { 'abc' | Format-Table Length -Force | Out-String -Width 40 } @'
Length
------
     3
'@
Case 'Format-Table leaves a string a string' { 'abc' | Format-Table Length | Out-String -Width 40 } 'abc'
Case 'Format-Table writes format objects' { (New-Row a 1 | Format-Table)[0].GetType().Name } 'FormatStartData'
Case 'Format-Table without input writes nothing' { @() | Format-Table | Out-String } ''
Case 'Format-Table -InputObject takes a collection as one object' {
    (Format-Table -InputObject (New-Row a 1), (New-Row b 2) -Property Length -Force -Expand CoreOnly | Out-String -Width 40).Trim().Split("`n")[-1].Trim()
} '2'
Case 'a row of another type gets a list of its own' {
    $text = (New-Row a 1), [pscustomobject]@{ Other = 'x' } | Format-Table | Out-String -Width 40
    $text.Contains('Other')
} 'False'
Case 'Format-Table -RepeatHeader is there' { New-Row a 1 | Format-Table -RepeatHeader | Out-String -Width 40 } @'
Name Value
---- -----
a        1
'@
Case 'numbers in tables are in the current culture' {
    $before = [cultureinfo]::CurrentCulture
    try { [cultureinfo]::CurrentCulture = 'de-DE'; New-Row a 1.5 | Format-Table Name, @{ e = 'Value'; f = 'N1' } | Out-String -Width 40 }
    finally { [cultureinfo]::CurrentCulture = $before }
} @'
Name Value
---- -----
a      1,5
'@

Case 'Format-List shows a property on a line' { New-Row a 1 | Format-List | Out-String -Width 40 } @'
Name  : a
Value : 1
'@
Case 'Format-List puts an empty line between objects' { (New-Row a 1), (New-Row b 2) | Format-List Name | Out-String -Width 40 } @'
Name : a

Name : b
'@
Case 'fl is Format-List' { New-Row a 1 | fl Value | Out-String -Width 40 } 'Value : 1'
Case 'Format-List with a calculated property' {
    New-Row a 4 | Format-List @{ Name = 'Twice'; Expression = { $_.Value * 2 } }, @{ l = 'Padded'; e = 'Value'; f = '000' } | Out-String -Width 40
} @'
Twice  : 8
Padded : 004
'@
Case 'Format-List * shows all properties' { [version]'1.2' | Format-List M* | Out-String -Width 40 } @'
Major         : 1
Minor         : 2
MajorRevision : -1
MinorRevision : -1
'@
Case 'Format-List wraps long values under themselves' { [pscustomobject]@{ A = 'x' * 30 } | Format-List | Out-String -Width 24 } @'
A : xxxxxxxxxxxxxxxxxxxx
    xxxxxxxxxx
'@
Case 'Format-List keeps the lines of a value' { [pscustomobject]@{ A = "one`ntwo" } | Format-List | Out-String -Width 40 } @'
A : one
    two
'@
Case 'Format-List -GroupBy' { (New-Row a 1), (New-Row b 2) | Format-List Value -GroupBy Name | Out-String -Width 40 } @'
   Name: a

Value : 1


   Name: b

Value : 2
'@
Case 'Format-List takes no Width key' { try { New-Row a 1 | Format-List @{ e = 'Name'; Width = 3 } } catch { $_ } } 'error: DictionaryKeyIllegal'
Case 'five properties or more become a list by themselves' {
    [pscustomobject]@{ A = 1; B = 2; C = 3; D = 4; E = 5 } | Out-String -Width 40
} @'
A : 1
B : 2
C : 3
D : 4
E : 5
'@
Case 'four properties become a table by themselves' { [pscustomobject]@{ A = 1; B = 2; C = 3; D = 4 } | Out-String -Width 40 } @'
A B C D
- - - -
1 2 3 4
'@
Case 'an empty value shows nothing, null too' { [pscustomobject]@{ A = $null; B = ''; C = $false } | Format-List | Out-String -Width 40 } @'
A :
B :
C : False
'@
Case 'an object inside shows as text' { [pscustomobject]@{ A = New-Row x 1 } | Format-List | Out-String -Width 60 } 'A : @{Name=x; Value=1}'
Case 'a hashtable inside shows its entries' { [pscustomobject]@{ A = @{ k = 1 } } | Format-List | Out-String -Width 60 } 'A : {[k, 1]}'

Case 'Format-Wide shows two columns' { 'a', 'b', 'c' | ForEach-Object { New-Row $_ 1 } | Format-Wide Name | Out-String -Width 20 } @'
a          b
c
'@
Case 'Format-Wide -Column' { 1..5 | ForEach-Object { New-Row $_ 1 } | Format-Wide Name -Column 3 | Out-String -Width 18 } @'
1      2     3
4      5
'@
Case 'Format-Wide -AutoSize uses the width' { 1..4 | ForEach-Object { New-Row $_ 1 } | Format-Wide Name -AutoSize | Out-String -Width 18 } '1  2 3 4'
Case 'fw takes a script block' { 1..2 | ForEach-Object { New-Row $_ 1 } | fw { $_.Name * 10 } | Out-String -Width 12 } '10     20'
Case 'Format-Wide formats with FormatString' { New-Row 7 1 | Format-Wide @{ e = 'Name'; f = '000' } | Out-String -Width 12 } '007'
Case 'Format-Wide shows the first property by itself' { New-Row first 1 | Format-Wide | Out-String -Width 12 } 'first'
Case 'Format-Wide -AutoSize and -Column exclude each other' {
    try { New-Row a 1 | Format-Wide Name -AutoSize -Column 2 } catch { $_ }
} 'error: FormatCannotSpecifyAutosizeAndColumns'
Case 'Format-Wide wants one column at least' { try { 1 | Format-Wide -Column 0 } catch { $_ } } 'error: ParameterArgumentValidationError'
Case 'Format-Wide -View and -Property exclude each other' { try { New-Row a 1 | Format-Wide Name -View x } catch { $_ } } 'error: FormatCannotSpecifyViewAndProperty'
Case 'Format-Wide -GroupBy' { (New-Row a 1), (New-Row b 2) | Format-Wide Name -GroupBy Value | Out-String -Width 20 } @'
   Value: 1


a
   Value: 2

b
'@

Case 'Format-Custom shows a class' { New-Row a 1 | Format-Custom | Out-String -Width 40 } @'
class PSCustomObject
{
  Name = a
  Value = 1
}
'@
Case 'Format-Custom goes into objects' { [pscustomobject]@{ In = New-Row x 1 } | Format-Custom | Out-String -Width 40 } @'
class PSCustomObject
{
  In =
    class PSCustomObject
    {
      Name = x
      Value = 1
    }
}
'@
Case 'Format-Custom -Depth ends it' {
    [pscustomobject]@{ In = [pscustomobject]@{ Deep = New-Row x 1 } } | Format-Custom -Depth 1 | Out-String -Width 60
} @'
class PSCustomObject
{
  In =
    class PSCustomObject
    {
      Deep = @{Name=x; Value=1}
    }
}
'@
Case 'fc with a property' { New-Row a 1 | fc Name | Out-String -Width 40 } @'
class PSCustomObject
{
  Name = a
}
'@

Case 'Format-Hex of a string' { 'hello' | Format-Hex | ForEach-Object { "$($_.HexOffset) $($_.HexBytes) $($_.Ascii)" } } '0000000000000000 68 65 6C 6C 6F hello'
Case 'Format-Hex makes lines of 16 bytes' { 'a' * 20 | Format-Hex | ForEach-Object { "$($_.Offset64) $($_.Bytes.Count)" } } @'
0 16
16 4
'@
Case 'Format-Hex -Encoding' { 'é' | Format-Hex -Encoding unicode | ForEach-Object HexBytes } 'E9 00'
Case 'Format-Hex takes UTF-8 by itself' { 'é' | Format-Hex | ForEach-Object HexBytes } 'C3 A9'
Case 'Format-Hex -Count and -Offset' { 'abcdef' | Format-Hex -Offset 2 -Count 3 | ForEach-Object Ascii } 'cde'
Case 'Format-Hex of a number' { 258 | Format-Hex | ForEach-Object HexBytes } '02 01 00 00'
Case 'Format-Hex puts numbers together' { 1, 2 | Format-Hex | ForEach-Object HexBytes } '01 00 00 00 02 00 00 00'
Case 'Format-Hex of bytes' { [byte[]](1, 255), [byte[]](, 7) | Format-Hex | ForEach-Object HexBytes } @'
01 FF
07
'@
Case 'Format-Hex of a file' {
    [System.IO.File]::WriteAllText("$WorkFolder/f.txt", 'file text')
    Format-Hex f.txt | ForEach-Object { "$($_.Ascii) $($_.Path -eq "$WorkFolder/f.txt")" }
} 'file text True'
Case 'Format-Hex -LiteralPath with -Offset' {
    [System.IO.File]::WriteAllText("$WorkFolder/[f].txt", '0123456789')
    Format-Hex -LiteralPath '[f].txt' -Offset 8 | ForEach-Object { "$($_.Offset64) $($_.Ascii)" }
} '8 89'
Case 'Format-Hex of a file that is not there' { Format-Hex nosuch.bin } 'error: FileNotFound'
Case 'Format-Hex knows no other types' { [pscustomobject]@{ a = 1 } | Format-Hex } 'error: FormatHexTypeNotSupported'
Case 'fhx is Format-Hex' { 'A' | fhx | ForEach-Object HexBytes } '41'

Case 'Out-String makes one string' { (1, 2, 3 | Out-String).GetType().Name } 'String'
Case 'Out-String ends every line' { ('a', 'b' | Out-String) -eq "a$([Environment]::NewLine)b$([Environment]::NewLine)" } 'True'
Case 'Out-String -Stream writes lines' { ('a', 'b' | Out-String -Stream).Count } '2'
Case 'Out-String -NoNewline' { 'a', 'b', 'c' | Out-String -NoNewline } 'abc'
Case 'Out-String of nothing is empty' { (@() | Out-String).Length } '0'
Case 'Out-String -Stream and -NoNewline exclude each other' { try { 'a' | Out-String -Stream -NoNewline } catch { $_ } } 'error: AmbiguousParameterSet'
Case 'Out-String -Width of one is refused' { try { 'a' | Out-String -Width 1 } catch { $_ } } 'error: ParameterArgumentValidationError'
Case 'Out-String -Width cuts a table' {
    ([pscustomobject]@{ A = 'x' * 50 } | Format-Table | Out-String -Width 10).Split("`n") | ForEach-Object { $_.TrimEnd().Length -le 10 } | Where-Object { -not $_ }
} ''
Case 'Out-String -InputObject' { Out-String -InputObject 'abc' -NoNewline } 'abc'
Case 'Out-String formats numbers in the current culture' {
    $before = [cultureinfo]::CurrentCulture
    try { [cultureinfo]::CurrentCulture = 'de-DE'; 1.5 | Out-String -NoNewline }
    finally { [cultureinfo]::CurrentCulture = $before }
} '1,5'
Case 'Out-String -Stream writes each line as it comes' { 1..5 | ForEach-Object { $_ } | Out-String -Stream | ForEach-Object { "<$_>" } } @'
<1>
<2>
<3>
<4>
<5>
'@
Case 'Out-String drops colours of a view when the output is plain' {
    $before = $PSStyle.OutputRendering
    try { $PSStyle.OutputRendering = 'PlainText'; [pscustomobject]@{ A = "$($PSStyle.Foreground.Red)red$($PSStyle.Reset)" } | Format-List | Out-String -Width 40 }
    finally { $PSStyle.OutputRendering = $before }
} 'A : red'
Case 'Out-String leaves a string as it is' {
    $before = $PSStyle.OutputRendering
    try { $PSStyle.OutputRendering = 'PlainText'; ("$($PSStyle.Foreground.Red)red" | Out-String -NoNewline).Length }
    finally { $PSStyle.OutputRendering = $before }
} '8'
Case 'Out-String keeps colours with OutputRendering Ansi' {
    $before = $PSStyle.OutputRendering
    try { $PSStyle.OutputRendering = 'Ansi'; ("$($PSStyle.Foreground.Red)red" | Out-String -NoNewline).Contains([char]27) }
    finally { $PSStyle.OutputRendering = $before }
} 'True'
Case 'wide characters take two columns' {
    [pscustomobject]@{ Name = '节点'; N = 1 }, [pscustomobject]@{ Name = 'abcd'; N = 2 } | Format-Table | Out-String -Width 40
} @'
Name N
---- -
节点 1
abcd 2
'@
Case 'Format-Hex: the properties of a line' { ('a' | Format-Hex).PSObject.Properties.Name -join ' '; ('a' | Format-Hex).Offset.GetType().Name } @'
Offset Offset64 Bytes Path HexOffset Label HexBytes Ascii
UInt32
'@
Case 'Format-Wide: columns and a fitting width' { try { 1 | Format-Wide -AutoSize -Column 2 } catch { "$_" } } 'Cmdlet parameters AutoSize and Column are mutually exclusive.'
Case 'Out-File: what is there already' { 1 | Out-File a.txt; try { 1 | Out-File a.txt -NoClobber } catch { "$_".Replace("$PWD/", '') } } "The file 'a.txt' already exists."
