Case 'Set-Content writes lines' { Set-Content a one, two; [IO.File]::ReadAllText("$WorkFolder/a") -replace "`n", '|' } 'one|two|'
Case 'Set-Content takes the pipeline' { 1..3 | Set-Content a; Get-Content a } @'
1
2
3
'@
Case 'Set-Content replaces' { Set-Content a long, lines; Set-Content a x; [IO.File]::ReadAllText("$WorkFolder/a") -replace "`n", '|' } 'x|'
Case 'Set-Content writes UTF-8 without a mark' { Set-Content a ([char] 0xe9); [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' ' } '195 169 10'
Case 'Set-Content -Encoding utf8BOM' { Set-Content a x -Encoding utf8BOM; [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' ' } '239 187 191 120 10'
Case 'Set-Content -Encoding unicode and ascii' { Set-Content a x -Encoding unicode; [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' '; Set-Content a x -Encoding ascii; [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' ' } @'
255 254 120 0 10 0
120 10
'@
Case 'Set-Content -Encoding latin1' { Set-Content a ([char] 0xe9) -Encoding latin1; [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' ' } '233 10'
Case 'Set-Content -NoNewline' { Set-Content a one, two -NoNewline; [IO.File]::ReadAllText("$WorkFolder/a") } 'onetwo'
Case 'Set-Content -AsByteStream' { Set-Content a ([byte[]] (1, 2, 255)) -AsByteStream; [IO.File]::ReadAllBytes("$WorkFolder/a") -join ' ' } '1 2 255'
Case 'Set-Content of nothing makes an empty file' { Set-Content a $null; (Get-Item a).Length } '0'
Case 'Set-Content -PassThru writes an array, which says where it went' { $w = Set-Content a one, two -PassThru; $w.GetType().Name; $w.Count; $w.PSChildName; $w.ReadCount } "Object[]`n2`na`n2"
Case 'Set-Content -PassThru writes an array for each object' { 'one', 'two' | Set-Content a -PassThru | ForEach-Object { $_.Count } } "1`n1"
Case 'Set-Content to several files' { Set-Content a, b x; Get-Content a, b } @'
x
x
'@
Case 'Set-Content -WhatIf writes nothing' { Set-Content a x -WhatIf; [IO.File]::Exists("$WorkFolder/a") } 'False'
Case 'Set-Content into a missing folder' { Set-Content nope/a x } 'error: GetContentWriterDirectoryNotFoundError'
Case 'Set-Content -LiteralPath with brackets' { Set-Content -LiteralPath 'a[1]' x; [IO.File]::Exists("$WorkFolder/a[1]"); Get-Content -LiteralPath 'a[1]' } @'
True
x
'@
Case 'Set-Content of a variable' { Set-Content variable:scv 5; $scv } '5'
Case 'Set-Content of a pattern writes every match' { Set-Content a.txt 1; Set-Content b.txt 1; Set-Content *.txt 2; Get-Content a.txt, b.txt } @'
2
2
'@
Case 'Set-Content writes numbers invariantly' { Set-Content a 1.5; Get-Content a } '1.5'
Case 'Add-Content appends' { Set-Content a 1; Add-Content a 2, 3; Get-Content a } @'
1
2
3
'@
Case 'Add-Content makes a file' { Add-Content a 1; Get-Content a } '1'
Case 'Add-Content after a line without an end' { Set-Content a 1 -NoNewline; Add-Content a 2; Get-Content a } '12'
Case 'Clear-Content empties' { Set-Content a 1; Clear-Content a; (Get-Item a).Length } '0'
Case 'Clear-Content of a missing file' { Clear-Content nope } 'error: PathNotFound'
Case 'Clear-Content of a folder' { $null = New-Item d -ItemType Directory; Clear-Content d } 'error: ClearDirectoryContent'
Case 'Get-Content gives lines' { [IO.File]::WriteAllText("$WorkFolder/a", "1`n2`r`n3"); $l = Get-Content a; $l.Count; $l } @'
3
1
2
3
'@
Case 'Get-Content of an empty file gives nothing' { Set-Content a $null; Get-Content a } ''
Case 'Get-Content keeps empty lines' { [IO.File]::WriteAllText("$WorkFolder/a", "1`n`n3`n"); (Get-Content a).Count } '3'
Case 'Get-Content -Raw gives one text' { [IO.File]::WriteAllText("$WorkFolder/a", "1`n2`n"); $t = Get-Content a -Raw; $t.GetType().Name; $t.Length } @'
String
4
'@
Case 'Get-Content -TotalCount, -Head and -First' { 1..5 | Set-Content a; Get-Content a -TotalCount 2; Get-Content a -Head 1; Get-Content a -First 1 } @'
1
2
1
1
'@
Case 'Get-Content -TotalCount 0 gives nothing' { 1..5 | Set-Content a; Get-Content a -TotalCount 0 } ''
Case 'Get-Content -Tail and -Last' { 1..5 | Set-Content a; Get-Content a -Tail 2; Get-Content a -Last 1 } @'
4
5
5
'@
Case 'Get-Content -Tail of a file without a last line end' { [IO.File]::WriteAllText("$WorkFolder/a", "1`n2`n3"); Get-Content a -Tail 2 } @'
2
3
'@
Case 'Get-Content -Tail of more than there is' { 1..2 | Set-Content a; Get-Content a -Tail 10 } @'
1
2
'@
Case 'Get-Content -Tail 0 gives nothing' { 1..2 | Set-Content a; Get-Content a -Tail 0 } ''
Case 'Get-Content -Tail with -TotalCount' { 1..2 | Set-Content a; Get-Content a -Tail 1 -TotalCount 1 } 'error: TailAndHeadCannotCoexist'
Case 'Get-Content -Tail in UTF-16' { 1..5 | Set-Content a -Encoding unicode; Get-Content a -Tail 2 -Encoding unicode } @'
4
5
'@
Case 'Get-Content -ReadCount gives arrays' { 1..5 | Set-Content a; Get-Content a -ReadCount 2 | ForEach-Object { $_.Count } } @'
2
2
1
'@
Case 'Get-Content -ReadCount 0 gives all at once' { 1..5 | Set-Content a; Get-Content a -ReadCount 0 | ForEach-Object { $_.Count } } '5'
Case 'Get-Content -ReadCount with -TotalCount' { 1..5 | Set-Content a; Get-Content a -ReadCount 2 -TotalCount 3 | ForEach-Object { $_.Count } } @'
2
1
'@
Case 'Get-Content -Delimiter' { [IO.File]::WriteAllText("$WorkFolder/a", 'x;y;z'); Get-Content a -Delimiter ';' } @'
x
y
z
'@
Case 'Get-Content -AsByteStream' { [IO.File]::WriteAllBytes("$WorkFolder/a", (1, 2, 255)); $b = Get-Content a -AsByteStream; $b[0].GetType().Name; $b -join ' ' } @'
Byte
1 2 255
'@
Case 'Get-Content -AsByteStream -Raw gives a byte array' { [IO.File]::WriteAllBytes("$WorkFolder/a", (1, 2, 255)); (Get-Content a -AsByteStream -Raw).GetType().Name } 'Byte[]'
Case 'Get-Content -AsByteStream -TotalCount' { [IO.File]::WriteAllBytes("$WorkFolder/a", (1, 2, 255)); Get-Content a -AsByteStream -TotalCount 2 } @'
1
2
'@
Case 'Get-Content sees the mark of UTF-16' { Set-Content a ([char] 0xe9) -Encoding unicode; [int][char] (Get-Content a) } '233'
Case 'Get-Content -Encoding latin1' { [IO.File]::WriteAllBytes("$WorkFolder/a", (233, 10)); [int][char] (Get-Content a -Encoding latin1) } '233'
Case 'Get-Content of several files' { Set-Content a 1; Set-Content b 2; Get-Content a, b; Get-Content ? } @'
1
2
1
2
'@
Case 'Get-Content -Include and -Exclude' { Set-Content a.txt 1; Set-Content b.log 2; Get-Content * -Include *.log; Get-Content * -Exclude *.log } @'
2
1
'@
Case 'Get-Content of a missing file' { Get-Content nope } 'error: PathNotFound'
Case 'Get-Content names the cmdlet in its errors' { Get-Content nope -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category } @'
PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand
ObjectNotFound
'@
Case 'Get-Content of a folder' { $null = New-Item d -ItemType Directory; Get-Content d } 'error: GetContainerContentException'
Case 'Get-Content of a pattern that matches nothing' { Get-Content nope* } 'error: ItemNotFound'
Case 'Get-Content goes on after a missing file' { Set-Content a 1; Get-Content nope, a -ErrorAction SilentlyContinue } '1'
Case 'Get-Content by the property of a file' { Set-Content a 1; Get-Item a | Get-Content } '1'
Case 'Get-Content does not take text from the pipeline' { Set-Content a 1; 'a' | Get-Content } 'error: InputObjectNotBound'
Case 'Get-Content tags lines with where they are from' { 1..2 | Set-Content a; $l = Get-Content a; $l[1].PSChildName; $l[1].ReadCount; $l[1].PSPath -eq "$WorkFolder/a" } @'
a
2
True
'@
Case 'Get-Content of a function, a variable and the environment' { function gcf { 1 + 1 }; Get-Content function:gcf; $gcv = 3; Get-Content variable:gcv; $env:CONFORMANCE_D = 'd'; Get-Content env:CONFORMANCE_D; $env:CONFORMANCE_D = $null } @'
 1 + 1
3
d
'@
Case 'Get-Content -Raw with -Tail is refused' { Set-Content a 1; Get-Content a -Raw -Tail 1 } 'error: InvalidOperation'
Case 'Get-Content stops reading when the pipeline stops' { 1..1000 | Set-Content a; $n = 0; Get-Content a | ForEach-Object { $n++; if ($n -eq 3) { $n; throw 'enough' } } } @'
3
error: enough
'@
Case 'Get-Content -Wait gives lines that come later' { Set-Content a 1; $p = Start-Process sh '-c "sleep 0.5; echo later >>a"' -PassThru; Get-Content a -Wait | ForEach-Object { $_; if ($_ -eq 'later') { throw 'seen' } } } @'
1
later
error: seen
'@
Case 'gc, cat-less: the alias' { Set-Content a 1; gc a } '1'
Case '-PassThru gives what was written at once' { 1..3 | Set-Content a -PassThru | ForEach-Object { $_.GetType().Name }; (Add-Content a 4, 5 -PassThru | Measure-Object).Count } @'
Object[]
Object[]
Object[]
1
'@
Case 'Clear-Content writes nothing' { Set-Content a x; @(Clear-Content a).Count; (Get-Item a).Length } @'
0
0
'@
Case 'no wildcard match has the paths as its target' { Get-Content nosuch* -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].TargetObject.GetType().Name } 'String[]'
Case '-Tail is for files' { Get-Content env:HOME -Tail 1 -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].Exception.Message } 'The Tail parameter currently is supported only for the FileSystem provider.'
Case 'Add-Content leaves an environment variable alone' { $env:OPS_CASE = 'old'; try { Add-Content env:OPS_CASE new } catch { $_ }; $env:OPS_CASE; $env:OPS_CASE = $null } @'
error: NotSupported
old
'@
