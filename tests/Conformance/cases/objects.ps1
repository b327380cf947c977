# Select-Object
Case 'Select-Object -First and -Last' { 1..10 | Select-Object -First 2 -Last 1 } "1`n2`n10"
Case 'Select-Object -Skip leaves out the first' { 1..5 | Select-Object -Skip 3 } "4`n5"
Case 'Select-Object -Last -Skip counts from the end' { 1..10 | Select-Object -Last 2 -Skip 1 } "8`n9"
Case 'Select-Object -First -Skip' { 1..10 | Select-Object -First 2 -Skip 3 } "4`n5"
Case 'Select-Object -SkipLast' { 1..5 | Select-Object -SkipLast 2 } "1`n2`n3"
Case 'Select-Object -Index goes by the place, not by the order given' { 'a', 'b', 'c', 'd' | Select-Object -Index 2, 0 } "a`nc"
Case 'Select-Object -SkipIndex' { 'a', 'b', 'c', 'd' | Select-Object -SkipIndex 1, 2 } "a`nd"
Case 'Select-Object -First stops the commands before it' {
    $script:seen = 0
    1..1000 | ForEach-Object { $script:seen++; $_ } | Select-Object -First 2
    $script:seen
} "1`n2`n2"
Case 'Select-Object -First -Wait lets them run' {
    $script:seen = 0
    1..10 | ForEach-Object { $script:seen++; $_ } | Select-Object -First 2 -Wait
    $script:seen
} "1`n2`n10"
Case 'Select-Object -Index stops the commands before it' {
    $script:seen = 0
    1..1000 | ForEach-Object { $script:seen++; $_ } | Select-Object -Index 1
    $script:seen
} "2`n2"
Case 'Select-Object -First 0 gives nothing' { 1..3 | Select-Object -First 0 } ''
Case 'Select-Object picks properties' { [pscustomobject]@{ A = 1; B = 2; C = 3 } | Select-Object C, A } '@{C=3; A=1}'
Case 'Select-Object takes wildcards' { [pscustomobject]@{ Ax = 1; Ay = 2; B = 3 } | Select-Object A* } '@{Ax=1; Ay=2}'
Case 'Select-Object calculates' { [pscustomobject]@{ A = 2 } | Select-Object A, @{ Name = 'Twice'; Expression = { $_.A * 2 } } } '@{A=2; Twice=4}'
Case 'Select-Object takes keys cut short, and Label' { [pscustomobject]@{ A = 2 } | Select-Object @{ n = 'N'; e = 'A' }, @{ l = 'L'; e = { $_.A + 1 } } } '@{N=2; L=3}'
Case 'Select-Object names a script block by its text' { ([pscustomobject]@{ A = 2 } | Select-Object { $_.A }).PSObject.Properties.Name } ' $_.A '
Case 'Select-Object gives a missing property as null' { $null -eq ([pscustomobject]@{ A = 2 } | Select-Object B).B } 'True'
Case 'Select-Object -ExcludeProperty means the others' { [pscustomobject]@{ A = 1; B = 2; C = 3 } | Select-Object -ExcludeProperty B } '@{A=1; C=3}'
Case 'Select-Object * -ExcludeProperty with a wildcard' { [pscustomobject]@{ A1 = 1; A2 = 2; C = 3 } | Select-Object * -ExcludeProperty A* } '@{C=3}'
Case 'Select-Object -ExpandProperty writes the elements' { [pscustomobject]@{ A = 1, 2 } | Select-Object -ExpandProperty A } "1`n2"
Case 'Select-Object -ExpandProperty with other properties' {
    $item = [pscustomobject]@{ Name = 'x'; Inner = [pscustomobject]@{ V = 1 } } | Select-Object Name -ExpandProperty Inner
    "$($item.V) $($item.Name)"
} '1 x'
Case 'Select-Object -ExpandProperty of a missing property' { [pscustomobject]@{ A = 1 } | Select-Object -ExpandProperty B } 'error: ExpandPropertyNotFound'
Case 'Select-Object -ExpandProperty of several' { [pscustomobject]@{ A1 = 1; A2 = 2 } | Select-Object -ExpandProperty A* } 'error: MutlipleExpandProperties'
Case 'Select-Object -ExpandProperty of null gives nothing' { [pscustomobject]@{ A = $null } | Select-Object -ExpandProperty A } ''
Case 'Select-Object refuses a property twice' { [pscustomobject]@{ A = 1 } | Select-Object A, a } "error: AlreadyExistingUserSpecifiedPropertyNoExpand`n@{A=1}"
Case 'Select-Object cannot rename several' { [pscustomobject]@{ A1 = 1; A2 = 2 } | Select-Object @{ n = 'X'; e = 'A*' } | ForEach-Object { "$_" } } 'error: RenamingMultipleResults'
Case 'Select-Object refuses an unknown key' { 1 | Select-Object @{ Wrong = 1; Expression = 'x' } } 'error: DictionaryKeyIllegal'
Case 'Select-Object needs an expression' { 1 | Select-Object @{ Name = 'x' } } 'error: DictionaryKeyMandatoryEntry'
Case 'Select-Object -Unique keeps the first and minds case' { 'a', 'A', 'a', 'b' | Select-Object -Unique } "a`nA`nb"
Case 'Select-Object -Unique -CaseInsensitive' { 'a', 'A', 'b' | Select-Object -Unique -CaseInsensitive } "a`nb"
Case 'Select-Object -Unique with properties' { @{ A = 1; B = 1 }, @{ A = 1; B = 2 } | ForEach-Object { [pscustomobject]$_ } | Select-Object A -Unique } '@{A=1}'
Case 'Select-Object takes the keys of a hashtable' { @{ A = 1; B = 2 } | Select-Object A } '@{A=1}'
Case 'Select-Object names the type Selected' { ('abc' | Select-Object Length).PSObject.TypeNames[0] } 'Selected.System.String'
Case 'Select-Object makes a custom object' { ('abc' | Select-Object Length).GetType().Name } 'PSCustomObject'
Case 'Select-Object leaves the object alone' { $o = [pscustomobject]@{ A = 1; B = 2 }; $s = $o | Select-Object A; $s.A = 5; $o.A } '1'
Case 'Select-Object refuses a negative count' { 1 | Select-Object -First -1 } 'error: ParameterArgumentValidationError'
Case 'Select-Object -First and -Last that overlap' { 1..4 | Select-Object -First 2 -Last 3 } "1`n2`n3`n4"
Case 'Select-Object -Skip -SkipLast' { 1..5 | Select-Object -Skip 1 -SkipLast 2 } "2`n3"
Case 'Select-Object of an empty script block' { 'x' | Select-Object {} } 'error: EmptyScriptBlockAndNoName'
Case 'Select-Object takes the members of a hashtable that are no keys' { (@{ A = 1; B = 2 } | Select-Object Count).Count; (@{ Keys = 10 } | Select-Object Keys).Keys } "2`n10"
Case 'Select-Object keeps the order of what is left out' { (0..10 | Select-Object -SkipIndex 5, 6, 7, 8, 11) -join ',' } '0,1,2,3,4,9,10'
Case 'Select-Object leaves no error behind' { $null = 1, 2 | Select-Object -First 1 -ErrorVariable bad; @($bad).Count } '0'
Case 'select is an alias' { 1..3 | select -Last 1 } '3'

# Sort-Object
Case 'Sort-Object sorts numbers' { 3, 10, 2 | Sort-Object } "2`n3`n10"
Case 'Sort-Object sorts text without case' { 'b', 'A', 'c' | Sort-Object } "A`nb`nc"
Case 'Sort-Object -Descending' { 1, 3, 2 | Sort-Object -Descending } "3`n2`n1"
Case 'Sort-Object -CaseSensitive puts small letters first' { 'A', 'a' | Sort-Object -CaseSensitive -Culture en-US } "a`nA"
Case 'Sort-Object by a property' { 'ccc', 'a', 'bb' | Sort-Object Length } "a`nbb`nccc"
Case 'Sort-Object by a script block' { 1, 2, 3, 4 | Sort-Object { $_ % 2 }, { -$_ } } "4`n2`n3`n1"
Case 'Sort-Object by properties of their own order' {
    [pscustomobject]@{ A = 1; B = 1 }, [pscustomobject]@{ A = 2; B = 1 }, [pscustomobject]@{ A = 1; B = 2 } |
        Sort-Object @{ Expression = 'A'; Descending = $true }, @{ e = 'B'; Ascending = $true }
} "@{A=2; B=1}`n@{A=1; B=1}`n@{A=1; B=2}"
Case 'Sort-Object -Descending turns only those without an order' {
    [pscustomobject]@{ A = 1; B = 1 }, [pscustomobject]@{ A = 2; B = 1 }, [pscustomobject]@{ A = 1; B = 2 } |
        Sort-Object A, @{ e = 'B'; Ascending = $true } -Descending
} "@{A=2; B=1}`n@{A=1; B=1}`n@{A=1; B=2}"
Case 'Sort-Object -Unique goes without case' { 'b', 'a', 'B', 'A' | Sort-Object -Unique } "a`nb"
Case 'Sort-Object -Unique by a property' { 'aa', 'b', 'cc' | Sort-Object Length -Unique } "b`naa"
Case 'Sort-Object -Stable keeps equals in order' { 'b1', 'a1', 'b0', 'a0' | Sort-Object { $_[0] } -Stable } "a1`na0`nb1`nb0"
Case 'Sort-Object -Top' { 5, 3, 9, 1 | Sort-Object -Top 2 } "1`n3"
Case 'Sort-Object -Bottom' { 5, 3, 9, 1 | Sort-Object -Bottom 2 } "5`n9"
Case 'Sort-Object -Top -Descending' { 5, 3, 9, 1 | Sort-Object -Top 2 -Descending } "9`n5"
Case 'Sort-Object compares numbers and text as text' { 10, 'b', 9, 'a' | Sort-Object { "$_" } } "10`n9`na`nb"
Case 'Sort-Object puts objects without the property last' {
    [pscustomobject]@{ A = 2 }, [pscustomobject]@{ B = 0 }, [pscustomobject]@{ A = 1 } | Sort-Object A
} "@{A=1}`n@{A=2}`n@{B=0}"
Case 'Sort-Object puts null first' { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = $null } | Sort-Object A } "@{A=}`n@{A=1}"
Case 'Sort-Object puts null between the negative numbers and the others' {
    [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = $null }, [pscustomobject]@{ A = -2 } | Sort-Object A
} "@{A=-2}`n@{A=}`n@{A=1}"
Case 'Sort-Object ignores orders that contradict each other' {
    1, 3, 2 | Sort-Object @{ e = { $_ }; Ascending = $false; Descending = $false } -Descending
} "3`n2`n1"
Case 'Sort-Object leaves null out' { @(3, $null, 1 | Sort-Object).Count } '2'
Case 'Sort-Object takes the keys of a hashtable' { (@{ A = 2 }, @{ A = 1 } | Sort-Object A).A } "1`n2"
Case 'Sort-Object sorts versions' { [version]'1.10', [version]'1.9' | Sort-Object | ForEach-Object { "$_" } } "1.9`n1.10"
Case 'Sort-Object sorts dates' { [datetime]'2024-02-01', [datetime]'2023-05-05' | Sort-Object | ForEach-Object { $_.Year } } "2023`n2024"
Case 'Sort-Object refuses Name as a key' { 1 | Sort-Object @{ Name = 'x'; Expression = 'y' } } 'error: DictionaryKeyIllegal'

# Group-Object
Case 'Group-Object counts' { 'a', 'b', 'A' | Group-Object | ForEach-Object { "$($_.Name) $($_.Count)" } } "a 2`nb 1"
Case 'Group-Object sorts its groups' { 3, 1, 3, 2 | Group-Object | ForEach-Object Name } "1`n2`n3"
Case 'Group-Object -CaseSensitive' { @('a', 'A', 'a' | Group-Object -CaseSensitive).Count } '2'
Case 'Group-Object by several properties' {
    [pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 2; B = 'x' } |
        Group-Object A, B | ForEach-Object { "$($_.Name)|$($_.Count)|$($_.Values.Count)" }
} "1, x|2|2`n2, x|1|2"
Case 'Group-Object by a script block' { 1..5 | Group-Object { $_ % 2 } | ForEach-Object { "$($_.Name): $($_.Group)" } } "0: 2 4`n1: 1 3 5"
Case 'Group-Object -NoElement' { $g = 1, 1 | Group-Object -NoElement; "$($g.Count) $($g.Group.Count) $($g.GetType().Name)" } '2 0 GroupInfoNoElement'
Case 'Group-Object -AsHashTable' { $h = 'x', 'yy', 'z' | Group-Object Length -AsHashTable; "$($h[1]) - $($h[2])" } 'x z - yy'
Case 'Group-Object -AsHashTable -AsString has text for keys' { $h = 1, 2, 1 | Group-Object -AsHashTable -AsString; "$($h['1'].Count) $($h.Keys.ForEach({ $_.GetType().Name }) | Select-Object -First 1)" } '2 String'
Case 'Group-Object -AsHashTable goes without case' { ('Abc' | Group-Object -AsHashTable)['aBC'] } 'Abc'
Case 'Group-Object -AsString needs -AsHashTable' { 1 | Group-Object -AsString } 'error: ArgumentException'
Case 'Group-Object -AsHashTable takes one property' { [pscustomobject]@{ A = 1; B = 2 } | Group-Object A, B -AsHashTable } 'error: ArgumentException'
Case 'Group-Object puts mixed types as they come' { 'a', 1, '1', 2 | Group-Object | ForEach-Object { "$($_.Name) $($_.Count)" } } "a 1`n1 2`n2 1"
Case 'Group-Object of objects without the property' { ([pscustomobject]@{ A = 1 } | Group-Object B).Name.Length } '0'
Case 'Group-Object names a list' { ([pscustomobject]@{ A = 1, 2 } | Group-Object A).Name } '{1, 2}'

# Measure-Object
Case 'Measure-Object counts' { (1..5 | Measure-Object).Count } '5'
Case 'Measure-Object of nothing' { (@() | Measure-Object).Count } '0'
Case 'Measure-Object leaves out what is not asked for' { $null -eq (1..5 | Measure-Object).Sum } 'True'
Case 'Measure-Object sums and so on' { 1..4 | Measure-Object -Sum -Average -Minimum -Maximum | ForEach-Object { "$($_.Sum) $($_.Average) $($_.Minimum) $($_.Maximum)" } } '10 2.5 1 4'
Case 'Measure-Object sums are double' { (1, 2 | Measure-Object -Sum).Sum.GetType().Name } 'Double'
Case 'Measure-Object -AllStats' { $m = 2, 4, 4, 4, 5, 5, 7, 9 | Measure-Object -AllStats; "$($m.Count) $($m.Average) $($m.Sum) $($m.Maximum) $($m.Minimum) $($m.StandardDeviation)" } '8 5 40 9 2 2.1380899352994'
Case 'Measure-Object -StandardDeviation of one number' { (5 | Measure-Object -StandardDeviation).StandardDeviation } '0'
Case 'Measure-Object by a property' { 'a', 'bcd' | Measure-Object Length -Sum | ForEach-Object { "$($_.Property) $($_.Sum)" } } 'Length 4'
Case 'Measure-Object by a script block' { (1..3 | Measure-Object { $_ * 2 } -Sum).Sum } '12'
Case 'Measure-Object by wildcards' { [pscustomobject]@{ A1 = 1; A2 = 2; B = 3 } | Measure-Object A* -Sum | ForEach-Object { "$($_.Property)=$($_.Sum)" } } "A1=1`nA2=2"
Case 'Measure-Object of what is no number' { 1, 'x' | Measure-Object -Sum | ForEach-Object { "$($_.Count)" } } "error: NonNumericInputObject`n2"
Case 'Measure-Object takes text that is a number' { ('1', '2' | Measure-Object -Sum).Sum } '3'
Case 'Measure-Object -Maximum of text' { $m = 'pear', 'apple' | Measure-Object -Maximum -Minimum; "$($m.Maximum) $($m.Minimum) $($m.GetType().Name)" } 'pear apple GenericObjectMeasureInfo'
Case 'Measure-Object -Maximum of dates' { ([datetime]'2024-01-01', [datetime]'2025-01-01' | Measure-Object -Maximum).Maximum.Year } '2025'
Case 'Measure-Object counts lines, words, characters' { "one two`nthree" | Measure-Object -Line -Word -Character | ForEach-Object { "$($_.Lines) $($_.Words) $($_.Characters)" } } '2 3 13'
Case 'Measure-Object -IgnoreWhiteSpace' { ('a b  c' | Measure-Object -Character -IgnoreWhiteSpace).Characters } '3'
Case 'Measure-Object without such a property says nothing' { 1 | Measure-Object Nope } ''
Case 'Measure-Object without such a property in strict mode' { & { Set-StrictMode -Version 2; 1 | Measure-Object Nope } } 'error: GenericMeasurePropertyNotFound'
Case 'measure is an alias' { (1, 2 | measure).Count } '2'

# Compare-Object
Case 'Compare-Object shows both sides' { Compare-Object 1, 2, 3 2, 3, 4 } "@{InputObject=4; SideIndicator==>}`n@{InputObject=1; SideIndicator=<=}"
Case 'Compare-Object -IncludeEqual' { Compare-Object 1, 2 2, 3 -IncludeEqual | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } "2==`n3=>`n1<="
Case 'Compare-Object -ExcludeDifferent shows what is equal' { Compare-Object 1, 2 2, 3 -ExcludeDifferent | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } '2=='
Case 'Compare-Object -ExcludeDifferent -IncludeEqual:$false shows nothing' { Compare-Object 1, 2 2, 3 -ExcludeDifferent -IncludeEqual:$false } ''
Case 'Compare-Object minds case when told to' { @(Compare-Object 'a' 'A').Count; @(Compare-Object 'a' 'A' -CaseSensitive).Count } "0`n2"
Case 'Compare-Object by properties' {
    $a = [pscustomobject]@{ N = 'x'; V = 1 }; $b = [pscustomobject]@{ N = 'x'; V = 2 }
    Compare-Object $a $b -Property N, V | ForEach-Object { "$($_.N) $($_.V) $($_.SideIndicator)" }
} "x 2 =>`nx 1 <="
Case 'Compare-Object -PassThru writes the objects' { Compare-Object 'a' 'b' -PassThru | ForEach-Object { "$_ $($_.SideIndicator)" } } "b =>`na <="
Case 'Compare-Object -SyncWindow 0 goes place by place' { Compare-Object 1, 2 2, 1 -SyncWindow 0 | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } "2=>`n1<=`n1=>`n2<="
Case 'Compare-Object takes the pipeline' { 2, 3 | Compare-Object 1, 2 | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } "3=>`n1<="
Case 'Compare-Object counts every one' { @(Compare-Object 1, 1, 2 1, 2).Count } '1'
Case 'Compare-Object takes empty sides' { Compare-Object @() 1 | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" }; Compare-Object 1 @() | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } "1=>`n1<="
Case 'Compare-Object refuses null' { Compare-Object $null 1 } 'error: ParameterArgumentValidationErrorNullNotAllowed'

Case 'Compare-Object of nothing with nothing' { Compare-Object @() @() } ''
Case 'Compare-Object by script blocks' { Compare-Object ([version]'1.2') ([version]'5.2') -Property { $_.Major }, { $_.Minor } | ForEach-Object { "$($_.' $_.Major ') $($_.' $_.Minor ') $($_.SideIndicator)" } } "5 2 =>`n1 2 <="
Case 'Compare-Object gives up what the window is too small for' { Compare-Object (1..15) (15..1) -SyncWindow 6 | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" } } "15=>`n1<=`n1=>`n15<="

# Get-Unique
Case 'Get-Unique leaves out repeated neighbours' { 1, 1, 2, 1 | Get-Unique } "1`n2`n1"
Case 'Get-Unique minds case' { 'a', 'A' | Get-Unique } "a`nA"
Case 'Get-Unique -CaseInsensitive' { 'a', 'A', 'b' | Get-Unique -CaseInsensitive } "a`nb"
Case 'Get-Unique -OnType' { 1, 2, 'a', 'b' | Get-Unique -OnType } "1`na"
Case 'Get-Unique -AsString' { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 1 } | Get-Unique -AsString } '@{A=1}'

# Get-Member
Case 'Get-Member shows a property' { 'abc' | Get-Member Length | ForEach-Object { "$($_.TypeName) $($_.Name) $($_.MemberType) $($_.Definition)" } } 'System.String Length Property int Length {get;}'
Case 'Get-Member looks at each type once' { @('a', 'b', 1 | Get-Member GetHashCode).Count } '2'
Case 'Get-Member -MemberType' { [pscustomobject]@{ A = 1; B = 'x' } | Get-Member -MemberType NoteProperty | ForEach-Object Definition } "int A=1`nstring B=x"
Case 'Get-Member sorts by kind, then name' { [pscustomobject]@{ B = 1; A = 2 } | Get-Member | ForEach-Object Name } "Equals`nGetHashCode`nGetType`nToString`nA`nB"
Case 'Get-Member -Static' { [datetime] | Get-Member -Static Now | ForEach-Object Definition } 'datetime Now {get;}'
Case 'Get-Member -Force shows accessors' { 'a' | Get-Member get_Length -Force | ForEach-Object Name; @('a' | Get-Member get_Length).Count } "get_Length`n0"
Case 'Get-Member of a hashtable shows those of its type' { @(@{ zz = 1 } | Get-Member zz).Count; (@{ zz = 1 } | Get-Member Count).MemberType } "0`nProperty"
Case 'Get-Member -InputObject takes a list as one object' { (Get-Member -InputObject (1, 2) -Name Length).TypeName | Select-Object -First 1 } 'System.Object[]'
Case 'Get-Member needs an object' { Get-Member } 'error: NoObjectInGetMember'
Case 'Get-Member -View Extended' { [pscustomobject]@{ A = 1 } | Get-Member -View Extended | ForEach-Object Name } 'A'
Case 'gm is an alias' { ('x' | gm Trim).Name } 'Trim'

# Add-Member, New-Object
Case 'Add-Member with a name and a value' { [pscustomobject]@{ A = 1 } | Add-Member B 2 -PassThru } '@{A=1; B=2}'
Case 'Add-Member with a hashtable' { $o = [pscustomobject]@{ A = 1 }; $o | Add-Member @{ B = 2 }; $o.B } '2'
Case 'Add-Member NoteProperty by position' { $o = [pscustomobject]@{}; Add-Member -InputObject $o NoteProperty N 5; $o.N } '5'
Case 'Add-Member ScriptProperty' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member ScriptProperty Twice { $this.A * 2 }; $o.Twice } '4'
Case 'Add-Member ScriptProperty with a setter' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member ScriptProperty P { $this.A } { $this.A = $args[0] }; $o.P = 9; $o.A } '9'
Case 'Add-Member ScriptMethod' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member ScriptMethod Add { param($n) $this.A + $n }; $o.Add(3) } '5'
Case 'Add-Member AliasProperty' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member AliasProperty Also A; $o.Also } '2'
Case 'Add-Member refuses a name that is there' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member A 3; $o.A } "error: MemberAlreadyExists`n2"
Case 'Add-Member -Force replaces' { $o = [pscustomobject]@{ A = 2 }; $o | Add-Member A 3 -Force; $o.A } '3'
Case 'Add-Member -TypeName' { $o = [pscustomobject]@{ A = 2 } | Add-Member -TypeName My.Type -PassThru; $o.PSObject.TypeNames[0] } 'My.Type'
Case 'Add-Member refuses several kinds' { [pscustomobject]@{} | Add-Member -MemberType Properties -Name x -Value 1 } 'error: WrongMemberCount'
Case 'Add-Member refuses a kind that cannot be added' { [pscustomobject]@{} | Add-Member -MemberType Method -Name x -Value 1 } 'error: CannotAddMemberType'
Case 'Add-Member takes a number for a name or a kind' { (Add-Member -InputObject a 23 Any -PassThru).23; (Add-Member -InputObject b 8 np Any -PassThru).np } "Any`nAny"
Case 'Add-Member takes Property for a name' { (Add-Member -InputObject a property Any -PassThru).property } 'Any'
Case 'Add-Member AliasProperty with a type' { (Add-Member -InputObject abc -MemberType AliasProperty -Name Cnt -Value Length -SecondValue string -PassThru).Cnt.GetType().Name } 'String'
Case 'Add-Member AliasProperty with an unknown type' { Add-Member -InputObject a -MemberType AliasProperty -Name N -Value x -SecondValue no.such.type } 'error: InvalidCastFromStringToType'
Case 'Add-Member ScriptMethod needs a script block' { Add-Member -InputObject a -MemberType ScriptMethod -Name N -Value text } 'error: ConvertToFinalInvalidCastException'
Case 'Add-Member ScriptProperty needs one of the two' { Add-Member -InputObject a -MemberType ScriptProperty -Name N -Value $null -SecondValue $null } 'error: Value1AndValue2AreNotBothNull'
Case 'Add-Member refuses a second value that has no use' { Add-Member -InputObject a -MemberType NoteProperty -Name N -Value 1 -SecondValue 2 } 'error: Value2ShouldNotBeSpecified'
Case 'Add-Member to a list' { (Add-Member -InputObject (1, 2) NoteProperty Name Value -PassThru).Name } 'Value'
Case 'Add-Member -TypeName with a member' { ('text' | Add-Member NoteProperty N 1 -TypeName My.Type -PassThru).PSTypeNames[0] } 'My.Type'
Case 'New-Object with arguments' { "$(New-Object Version 1, 2)" } '1.2'
Case 'New-Object by a short name' { (New-Object Text.StringBuilder 'ab').Length } '2'
Case 'New-Object of a generic type' { (New-Object 'System.Collections.Generic.List[int]').GetType().Name } 'List`1'
Case 'New-Object PSObject -Property' { (New-Object PSObject -Property @{ A = 1 }).A } '1'
Case 'New-Object -Property sets' { (New-Object UriBuilder -Property @{ Host = 'h'; Port = 81 }).Port } '81'
Case 'New-Object of a value type' { (New-Object DateTime).Year } '1'
Case 'New-Object of an unknown type' { New-Object No.Such.Type } 'error: TypeNotFound'
Case 'New-Object without a fitting constructor' { New-Object string } 'error: CannotFindAppropriateCtor'
Case 'New-Object whose constructor fails' { New-Object Version 'x' } 'error: ConstructorInvokedThrowException'
Case 'New-Object -Property with an unknown name' { New-Object UriBuilder -Property @{ Nope = 1 } } 'error: InvalidOperationException'

# Join-String, Update-List
Case 'Join-String joins without a separator' { 'a', 'b' | Join-String } 'ab'
Case 'Join-String -Separator' { 1..3 | Join-String -Separator ', ' } '1, 2, 3'
Case 'Join-String of a property' { 'a', 'bcd' | Join-String Length ';' } '1;3'
Case 'Join-String of a script block' { 1, 2 | Join-String { $_ * 10 } '-' } '10-20'
Case 'Join-String quotes' { 'a', 'b' | Join-String -SingleQuote -Separator ','; 'a', 'b' | Join-String -DoubleQuote -Separator ',' } "'a','b'`n""a"",""b"""
Case 'Join-String with prefix and suffix' { 'a', 'b' | Join-String -op '<' -os '>' } '<ab>'
Case 'Join-String -FormatString' { 1, 2 | Join-String -FormatString '[{0:D2}]' } '[01][02]'
Case 'Join-String takes $OFS' { & { $OFS = '+'; 1, 2 | Join-String } } '1+2'
Case 'Join-String of nothing' { @() | Join-String -OutputPrefix 'x' } 'x'
Case 'Update-List changes a collection' {
    $o = [pscustomobject]@{ L = [System.Collections.ArrayList](1, 2, 3) }
    "$(($o | Update-List L -Add 9 -Remove 2).L)"
} '1 3 9'
Case 'Update-List -Replace' { $o = [pscustomobject]@{ L = [System.Collections.ArrayList](1, 2, 3) }; "$(($o | Update-List L -Replace 7, 8).L)" } '7 8'
Case 'Update-List alone describes the change' { (Update-List -Add 1).Add } '1'

# What pwsh showed side by side
Case 'Select-Object spells a property as the object does' { 'abc' | Select-Object length, @{ e = 'LENGTH'; n = 'L' } | ForEach-Object { $_.PSObject.Properties.Name } } @'
Length
L
'@
Case 'Select-Object spells what is missing as typed' { [pscustomobject]@{ Abc = 1 }, [pscustomobject]@{ x = 2 } | Select-Object aBC | ForEach-Object { $_.PSObject.Properties.Name } } @'
Abc
aBC
'@
Case 'Select-Object: an empty name is no name' { [pscustomobject]@{ A = 1 } | Select-Object @{ n = ''; e = {$_.A} }, @{ n = ''; e = 'a' } } '@{$_.A=1; A=1}'
Case 'Select-Object: what is wrong with a hashtable' {
    foreach ($one in @{ n = 'x' }, @{ e = { 1 }; foo = 1 }, @{ e = 5 }, @{ n = 5; e = { 1 } }, [ordered]@{ n = 'a'; label = 'b'; e = { 1 } }) {
        try { 1 | Select-Object $one } catch { "$_" }
    }
} @'
A mandatory entry for expression is missing.
The foo key is not valid.
The "e" key has a type, System.Int32, that is not valid; expected types are {System.String, System.Management.Automation.ScriptBlock}.
The "n" key has a type, System.Int32, that is not valid; expected type is System.String.
The duplicated key "label" conflicts with "name".
'@
Case 'Measure-Object spells a property as the object does' { 'abc' | Measure-Object length | ForEach-Object Property } 'Length'
Case 'Measure-Object -StandardDeviation beside what is no number' { 'b', 'a' | Measure-Object -Maximum | ForEach-Object { $_.Maximum; $_.PSObject.Properties.Name -join ' ' } } @'
b
Count Average Sum Maximum Minimum StandardDeviation Property
'@
Case 'Sort-Object by wildcards that match nothing' { 3, 1, 2 | Sort-Object a*, b* } "1`n2`n3"
Case 'Sort-Object: any value says whether it descends' {
    "$(1, 3 | Sort-Object @{ e = { $_ }; descending = 'x' })"
    "$(3, 1 | Sort-Object @{ e = { $_ }; descending = 0 })"
    "$(3, 1 | Sort-Object @{ e = { $_ }; descending = $null })"
} @'
3 1
1 3
1 3
'@
Case 'Group-Object: without the property is as with null, after it, before the rest' {
    [pscustomobject]@{ A = 2 }, [pscustomobject]@{ B = 3 }, [pscustomobject]@{ A = $null; B = 4 }, [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 5 } |
        Group-Object A | ForEach-Object { "$($_.Name):$($_.Count):$($_.Group.B)" }
} @'
:3:4 3 5
1:1:
2:1:
'@
Case 'Group-Object: what is wrong' {
    try { 1 | Group-Object -AsString } catch { "$_" }
    try { 1 | Group-Object a, b -AsHashTable } catch { "$_" }
} @'
The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.
The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter.
'@
Case 'New-Object names the type that it cannot find' { try { New-Object no.such.type } catch { "$_" } } 'Cannot find type [no.such.type]: verify that the assembly containing this type is loaded.'
Case 'Group-Object keeps a custom object as the key' { ([pscustomobject]@{ K = [pscustomobject]@{ B = 2 } } | Group-Object K -AsHashTable).Keys | ForEach-Object B } '2'
