Case 'Get-Location gives a path object' { $l = Get-Location; $l.GetType().Name; $l.Path -eq $WorkFolder; $l.Provider.Name; "$l" -eq $WorkFolder } @'
PathInfo
True
FileSystem
True
'@
Case 'Set-Location goes somewhere' { $null = New-Item d -ItemType Directory; Set-Location d; $PWD.Path -eq "$WorkFolder/d" } 'True'
Case 'Set-Location writes nothing without -PassThru' { Set-Location /; (Set-Location $WorkFolder -PassThru).Path -eq $WorkFolder } 'True'
Case 'Set-Location of a missing folder' { Set-Location nope; $PWD.Path -eq $WorkFolder } @'
error: PathNotFound
True
'@
Case 'Set-Location to a file' { $null = New-Item f; Set-Location f } 'error: PathNotFound'
Case 'Set-Location of a missing drive' { Set-Location nodrive: } 'error: DriveNotFound'
Case 'Set-Location without a path goes home' { Set-Location; $PWD.Path -eq $HOME } 'True'
Case 'Set-Location ~ goes home' { Set-Location ~; $PWD.Path -eq $HOME } 'True'
Case 'Set-Location .. goes up' { $null = New-Item d/e -ItemType Directory; Set-Location d/e; Set-Location ..; $PWD.Path -eq "$WorkFolder/d" } 'True'
Case 'Set-Location - and + go back and forth' { $null = New-Item d -ItemType Directory; Set-Location d; Set-Location -; $PWD.Path -eq $WorkFolder; Set-Location +; $PWD.Path -eq "$WorkFolder/d" } @'
True
True
'@
Case 'Set-Location takes a wildcard' { $null = New-Item only -ItemType Directory; Set-Location on*; $PWD.Path -eq "$WorkFolder/only" } 'True'
Case 'Set-Location -LiteralPath' { $null = [IO.Directory]::CreateDirectory("$WorkFolder/[x]"); Set-Location -LiteralPath '[x]'; $PWD.Path -eq "$WorkFolder/[x]" } 'True'
Case 'Set-Location takes the pipeline' { $null = New-Item d -ItemType Directory; 'd' | Set-Location; $PWD.Path -eq "$WorkFolder/d" } 'True'
Case 'Set-Location to another provider' { Set-Location Env:; $PWD.Path; $PWD.Provider.Name } @'
Env:/
Environment
'@
Case 'cd is Set-Location' { $null = New-Item d -ItemType Directory; cd d; (pwd).Path -eq "$WorkFolder/d" } 'True'
Case 'Push-Location and Pop-Location' { Push-Location /; $PWD.Path; Pop-Location; $PWD.Path -eq $WorkFolder } @'
/
True
'@
Case 'Push-Location without a path stays' { Push-Location; $PWD.Path -eq $WorkFolder; Set-Location /; Pop-Location; $PWD.Path -eq $WorkFolder } @'
True
True
'@
Case 'Push-Location -PassThru' { (Push-Location / -PassThru).Path; (Pop-Location -PassThru).Path -eq $WorkFolder } @'
/
True
'@
Case 'Push-Location of a missing folder' { Push-Location nope; Pop-Location } 'error: PathNotFound'
Case 'Pop-Location of an empty stack does nothing' { Pop-Location -StackName ''; $PWD.Path -eq $WorkFolder } 'True'
Case 'stacks by name' { Push-Location -StackName one; Set-Location /; Pop-Location -StackName one; $PWD.Path -eq $WorkFolder } 'True'
Case 'Get-Location -Stack' { Push-Location / -StackName two; Push-Location /tmp -StackName two; $s = Get-Location -Stack -StackName two; $s.GetType().Name; $s.Count; $s.Name } @'
PathInfoStack
2
two
'@
Case 'Get-Location of a stack that is not there' { Get-Location -Stack -StackName nosuchstack } 'error: Argument'
Case 'Get-Location -PSDrive and -PSProvider' { $null = New-Item d -ItemType Directory; $null = New-PSDrive loc FileSystem $WorkFolder; Set-Location loc:/d; Set-Location $WorkFolder; (Get-Location -PSDrive loc).Path; (Get-Location -PSProvider FileSystem).Path -eq $WorkFolder } @'
loc:/d
True
'@
Case 'Get-Location of a missing drive' { Get-Location -PSDrive nodrive } 'error: GetLocationNoMatchingDrive'
Case 'Get-Location of a missing provider' { Get-Location -PSProvider noprovider } 'error: GetLocationNoMatchingProvider'
Case 'New-PSDrive gives the drive' { $d = New-PSDrive mine FileSystem $WorkFolder; $d.Name; $d.Provider.Name; $d.Root -eq $WorkFolder } @'
mine
FileSystem
True
'@
Case 'New-PSDrive is usable and local' { & { $null = New-PSDrive mine FileSystem $WorkFolder; $null = New-Item mine:/f; (Get-ChildItem mine:).Name }; Test-Path mine:/ } @'
f
False
'@
Case 'New-PSDrive of a name that is taken' { $null = New-PSDrive mine FileSystem $WorkFolder; New-PSDrive mine FileSystem / } 'error: DriveAlreadyExists'
Case 'New-PSDrive of a missing provider' { New-PSDrive mine NoProvider / } 'error: ProviderNotFound'
Case 'New-PSDrive with a missing root' { New-PSDrive mine FileSystem "$WorkFolder/nope" } 'error: DriveRootError'
Case 'Remove-PSDrive' { $null = New-PSDrive mine FileSystem $WorkFolder; Remove-PSDrive mine; Get-PSDrive mine } 'error: GetLocationNoMatchingDrive'
Case 'Remove-PSDrive of a missing drive' { Remove-PSDrive nodrive } 'error: DriveNotFound'
Case 'Get-PSDrive by name, pattern and provider' { (Get-PSDrive Env).Name; (Get-PSDrive al*).Name; (Get-PSDrive -PSProvider Variable).Name } @'
Env
Alias
Variable
'@
Case 'Get-PSDrive of a pattern that matches nothing' { Get-PSDrive nodrive* } ''
Case 'Get-PSProvider' { (Get-PSProvider FileSystem).Name; (Get-PSProvider Alias, Variable).Name; Get-PSProvider nope } @'
FileSystem
Alias
Variable
error: ProviderNotFound
'@
Case 'no such drive or provider' { Get-Location -PSDrive nosuch; Get-Location -PSProvider nosuch; Get-PSDrive -PSProvider nosuch } @'
error: GetLocationNoMatchingDrive
error: GetLocationNoMatchingProvider
error: GetLocationNoMatchingDrive
'@
