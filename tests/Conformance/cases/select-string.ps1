# Writes files as any engine can, without the cmdlets that others test.
function New-CaseFile([string] $Name, [string[]] $Lines, $Encoding = [System.Text.UTF8Encoding]::new($false)) {
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($ExecutionContext.SessionState.Path.CurrentLocation.ProviderPath, $Name), [string]::Join("`n", $Lines) + "`n", $Encoding)
}

Case 'Select-String finds in the pipeline' { 'abc', 'xyz', 'cab' | Select-String ab } "abc`ncab"
Case 'Select-String gives MatchInfo' { ('abc' | Select-String b).GetType().FullName } 'Microsoft.PowerShell.Commands.MatchInfo'
Case 'Select-String numbers what comes by the pipeline' { 'x', 'abc' | Select-String b | ForEach-Object { "$($_.LineNumber) $($_.Path) $($_.Filename) $($_.Pattern) $($_.IgnoreCase)" } } '2 InputStream InputStream b True'
Case 'Select-String goes without case' { 'ABC' | Select-String b } 'ABC'
Case 'Select-String -CaseSensitive' { 'ABC', 'abc' | Select-String b -CaseSensitive } 'abc'
Case 'Select-String takes several patterns' { 'one', 'two', 'three' | Select-String '^o', 'ee' | ForEach-Object { "$($_.Line) by $($_.Pattern)" } } "one by ^o`nthree by ee"
Case 'Select-String -SimpleMatch' { 'a.c', 'abc' | Select-String a.c -SimpleMatch } 'a.c'
Case 'Select-String -SimpleMatch has no matches' { ('a.c' | Select-String a.c -SimpleMatch).Matches.Count } '0'
Case 'Select-String -NotMatch' { 'a', 'b', 'c' | Select-String b -NotMatch } "a`nc"
Case 'Select-String -NotMatch with several patterns' { 'a', 'b', 'c' | Select-String a, b -NotMatch } 'c'
Case 'Select-String gives the first match' { ('aXbX' | Select-String X).Matches | ForEach-Object { "$($_.Index) $($_.Value)" } } '1 X'
Case 'Select-String -AllMatches' { ('aXbX' | Select-String X -AllMatches).Matches.Index } "1`n3"
Case 'Select-String gives groups' { ('k=v' | Select-String '(\w)=(?<value>\w)').Matches[0].Groups['value'].Value } 'v'
Case 'Select-String -Raw' { ('abc' | Select-String b -Raw).GetType().Name } 'String'
Case 'Select-String -Quiet' { 'x', 'abc', 'b' | Select-String b -Quiet } 'True'
Case 'Select-String refuses a bad expression' { 'a' | Select-String '[' } 'error: InvalidRegex'
Case 'Select-String -Culture needs -SimpleMatch' { 'a' | Select-String a -Culture Ordinal } 'error: CannotSpecifyCultureWithoutSimpleMatch'
Case 'Select-String -SimpleMatch -Culture Ordinal' { 'ABC' | Select-String b -SimpleMatch -Culture Ordinal } 'ABC'
Case 'Select-String makes text of objects' { 12, 34 | Select-String 3 } '34'
Case 'sls is an alias' { 'abc' | sls b } 'abc'
Case 'Select-String searches files' {
    New-CaseFile a.txt 'one', 'two', 'three'
    $found = Select-String t a.txt
    $found | ForEach-Object { "$($_.Filename):$($_.LineNumber):$($_.Line)" }
    $found[0].Path -eq "$WorkFolder/a.txt"
} "a.txt:2:two`na.txt:3:three`nTrue"
Case 'A match in a file as text' {
    New-CaseFile a.txt 'one', 'two'
    $found = Select-String two a.txt
    "$found" -eq "$WorkFolder/a.txt:2:two"
    $found.ToString($WorkFolder)
    $found.RelativePath($WorkFolder)
} "True`na.txt:2:two`na.txt"
Case 'Select-String searches files by wildcards' {
    New-CaseFile a.txt 'x1'; New-CaseFile b.txt 'x2'; New-CaseFile c.log 'x3'
    Select-String x *.txt | ForEach-Object Line
} "x1`nx2"
Case 'Select-String takes file objects' {
    New-CaseFile a.txt 'x1', 'y'
    [System.IO.FileInfo]"$WorkFolder/a.txt" | Select-String x | ForEach-Object { "$($_.Filename) $($_.Line)" }
} 'a.txt x1'
Case 'Select-String -LiteralPath' {
    New-CaseFile 'a[1].txt' 'x1'
    Select-String x -LiteralPath 'a[1].txt' | ForEach-Object Line
} 'x1'
Case 'Select-String -Include and -Exclude' {
    New-CaseFile a.txt 'x1'; New-CaseFile b.log 'x2'
    Select-String x * -Include *.log | ForEach-Object Line
    Select-String x * -Exclude *.log | ForEach-Object Line
} "x2`nx1"
Case 'Select-String -List gives one match a file' {
    New-CaseFile a.txt 'x1', 'x2'; New-CaseFile b.txt 'x3', 'x4'
    Select-String x *.txt -List | ForEach-Object Line
} "x1`nx3"
Case 'Select-String -Quiet of files' {
    New-CaseFile a.txt 'x1', 'x2'
    Select-String x a.txt -Quiet
    Select-String nope a.txt -Quiet
} "True`nFalse"
Case 'Select-String -Raw of files' { New-CaseFile a.txt 'x1', 'y'; Select-String x a.txt -Raw } 'x1'
Case 'Select-String -Encoding' {
    New-CaseFile a.txt 'grün' ([System.Text.Encoding]::Latin1)
    @(Select-String grün a.txt -Encoding latin1).Count
    @(Select-String grün a.txt).Count
} "1`n0"
Case 'Select-String minds a byte order mark' { New-CaseFile a.txt 'grün' ([System.Text.Encoding]::Unicode); (Select-String '^grün$' a.txt).Line } 'grün'
Case 'Select-String passes folders by' { $null = [System.IO.Directory]::CreateDirectory("$WorkFolder/d"); New-CaseFile a.txt 'x'; Select-String x * | ForEach-Object Filename } 'a.txt'
Case 'Select-String of a missing file' { Select-String x missing.txt } 'error: PathNotFound'
Case 'Select-String -Context shows the lines around' {
    New-CaseFile a.txt 'one', 'two', 'three', 'four', 'five'
    (Select-String three a.txt -Context 1).ToString($WorkFolder)
} "  a.txt:2:two`n> a.txt:3:three`n  a.txt:4:four"
Case 'Select-String -Context with two numbers' {
    $match = 'one', 'two', 'three', 'four', 'five' | Select-String three -Context 0, 2
    "$($match.Context.PreContext.Count) $($match.Context.PostContext)"
} '0 four five'
Case 'Select-String -Context shows no line twice' {
    $found = 'one', 'hit1', 'mid', 'hit2', 'end' | Select-String hit -Context 1
    $found | ForEach-Object { "$($_.Context.PreContext)|$($_.Context.PostContext)|$($_.Context.DisplayPreContext)|$($_.Context.DisplayPostContext)" }
} "one|mid|one|mid`nmid|end||end"
Case 'Select-String -Context of matches side by side' {
    $found = 'hit1', 'hit2', 'end' | Select-String hit -Context 1
    $found | ForEach-Object { "$($_.Context.PreContext)|$($_.Context.PostContext)|$($_.Context.DisplayPreContext)|$($_.Context.DisplayPostContext)" }
} "|hit2||`nhit1|end||end"
Case 'Select-String -Context at the ends of the text' {
    ('only' | Select-String only -Context 2).Context | ForEach-Object { "$($_.PreContext.Count) $($_.PostContext.Count)" }
} '0 0'
Case 'Select-String in what Select-String found' { 'abc', 'abd' | Select-String b | Select-String d | ForEach-Object { "$($_.Line) $($_.LineNumber)" } } 'abd 2'
Case 'Select-String emphasizes nothing with -NoEmphasis' { ('abc' | Select-String b -NoEmphasis).ToEmphasizedString('') } 'abc'
Case 'Select-String refuses three numbers of context' { 'a' | Select-String a -Context 1, 2, 3 } 'error: ParameterArgumentValidationError'
Case 'Select-String counts lines in 64 bits' { ('a' | Select-String a).LineNumber.GetType().Name } 'UInt64'
Case 'Select-String: a bad pattern' { try { 'x' | Select-String '(' } catch { "$_" } } "The string ( is not a valid regular expression: Invalid pattern '(' at offset 1. Not enough )'s."
