Case 'Join-Path joins with one separator' { Join-Path a b; Join-Path a/ b; Join-Path a /b; Join-Path a/ /b } @'
a/b
a/b
a/b
a/b
'@
Case 'Join-Path joins many' { Join-Path a b c d; Join-Path a b, c d } @'
a/b/c/d
a/b/c/d
'@
Case 'Join-Path of several beginnings' { Join-Path a, b c } @'
a/c
b/c
'@
Case 'Join-Path with an empty child' { Join-Path a '' } 'a/'
Case 'Join-Path takes the pipeline' { 'a', 'b' | Join-Path -ChildPath c } @'
a/c
b/c
'@
Case 'Join-Path -Resolve' { $null = New-Item d/f -Force; (Join-Path d f -Resolve) -eq "$WorkFolder/d/f"; Join-Path d nope -Resolve } @'
True
error: PathNotFound
'@
Case 'Join-Path -Resolve with a wildcard' { $null = New-Item d/f, d/g -Force; (Join-Path d * -Resolve).Count } '2'
Case 'Join-Path of a missing drive' { Join-Path nodrive: x } 'error: DriveNotFound'
Case 'Split-Path gives the parent' { Split-Path /a/b/c.txt; Split-Path a/b -Parent } @'
/a/b
a
'@
Case 'Split-Path of a bare name has no parent' { "[$(Split-Path name)]" } '[]'
Case 'Split-Path with a drive' { Split-Path fs:/usr/bin; Split-Path fs:/usr/bin -Leaf; Split-Path fs:/usr -IsAbsolute; Split-Path Env: -Qualifier } @'
fs:/usr
bin
True
Env:
'@
Case 'Split-Path -Leaf' { Split-Path /a/b/c.txt -Leaf; Split-Path a -Leaf; Split-Path /a/b/ -Leaf } @'
c.txt
a
b
'@
Case 'Split-Path -LeafBase and -Extension' { Split-Path /a/b.tar.gz -LeafBase; Split-Path /a/b.tar.gz -Extension; "[$(Split-Path /a/b -Extension)]" } @'
b.tar
.gz
[]
'@
Case 'Split-Path -Qualifier' { Split-Path Env:HOME -Qualifier; Split-Path /a -Qualifier } @'
Env:
error: ParsePathFormatError
'@
Case 'Split-Path -NoQualifier' { Split-Path Env:HOME -NoQualifier; Split-Path /a/b -NoQualifier } @'
HOME
/a/b
'@
Case 'Split-Path -IsAbsolute' { Split-Path /a -IsAbsolute; Split-Path a -IsAbsolute; Split-Path Env:X -IsAbsolute } @'
True
False
True
'@
Case 'Split-Path of several paths and the pipeline' { Split-Path a/b, c/d -Leaf; 'e/f' | Split-Path -Leaf } @'
b
d
f
'@
Case 'Split-Path -Resolve' { $null = New-Item a1, a2; Split-Path a* -Leaf -Resolve } @'
a1
a2
'@
Case 'Split-Path -Resolve of a missing path' { Split-Path nope -Leaf -Resolve } 'error: PathNotFound'
Case 'Split-Path -LiteralPath gives the parent' { Split-Path -LiteralPath 'a[1]/b' } 'a[1]'
Case 'Test-Path' { $null = New-Item a; Test-Path a; Test-Path nope } @'
True
False
'@
Case 'Test-Path of several, and the pipeline' { $null = New-Item a; Test-Path a, nope; 'a', 'nope' | Test-Path } @'
True
False
True
False
'@
Case 'Test-Path -PathType' { $null = New-Item a; $null = New-Item d -ItemType Directory; Test-Path a -PathType Leaf; Test-Path d -PathType Leaf; Test-Path a -PathType Container; Test-Path d -Type Container } @'
True
False
False
True
'@
Case 'Test-Path with wildcards and -Exclude' { $null = New-Item a.txt; Test-Path *.txt; Test-Path *.log; Test-Path * -Exclude *.txt; Test-Path * -Include *.txt } @'
True
False
False
True
'@
Case 'Test-Path -LiteralPath' { $null = New-Item a; Test-Path -LiteralPath '[a]'; Test-Path '[a]' } @'
False
True
'@
Case 'Test-Path -NewerThan and -OlderThan' { $null = New-Item a; $d = [datetime]::Now; Test-Path a -NewerThan $d.AddDays(-1); Test-Path a -NewerThan $d.AddDays(1); Test-Path a -OlderThan $d.AddDays(1); Test-Path a -OlderThan $d.AddDays(-1) } @'
True
False
True
False
'@
Case 'Test-Path -IsValid' { Test-Path nope/x -IsValid; Test-Path nodrive:x -IsValid } @'
True
False
'@
Case 'Test-Path of nothing' { Test-Path $null; Test-Path ''; Test-Path ' ' } @'
error: NullPathNotPermitted
False
False
'@
Case 'Test-Path of other drives' { Test-Path Env:PATH; Test-Path Env:NO_SUCH_ONE; Test-Path variable:PSVersionTable; Test-Path nodrive: } @'
True
False
True
False
'@
Case 'Test-Path of a broken link' { $null = New-Item l -ItemType SymbolicLink -Target nowhere; Test-Path l } 'True'
Case 'Resolve-Path gives a path object' { $null = New-Item a; $p = Resolve-Path a; $p.GetType().Name; $p.Path -eq "$WorkFolder/a"; $p.Provider.Name } @'
PathInfo
True
FileSystem
'@
Case 'Resolve-Path with wildcards' { $null = New-Item a1, a2, b; (Resolve-Path a*).Count } '2'
Case 'Resolve-Path -Relative' { $null = New-Item d/f, a -Force; Resolve-Path d/f -Relative; Resolve-Path * -Relative } @'
./d/f
./d
./a
'@
Case 'Resolve-Path -Relative goes up' { $null = New-Item d, e/f -ItemType Directory; $null = $ExecutionContext.SessionState.Path.SetLocation("$WorkFolder/d"); Resolve-Path ../e/f -Relative } '../e/f'
Case 'Resolve-Path -RelativeBasePath' { $null = New-Item d/f -Force; (Resolve-Path f -RelativeBasePath d).Path -eq "$WorkFolder/d/f"; Resolve-Path f -RelativeBasePath d -Relative } @'
True
./f
'@
Case 'Resolve-Path -Force matches hidden files' { $null = New-Item .h1, .h2; (Resolve-Path .h* -Force).Count } '2'
Case 'Resolve-Path of a missing path' { Resolve-Path nope } 'error: PathNotFound'
Case 'Resolve-Path of a pattern that matches nothing' { Resolve-Path nope* } ''
Case 'Resolve-Path of other drives' { (Resolve-Path Env:PATH).Path } 'Env:/PATH'
Case 'Convert-Path' { (Convert-Path .) -eq $WorkFolder; (Convert-Path ~) -eq $HOME; Convert-Path nope } @'
True
True
error: PathNotFound
'@
Case 'Convert-Path of a drive of one''s own' { $null = New-Item f; $null = New-PSDrive conf FileSystem $WorkFolder; (Convert-Path conf:/f) -eq "$WorkFolder/f" } 'True'
Case 'Test-Path -OlderThan and -NewerThan' { [System.IO.File]::WriteAllText("$WorkFolder/old", ''); (Get-Item old).LastWriteTime = '2020-01-01'; 'old' | Test-Path -OlderThan 2021-01-01; Test-Path old -NewerThan 2021-01-01; Test-Path old -PathType Container -OlderThan 2021-01-01; Test-Path old -PathType Leaf -OlderThan 2021-01-01 -NewerThan 2019-01-01 } "True`nFalse`nFalse`nTrue"
Case 'Test-Path -IsValid takes no age' { Test-Path x -IsValid -OlderThan 2021-01-01 } 'error: NamedParameterNotFound'
