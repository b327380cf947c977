# ConvertTo-Csv, ConvertFrom-Csv, Export-Csv, Import-Csv.
Case 'ConvertTo-Csv quotes all' { [pscustomobject]@{ A = 1; B = 'x' } | ConvertTo-Csv } @'
"A","B"
"1","x"
'@
Case 'the columns are those of the first object' { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2; A = 3 }, [pscustomobject]@{ C = 1 } | ConvertTo-Csv } @'
"A"
"1"
"3"
'@
Case 'a missing property is empty' { [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ A = 3 } | ConvertTo-Csv } @'
"A","B"
"1","2"
"3",
'@
Case 'null is empty, without quotes' { [pscustomobject]@{ A = $null; B = '' } | ConvertTo-Csv } @'
"A","B"
,""
'@
Case 'quotes are doubled' { [pscustomobject]@{ A = 'a"b' } | ConvertTo-Csv } @'
"A"
"a""b"
'@
Case '-Delimiter' { [pscustomobject]@{ A = 1; B = 2 } | ConvertTo-Csv -Delimiter ';' } @'
"A";"B"
"1";"2"
'@
Case '-UseCulture' {
    $before = [cultureinfo]::CurrentCulture
    try { [cultureinfo]::CurrentCulture = 'de-DE'; [pscustomobject]@{ A = 1; B = 2 } | ConvertTo-Csv -UseCulture } finally { [cultureinfo]::CurrentCulture = $before }
} @'
"A";"B"
"1";"2"
'@
Case '-UseQuotes AsNeeded' { [pscustomobject]@{ A = 'a,b'; B = 'c d'; C = 'e"f'; D = "g`nh" } | ConvertTo-Csv -UseQuotes AsNeeded } @'
A,B,C,D
"a,b",c d,"e""f","g
h"
'@
Case '-UseQuotes Never' { [pscustomobject]@{ A = 'a,b' } | ConvertTo-Csv -UseQuotes Never } @'
A
a,b
'@
Case '-QuoteFields' { [pscustomobject]@{ A = 1; B = 2 } | ConvertTo-Csv -QuoteFields b } @'
A,"B"
1,"2"
'@
Case '-QuoteFields and -UseQuotes exclude each other' { [pscustomobject]@{ A = 1 } | ConvertTo-Csv -QuoteFields A -UseQuotes Never } 'error: CannotSpecifyQuoteFieldsAndUseQuotes'
Case '-IncludeTypeInformation' { [pscustomobject]@{ A = 1 } | ConvertTo-Csv -IncludeTypeInformation } @'
#TYPE System.Management.Automation.PSCustomObject
"A"
"1"
'@
Case '-IncludeTypeInformation and -NoTypeInformation exclude each other' { [pscustomobject]@{ A = 1 } | ConvertTo-Csv -ITI -NTI } 'error: CannotSpecifyIncludeTypeInformationAndNoTypeInformation'
Case '-NoTypeInformation is accepted' { [pscustomobject]@{ A = 1 } | ConvertTo-Csv -NoTypeInformation } @'
"A"
"1"
'@
Case '-NoHeader' { [pscustomobject]@{ A = 1 } | ConvertTo-Csv -NoHeader } '"1"'
Case 'a hashtable gives its keys' { [ordered]@{ A = 1; B = 2 } | ConvertTo-Csv } @'
"A","B"
"1","2"
'@
Case 'a string gives its length' { 'abc' | ConvertTo-Csv } @'
"Length"
"3"
'@
Case 'a collection is its type' { [pscustomobject]@{ A = 1, 2 } | ConvertTo-Csv } @'
"A"
"System.Object[]"
'@
Case 'a number is in the current culture' {
    $before = [cultureinfo]::CurrentCulture
    try { [cultureinfo]::CurrentCulture = 'de-DE'; [pscustomobject]@{ A = 1.5 } | ConvertTo-Csv } finally { [cultureinfo]::CurrentCulture = $before }
} @'
"A"
"1,5"
'@
Case 'a property that throws is empty' {
    $item = [pscustomobject]@{ A = 1 }
    $item.psobject.Properties.Add([psscriptproperty]::new('B', { throw 'no' }))
    $item | ConvertTo-Csv
} @'
"A","B"
"1",
'@

Case 'ConvertFrom-Csv makes objects' { 'A,B', '1,2', '3,4' | ConvertFrom-Csv } @'
@{A=1; B=2}
@{A=3; B=4}
'@
Case 'a string of several lines' { "A,B`n1,2`r`n3,4`n" | ConvertFrom-Csv } @'
@{A=1; B=2}
@{A=3; B=4}
'@
Case 'values are strings' { ('A', '1' | ConvertFrom-Csv).A.GetType().Name } 'String'
Case 'quoted fields' { 'A,B', '"a,b","c""d"' | ConvertFrom-Csv } '@{A=a,b; B=c"d}'
Case 'a quoted field over lines' { ("A,B`n`"a`nb`",c" | ConvertFrom-Csv).A.Length } '3'
Case 'blanks before a field do not count' { (' A , B', '  1,  2' | ConvertFrom-Csv -Header X, Y)[1].Y } '2'
Case 'blanks after a quoted field do not count' { ('A,B', '"1"  ,2' | ConvertFrom-Csv).A } '1'
Case 'a quote inside a field is plain' { ('A,B', 'x"y,2' | ConvertFrom-Csv).A } 'x"y'
Case 'missing columns are null' { ('A,B', '1' | ConvertFrom-Csv).B } '<null>'
Case 'a column too many is left out' { 'A', '1,2' | ConvertFrom-Csv } '@{A=1}'
Case 'blank lines are left out' { @("A`n1`n`n2`n" | ConvertFrom-Csv).Count } '2'
Case '-Header' { '1,2' | ConvertFrom-Csv -Header X, Y } '@{X=1; Y=2}'
Case '-Delimiter' { 'A;B', '1;2' | ConvertFrom-Csv -Delimiter ';' } '@{A=1; B=2}'
Case '-Delimiter tab' { "A`tB", "1`t" | ConvertFrom-Csv -Delimiter "`t" } '@{A=1; B=}'
Case 'a header that comes twice is an error' { 'A,a', '1,2' | ConvertFrom-Csv } 'error: AlreadyPresentPSMemberInfoInternalCollectionAdd'
Case 'a nameless column is H1, with a warning' { $w = $null; 'A,,C', '1,2,3' | ConvertFrom-Csv -WarningVariable w -WarningAction SilentlyContinue; $w.Count } @'
@{A=1; H1=2; C=3}
1
'@
Case 'empty names at the end are no columns' { 'A,B,,', '1,2,3,4' | ConvertFrom-Csv } '@{A=1; B=2}'
Case 'the #TYPE line names the type' { ("#TYPE My.Type`nA`n1" | ConvertFrom-Csv).psobject.TypeNames } @'
My.Type
CSV:My.Type
'@
Case 'lines that start with # before the header are comments' { "#one`n#two`nA`n1" | ConvertFrom-Csv } '@{A=1}'
Case 'the #Fields line of a web log is the header' { "#Software: x`n#Fields: a,b`n1,2" | ConvertFrom-Csv } '@{a=1; b=2}'
Case 'a header alone gives nothing' { @('A,B' | ConvertFrom-Csv).Count } '0'
Case 'there and back' { $items = [pscustomobject]@{ A = "x,`"y`"`nz"; B = '' }; $back = $items | ConvertTo-Csv | ConvertFrom-Csv; $back.A -ceq $items.A; $back.B -ceq '' } @'
True
True
'@

Case 'Export-Csv writes UTF-8 without a mark' { [pscustomobject]@{ A = 'é' } | Export-Csv a.csv; [IO.File]::ReadAllBytes("$PWD/a.csv") -join ' ' } '34 65 34 10 34 195 169 34 10'
Case '-Encoding utf8BOM' { [pscustomobject]@{ A = 1 } | Export-Csv a.csv -Encoding utf8BOM; ([IO.File]::ReadAllBytes("$PWD/a.csv"))[0..2] -join ' ' } '239 187 191'
Case '-Encoding by name of the page' { [pscustomobject]@{ A = 'é' } | Export-Csv a.csv -Encoding iso-8859-1 -UseQuotes Never; [IO.File]::ReadAllBytes("$PWD/a.csv") -join ' ' } '65 10 233 10'
Case '-Encoding of no name is an error' { [pscustomobject]@{ A = 1 } | Export-Csv a.csv -Encoding nothing } 'error: ParameterArgumentTransformationError'
Case 'it overwrites' { 1..2 | ForEach-Object { [pscustomobject]@{ A = $_ } | Export-Csv a.csv }; [IO.File]::ReadAllText("$PWD/a.csv") } @'
"A"
"2"
'@
Case '-NoClobber does not' { [IO.File]::WriteAllText("$PWD/a.csv", 'x'); [pscustomobject]@{ A = 1 } | Export-Csv a.csv -NoClobber } 'error: NoClobber'
Case '-Append adds' { 1..2 | ForEach-Object { [pscustomobject]@{ A = $_ } | Export-Csv a.csv -Append }; [IO.File]::ReadAllText("$PWD/a.csv") } @'
"A"
"1"
"2"
'@
Case '-Append goes by the columns of the file' { [pscustomobject]@{ A = 1; B = 2 } | Export-Csv a.csv; [pscustomobject]@{ C = 5; B = 4; A = 3 } | Export-Csv a.csv -Append; [IO.File]::ReadAllText("$PWD/a.csv") } @'
"A","B"
"1","2"
"3","4"
'@
Case '-Append refuses an object without a column' { [pscustomobject]@{ A = 1; B = 2 } | Export-Csv a.csv; [pscustomobject]@{ A = 3 } | Export-Csv a.csv -Append } 'error: CannotAppendCsvWithMismatchedPropertyNames'
Case '-Append -Force takes it' { [pscustomobject]@{ A = 1; B = 2 } | Export-Csv a.csv; [pscustomobject]@{ A = 3 } | Export-Csv a.csv -Append -Force; (Import-Csv a.csv)[1] } '@{A=3; B=}'
Case '-WhatIf writes nothing' { [pscustomobject]@{ A = 1 } | Export-Csv a.csv -WhatIf; [IO.File]::Exists("$PWD/a.csv") } 'False'
Case 'a folder that is not there' { [pscustomobject]@{ A = 1 } | Export-Csv nothing/a.csv } 'error: FileOpenFailure'
Case 'no path is an error' { [pscustomobject]@{ A = 1 } | Export-Csv } 'error: CannotSpecifyPathAndLiteralPath'
Case '-LiteralPath takes brackets' { [pscustomobject]@{ A = 1 } | Export-Csv -LiteralPath 'a[1].csv'; [IO.File]::Exists("$PWD/a[1].csv") } 'True'
Case '-NoHeader and -Delimiter in a file' { [pscustomobject]@{ A = 1; B = 2 } | Export-Csv a.csv -NoHeader -Delimiter '|'; [IO.File]::ReadAllText("$PWD/a.csv") } '"1"|"2"'

Case 'Import-Csv' { [IO.File]::WriteAllText("$PWD/a.csv", "A,B`n1,2`n"); Import-Csv a.csv } '@{A=1; B=2}'
Case 'several files by pipeline' { 'a', 'b' | ForEach-Object { [IO.File]::WriteAllText("$PWD/$_.csv", "X`n$_`n") }; 'a.csv', 'b.csv' | Import-Csv } @'
@{X=a}
@{X=b}
'@
Case 'no such file' { Import-Csv nothing.csv } 'error: FileOpenFailure'
Case 'Import-Csv -Header -Delimiter' { [IO.File]::WriteAllText("$PWD/a.csv", "1:2`n"); Import-Csv a.csv -Delimiter ':' -Header P, Q } '@{P=1; Q=2}'
Case 'Import-Csv reads UTF-16 by its mark' { [IO.File]::WriteAllText("$PWD/a.csv", "A`né`n", [Text.Encoding]::Unicode); (Import-Csv a.csv).A } 'é'
Case 'Import-Csv -Encoding' { [IO.File]::WriteAllBytes("$PWD/a.csv", [byte[]](65, 10, 233, 10)); (Import-Csv a.csv -Encoding iso-8859-1).A } 'é'
Case 'an empty file gives nothing' { [IO.File]::WriteAllText("$PWD/a.csv", ''); @(Import-Csv a.csv).Count } '0'
Case 'the aliases' { [pscustomobject]@{ A = 1 } | epcsv a.csv; ipcsv a.csv } '@{A=1}'
Case '10000 rows there and back' { 1..10000 | ForEach-Object { [pscustomobject]@{ A = $_; B = "b$_" } } | Export-Csv a.csv; $rows = Import-Csv a.csv; $rows.Count; $rows[9999].B } @'
10000
b10000
'@
Case 'Export-Csv -Append: which column is missing' {
    [pscustomobject]@{ A = 1 } | Export-Csv a.csv
    try { [pscustomobject]@{ B = 2 } | Export-Csv a.csv -Append } catch { "$_" }
} 'Cannot append CSV content to the following file: a.csv. The appended object does not have a property that corresponds to the following column: A. To continue with mismatched properties, add the -Force parameter, and then retry the command.'
