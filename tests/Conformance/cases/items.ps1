# New-Item
Case 'New-Item makes a file with a value' { $null = New-Item a.txt -Value hello; [IO.File]::ReadAllText("$WorkFolder/a.txt") } 'hello'
Case 'New-Item writes the new file' { $f = New-Item a.txt; $f.GetType().FullName; $f.Name } @'
System.IO.FileInfo
a.txt
'@
Case 'New-Item makes a folder with its parents' { $d = New-Item a/b/c -ItemType Directory; $d.GetType().Name; [IO.Directory]::Exists("$WorkFolder/a/b/c") } @'
DirectoryInfo
True
'@
Case 'New-Item takes abbreviated item types' { (New-Item d -ItemType d).GetType().Name; (New-Item f -Type f).GetType().Name } @'
DirectoryInfo
FileInfo
'@
Case 'New-Item -Name goes below -Path' { $null = New-Item -Path . -Name x -ItemType Directory; (New-Item -Path x -Name y.txt).FullName -eq "$WorkFolder/x/y.txt" } 'True'
Case 'New-Item leaves a file that exists' { $null = New-Item a -Value 1; New-Item a -Value 2; [IO.File]::ReadAllText("$WorkFolder/a") } @'
error: NewItemIOError
1
'@
Case 'New-Item -Force writes over a file' { $null = New-Item a -Value 1; $null = New-Item a -Value 2 -Force; [IO.File]::ReadAllText("$WorkFolder/a") } '2'
Case 'New-Item of a folder that exists is an error' { $null = New-Item d -ItemType Directory; New-Item d -ItemType Directory } 'error: DirectoryExist'
Case 'New-Item -Force of a folder that exists gives it' { $null = New-Item d -ItemType Directory; (New-Item d -ItemType Directory -Force).Name } 'd'
Case 'New-Item does not make missing parents of a file' { New-Item nope/a.txt } 'error: NewItemIOError'
Case 'New-Item -Force makes missing parents of a file' { (New-Item nope/a.txt -Force).Name } 'a.txt'
Case 'New-Item makes a symbolic link' { $null = New-Item a -Value 1; $l = New-Item l -ItemType SymbolicLink -Target a; $l.LinkType; [IO.File]::ReadAllText("$WorkFolder/l") } @'
SymbolicLink
1
'@
Case 'New-Item makes a hard link' { $null = New-Item a -Value 1; $null = New-Item h -ItemType HardLink -Value a; [IO.File]::WriteAllText("$WorkFolder/a", '2'); [IO.File]::ReadAllText("$WorkFolder/h") } '2'
Case 'New-Item takes values from the pipeline' { $null = 'piped' | New-Item a; [IO.File]::ReadAllText("$WorkFolder/a") } 'piped'
Case 'New-Item of an unknown type is an error' { New-Item a -ItemType nonsense } 'error: Argument'
Case 'New-Item -WhatIf makes nothing' { New-Item a -WhatIf; [IO.File]::Exists("$WorkFolder/a") } 'False'
Case 'New-Item makes a variable' { $null = New-Item variable:made -Value 7; $made } '7'
Case 'New-Item makes several files' { (New-Item a, b).Name } @'
a
b
'@

# Get-ChildItem
Case 'Get-ChildItem gets files and folders' { $null = New-Item d -ItemType Directory; $null = New-Item a, b; (Get-ChildItem).Name } @'
d
a
b
'@
Case 'Get-ChildItem of an empty folder gives nothing' { Get-ChildItem } ''
Case 'Get-ChildItem -File and -Directory' { $null = New-Item d -ItemType Directory; $null = New-Item a; (Get-ChildItem -File).Name; (Get-ChildItem -Directory).Name } @'
a
d
'@
Case 'Get-ChildItem -Name gives text' { $null = New-Item a; $n = Get-ChildItem -Name; $n; $n.GetType().Name } @'
a
String
'@
Case 'Get-ChildItem -Name -Recurse gives relative paths' { $null = New-Item d/e/f.txt -Force; Get-ChildItem -Name -Recurse -File } 'd/e/f.txt'
Case 'Get-ChildItem passes over hidden files' { $null = New-Item a, .h; (Get-ChildItem).Name } 'a'
Case 'Get-ChildItem -Force gets hidden files' { $null = New-Item a, .h; (Get-ChildItem -Force).Name } @'
.h
a
'@
Case 'Get-ChildItem -Hidden gets hidden files alone' { $null = New-Item a, .h; (Get-ChildItem -Hidden).Name } '.h'
Case 'Get-ChildItem -Attributes with a negation' { $null = New-Item d -ItemType Directory; $null = New-Item a; (Get-ChildItem -Attributes !Directory).Name } 'a'
Case 'Get-ChildItem -ReadOnly' { $null = New-Item a, b; [IO.File]::SetAttributes("$WorkFolder/b", 'ReadOnly'); (Get-ChildItem -ReadOnly).Name } 'b'
Case 'Get-ChildItem takes wildcards' { $null = New-Item a1.txt, a2.log, b1.txt; (Get-ChildItem a*.txt).Name; (Get-ChildItem '[ab]1.*').Name } @'
a1.txt
a1.txt
b1.txt
'@
Case 'Get-ChildItem -Filter' { $null = New-Item a.txt, b.log; (Get-ChildItem -Filter *.log).Name; (Get-ChildItem . *.txt).Name } @'
b.log
a.txt
'@
Case 'Get-ChildItem -Include with a wildcard path' { $null = New-Item a.txt, b.log, c.md; (Get-ChildItem * -Include *.log, *.md).Name } @'
b.log
c.md
'@
Case 'Get-ChildItem -Include without a wildcard gives nothing' { $null = New-Item a.txt; Get-ChildItem . -Include *.txt } ''
Case 'Get-ChildItem -Exclude' { $null = New-Item a.txt, b.log; (Get-ChildItem -Exclude *.log).Name } 'a.txt'
Case 'Get-ChildItem -Recurse' { $null = New-Item d/e/f.txt, d/g.txt -Force; (Get-ChildItem -Recurse).Name } @'
d
e
g.txt
f.txt
'@
Case 'Get-ChildItem -Recurse -Include' { $null = New-Item d/e/f.txt, d/g.log -Force; (Get-ChildItem -Recurse -Include *.txt).Name } 'f.txt'
Case 'Get-ChildItem -Depth' { $null = New-Item d/e/f.txt -Force; (Get-ChildItem -Depth 1).Name; '-'; (Get-ChildItem -Depth 0).Name } @'
d
e
-
d
'@
Case 'Get-ChildItem does not follow links unless told' { $null = New-Item d/f -Force; $null = New-Item top -ItemType Directory; $null = New-Item top/l -ItemType SymbolicLink -Target "$WorkFolder/d"; (Get-ChildItem top -Recurse).Name; '-'; (Get-ChildItem top -Recurse -FollowSymlink).Name } @'
l
-
l
f
'@
Case 'Get-ChildItem -LiteralPath takes brackets as they are' { $null = [IO.Directory]::CreateDirectory("$WorkFolder/[x]"); [IO.File]::WriteAllText("$WorkFolder/[x]/f", ''); (Get-ChildItem -LiteralPath '[x]').Name } 'f'
Case 'Get-ChildItem of a missing path' { Get-ChildItem nope } 'error: PathNotFound'
Case 'Get-ChildItem names the cmdlet in its errors' { Get-ChildItem nope -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category; $e[0].TargetObject -eq "$WorkFolder/nope" } @'
PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand
ObjectNotFound
True
'@
Case 'Get-ChildItem of a pattern that matches nothing gives nothing' { Get-ChildItem nope* } ''
Case 'Get-ChildItem goes on after a missing path' { $null = New-Item a; Get-ChildItem nope, a | ForEach-Object { $_.Name } } @'
error: PathNotFound
a
'@
Case 'Get-ChildItem takes paths from the pipeline' { $null = New-Item d/f, e/g -Force; ('d', 'e' | Get-ChildItem).Name } @'
f
g
'@
Case 'Get-ChildItem of a file gives the file' { $null = New-Item a; (Get-ChildItem a).Name } 'a'
Case 'Get-ChildItem of environment variables' { $env:CONFORMANCE_A = 'x'; $v = Get-ChildItem Env:CONFORMANCE_*; $v.Name; $v.Value; $env:CONFORMANCE_A = $null } @'
CONFORMANCE_A
x
'@
Case 'Get-ChildItem of functions and aliases' { function conformance-one { }; (Get-ChildItem function:conformance-o*).Name; (Get-ChildItem alias:gci).Definition } @'
conformance-one
Get-ChildItem
'@
Case 'Get-ChildItem of variables' { $conformanceV = 3; (Get-ChildItem variable:conformanceV).Value } '3'
Case 'Get-ChildItem adds the provider properties' { $null = New-Item a; $i = Get-ChildItem a; $i.PSChildName; $i.PSIsContainer; $i.PSProvider.Name; $i.PSPath -eq "Microsoft.PowerShell.Core\FileSystem::$WorkFolder/a" } @'
a
False
FileSystem
True
'@
Case 'gci, dir and ls-less: the aliases' { $null = New-Item a; (gci).Name; (dir).Name } @'
a
a
'@

# Get-Item, Set-Item, Clear-Item
Case 'Get-Item of a folder gives the folder' { (Get-Item .).FullName -eq $WorkFolder } 'True'
Case 'Get-Item with a wildcard gives what is inside' { $null = New-Item a, b; (Get-Item *).Name } @'
a
b
'@
Case 'Get-Item of a hidden file needs no -Force by name' { $null = New-Item .h; (Get-Item .h -Force).Name } '.h'
Case 'Get-Item of a missing item' { Get-Item nope } 'error: PathNotFound'
Case 'Get-Item of a missing drive' { Get-Item nodrive:x } 'error: DriveNotFound'
Case 'Get-Item gives a variable' { $x1 = 5; (Get-Item variable:x1).Value } '5'
Case 'Set-Item sets variables and environment' { Set-Item variable:setv 5; $setv; Set-Item env:CONFORMANCE_B b; $env:CONFORMANCE_B; $env:CONFORMANCE_B = $null } @'
5
b
'@
Case 'Set-Item -PassThru gives the item' { (Set-Item variable:setp 6 -PassThru).Value } '6'
Case 'Set-Item of a file is not possible' { $null = New-Item a; Set-Item a 1 } 'error: NotSupported'
Case 'Clear-Item empties a variable' { $cv = 5; Clear-Item variable:cv; "[$cv]" } '[]'

# Copy-Item
Case 'Copy-Item copies a file' { $null = New-Item a -Value 1; Copy-Item a b; [IO.File]::ReadAllText("$WorkFolder/b") } '1'
Case 'Copy-Item into a folder' { $null = New-Item a -Value 1; $null = New-Item d -ItemType Directory; (Copy-Item a d -PassThru).FullName -eq "$WorkFolder/d/a" } 'True'
Case 'Copy-Item writes over a file' { $null = New-Item a -Value 1; $null = New-Item b -Value 2; Copy-Item a b; [IO.File]::ReadAllText("$WorkFolder/b") } '1'
Case 'Copy-Item -Recurse copies a tree' { $null = New-Item d/e/f -Value 1 -Force; Copy-Item d x -Recurse; [IO.File]::ReadAllText("$WorkFolder/x/e/f") } '1'
Case 'Copy-Item without -Recurse copies the empty folder' { $null = New-Item d/f -Force; Copy-Item d x; [IO.Directory]::Exists("$WorkFolder/x"); [IO.File]::Exists("$WorkFolder/x/f") } @'
True
False
'@
Case 'Copy-Item with wildcards' { $null = New-Item a.txt, b.txt, c.log; $null = New-Item d -ItemType Directory; Copy-Item *.txt d; (Get-ChildItem d).Name } @'
a.txt
b.txt
'@
Case 'Copy-Item -Exclude' { $null = New-Item a.txt, b.txt; $null = New-Item d -ItemType Directory; Copy-Item *.txt d -Exclude a*; (Get-ChildItem d).Name } 'b.txt'
Case 'Copy-Item onto itself' { $null = New-Item a; Copy-Item a a } 'error: CopyError'
Case 'Copy-Item of a missing file' { Copy-Item nope x } 'error: PathNotFound'
Case 'Copy-Item from the pipeline' { $null = New-Item a -Value 1; Get-Item a | Copy-Item -Destination b; [IO.File]::Exists("$WorkFolder/b") } 'True'
Case 'Copy-Item -WhatIf copies nothing' { $null = New-Item a; Copy-Item a b -WhatIf; [IO.File]::Exists("$WorkFolder/b") } 'False'

# Move-Item, Rename-Item
Case 'Move-Item moves a file' { $null = New-Item a -Value 1; Move-Item a b; [IO.File]::Exists("$WorkFolder/a"); [IO.File]::ReadAllText("$WorkFolder/b") } @'
False
1
'@
Case 'Move-Item does not write over a file' { $null = New-Item a, b; Move-Item a b } 'error: MoveFileInfoItemIOError'
Case 'Move-Item -Force writes over a file' { $null = New-Item a -Value 1; $null = New-Item b; Move-Item a b -Force; [IO.File]::ReadAllText("$WorkFolder/b") } '1'
Case 'Move-Item -PassThru' { $null = New-Item a; (Move-Item a b -PassThru).Name } 'b'
Case 'Move-Item of a missing file' { Move-Item nope x } 'error: PathNotFound'
Case 'Move-Item -LiteralPath of a missing file' { Move-Item -LiteralPath nope x } 'error: InvalidOperation'
Case 'Move-Item with wildcards into a folder' { $null = New-Item a.txt, b.txt; $null = New-Item d -ItemType Directory; Move-Item *.txt d; (Get-ChildItem d).Name } @'
a.txt
b.txt
'@
Case 'Move-Item of the current folder' { Move-Item -LiteralPath $WorkFolder /tmp/elsewhere } 'error: InvalidOperation'
Case 'Rename-Item' { $null = New-Item a -Value 1; Rename-Item a b; [IO.File]::ReadAllText("$WorkFolder/b") } '1'
Case 'Rename-Item with a script block for each item' { $null = New-Item a.txt, b.txt; Get-ChildItem *.txt | Rename-Item -NewName { $_.Name -replace '\.txt$', '.log' }; (Get-ChildItem).Name } @'
a.log
b.log
'@
Case 'Rename-Item does not move' { $null = New-Item a; Rename-Item a d/b } 'error: Argument'
Case 'Rename-Item onto a file that exists' { $null = New-Item a, b; Rename-Item a b } 'error: RenameItemIOError'
Case 'Rename-Item -LiteralPath of a missing item' { Rename-Item -LiteralPath nope x } 'error: InvalidOperation'

# Remove-Item
Case 'Remove-Item removes files' { $null = New-Item a, b; Remove-Item a, b; (Get-ChildItem).Count } '0'
Case 'Remove-Item -Recurse removes a tree' { $null = New-Item d/e/f -Force; Remove-Item d -Recurse; [IO.Directory]::Exists("$WorkFolder/d") } 'False'
Case 'Remove-Item removes an empty folder without -Recurse' { $null = New-Item d -ItemType Directory; Remove-Item d; [IO.Directory]::Exists("$WorkFolder/d") } 'False'
Case 'Remove-Item with wildcards' { $null = New-Item a.txt, b.log; Remove-Item *.txt; (Get-ChildItem).Name } 'b.log'
Case 'Remove-Item -Include and -Exclude' { $null = New-Item a.txt, b.txt, c.log; Remove-Item * -Include *.txt -Exclude b*; (Get-ChildItem).Name } @'
b.txt
c.log
'@
Case 'Remove-Item of a missing item' { Remove-Item nope } 'error: PathNotFound'
Case 'Remove-Item of a pattern that matches nothing' { Remove-Item nope* } ''
Case 'Remove-Item of the current folder' { Remove-Item $WorkFolder -Recurse } 'error: InvalidOperation'
Case 'Remove-Item of a link leaves what it leads to' { $null = New-Item d/f -Force; $null = New-Item l -ItemType SymbolicLink -Target "$WorkFolder/d"; Remove-Item l; [IO.File]::Exists("$WorkFolder/d/f"); [IO.Directory]::Exists("$WorkFolder/l") } @'
True
False
'@
Case 'Remove-Item -WhatIf removes nothing' { $null = New-Item a; Remove-Item a -WhatIf; [IO.File]::Exists("$WorkFolder/a") } 'True'
Case 'Remove-Item from the pipeline' { $null = New-Item a, b; Get-ChildItem | Remove-Item; (Get-ChildItem).Count } '0'
Case 'Remove-Item of variables and environment' { Set-Item variable:rv 1; Remove-Item variable:rv; Test-Path variable:rv; $env:CONFORMANCE_C = 1; Remove-Item env:CONFORMANCE_C; $null -eq $env:CONFORMANCE_C } @'
False
True
'@

# Item properties
Case 'Get-ItemProperty -Name' { $null = New-Item a -Value 12345; (Get-ItemProperty a -Name Length).Length } '5'
Case 'Get-ItemProperty without a name gives the item' { $null = New-Item a; (Get-ItemProperty a).GetType().Name } 'FileInfo'
Case 'Get-ItemProperty of an unknown property' { $null = New-Item a; Get-ItemProperty a -Name nope } 'error: GetValueError'
Case 'Get-ItemPropertyValue in the order of the names' { $null = New-Item a -Value 12345; Get-ItemPropertyValue a -Name Name, Length } @'
a
5
'@
Case 'Set-ItemProperty' { $null = New-Item a; Set-ItemProperty a -Name LastWriteTime -Value ([datetime] '2020-01-02'); (Get-Item a).LastWriteTime.Year } '2020'
Case 'Set-ItemProperty takes items from the pipeline' { $null = New-Item a, b; Get-ChildItem | Set-ItemProperty -Name IsReadOnly -Value $true; Get-ChildItem | ForEach-Object IsReadOnly } @'
True
True
'@
Case 'Rename-ItemProperty of files is not possible' { $null = New-Item a; Rename-ItemProperty a Length x } 'error: NotSupported'
