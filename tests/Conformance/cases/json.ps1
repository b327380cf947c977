# ConvertTo-Json, ConvertFrom-Json, Test-Json.
Case 'ConvertTo-Json indents by two' { [ordered]@{ a = 1; b = @(1, 2) } | ConvertTo-Json } @'
{
  "a": 1,
  "b": [
    1,
    2
  ]
}
'@
Case '-Compress leaves white space out' { [ordered]@{ a = 1; b = 'x'; c = $true; d = $null } | ConvertTo-Json -Compress } '{"a":1,"b":"x","c":true,"d":null}'
Case 'a custom object keeps the order of its properties' { [pscustomobject]@{ Z = 1; A = 2 } | ConvertTo-Json -Compress } '{"Z":1,"A":2}'
Case 'several objects become an array' { 1, 'a', $null | ConvertTo-Json -Compress } '[1,"a",null]'
Case 'one object is no array' { , 1 | ConvertTo-Json } '1'
Case '-AsArray makes one of one' { 1 | ConvertTo-Json -AsArray -Compress } '[1]'
Case '-AsArray does not nest what comes as many' { 1, 2 | ConvertTo-Json -AsArray -Compress } '[1,2]'
Case '-InputObject keeps an array of one' { ConvertTo-Json -Compress -InputObject @(1) } '[1]'
Case 'null is null' { $null | ConvertTo-Json } 'null'
Case 'DBNull is null' { ConvertTo-Json ([DBNull]::Value) } 'null'
Case 'empty array and object' { [ordered]@{ a = @(); b = @{} } | ConvertTo-Json } @'
{
  "a": [],
  "b": {}
}
'@
Case 'the default depth is 2, and what is deeper is a string, with a warning' {
    $warnings = $null
    @{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress -WarningVariable warnings -WarningAction SilentlyContinue
    "$warnings"
} @'
{"a":{"b":{"c":"System.Collections.Hashtable"}}}
Resulting JSON is truncated as serialization has exceeded the set depth of 2.
'@
Case 'a custom object beyond the depth is its text' { [pscustomobject]@{ a = [pscustomobject]@{ b = 1 } } | ConvertTo-Json -Depth 0 -Compress -WarningAction SilentlyContinue } '{"a":"@{b=1}"}'
Case '-Depth goes deeper' { @{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress -Depth 3 } '{"a":{"b":{"c":{"d":1}}}}'
Case 'arrays count as a level' { ConvertTo-Json -InputObject @(, @(, @(, @(1)))) -Compress -WarningAction SilentlyContinue } '[[["1"]]]'
Case '-Depth is at most 100' { ConvertTo-Json 1 -Depth 101 } 'error: ParameterArgumentValidationError'
Case 'a dictionary needs keys that are strings' { @{ 1 = 'a' } | ConvertTo-Json } 'error: NonStringKeyInDictionary'
Case 'an enumeration value is its number' { @{ Day = [DayOfWeek]::Monday } | ConvertTo-Json -Compress } '{"Day":1}'
Case '-EnumsAsStrings writes its name' { @{ Day = [DayOfWeek]::Monday } | ConvertTo-Json -Compress -EnumsAsStrings } '{"Day":"Monday"}'
Case 'a date is in ISO 8601' { ConvertTo-Json ([datetime]::new(2024, 5, 6, 7, 8, 9, [DateTimeKind]::Utc)) } '"2024-05-06T07:08:09Z"'
Case 'a date without a zone' { ConvertTo-Json ([datetime]'2024-05-06T07:08:09.5') } '"2024-05-06T07:08:09.5"'
Case 'a date with an offset' { ConvertTo-Json ([DateTimeOffset]::new(2024, 5, 6, 7, 8, 9, [timespan]::FromHours(2))) } '"2024-05-06T07:08:09+02:00"'
Case 'a double shows that it is one' { ConvertTo-Json 1.0 } '1.0'
Case 'a decimal' { ConvertTo-Json 1.10d } '1.10'
Case 'big numbers are whole' { ConvertTo-Json ([bigint]::Pow(2, 70)) } '1180591620717411303424'
Case 'a number is invariant' {
    $before = [cultureinfo]::CurrentCulture
    try { [cultureinfo]::CurrentCulture = 'de-DE'; ConvertTo-Json 1.5 } finally { [cultureinfo]::CurrentCulture = $before }
} '1.5'
Case 'a character is a string' { ConvertTo-Json ([char]'x') } '"x"'
Case 'a GUID and an address are strings' { ConvertTo-Json -Compress ([guid]::Empty), ([uri]'http://x/a b') } '["00000000-0000-0000-0000-000000000000","http://x/a b"]'
Case 'bytes are numbers' { ConvertTo-Json -Compress -InputObject ([byte[]](1, 2)) } '[1,2]'
Case 'quotes, backslashes and controls are escaped' { ConvertTo-Json "a`"b\c`td`ne" } '"a\"b\\c\td\ne"'
Case 'other characters are not' { ConvertTo-Json "<a href='x'>&é中" } "`"<a href='x'>&é中`""
Case '-EscapeHandling EscapeNonAscii' { ConvertTo-Json 'é<' -EscapeHandling EscapeNonAscii } '"\u00e9<"'
Case '-EscapeHandling EscapeHtml' { ConvertTo-Json "<'&" -EscapeHandling EscapeHtml } '"\u003c\u0027\u0026"'
Case 'a .NET object shows its public properties' { ConvertTo-Json ([version]'1.2') -Compress } '{"Major":1,"Minor":2,"Build":-1,"Revision":-1,"MajorRevision":-1,"MinorRevision":-1}'
Case 'a note on a string is left out' { 'a' | ForEach-Object { $_.psobject.Properties.Add([psnoteproperty]::new('N', 1)); $_ } | ConvertTo-Json } '"a"'
Case 'a note on a number makes an object' {
    $number = [psobject]::AsPSObject(5)
    $number.psobject.Properties.Add([psnoteproperty]::new('N', 'x'))
    $number | ConvertTo-Json -Compress
} '{"value":5,"N":"x"}'
Case 'a note on a dictionary is a member' {
    $table = [ordered]@{ a = 1 }
    $table.psobject.Properties.Add([psnoteproperty]::new('N', 'x'))
    $table | ConvertTo-Json -Compress
} '{"a":1,"N":"x"}'
Case 'a property that throws is null' {
    $item = [pscustomobject]@{ a = 1 }
    $item.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'no' }))
    $item | ConvertTo-Json -Compress
} '{"a":1,"bad":null}'
Case 'the members of a class' {
    $class = [scriptblock]::Create("class ConformancePoint {`n [int] `$X = 1`n [string] `$Y = 'a'`n }`n [ConformancePoint]::new()")
    & $class | ConvertTo-Json -Compress
} '{"X":1,"Y":"a"}'

Case 'ConvertFrom-Json makes an object' { ('{"a":1,"b":"x","c":[1,2],"d":{"e":true}}' | ConvertFrom-Json).d.e } 'True'
Case 'its properties keep their order' { ('{"z":1,"a":2}' | ConvertFrom-Json).psobject.Properties.Name } @'
z
a
'@
Case 'it is a PSCustomObject' { ('{"a":1}' | ConvertFrom-Json).GetType().Name } 'PSCustomObject'
Case 'an array comes item by item' { @('[1,2,3]' | ConvertFrom-Json | ForEach-Object { $_ * 2 }).Count } '3'
Case '-NoEnumerate keeps it whole' { '[1,2,3]' | ConvertFrom-Json -NoEnumerate | ForEach-Object { $_.Count } } '3'
Case 'an empty array is nothing' { @('[]' | ConvertFrom-Json).Count } '0'
Case 'a whole number is Int64' { ('5' | ConvertFrom-Json).GetType().Name } 'Int64'
Case 'a fraction is Double' { ('5.0' | ConvertFrom-Json).GetType().Name } 'Double'
Case 'a number too big for Int64 is a BigInteger' { ('12345678901234567890' | ConvertFrom-Json).GetType().Name } 'BigInteger'
Case 'null is null' { 'null' | ConvertFrom-Json } '<null>'
Case 'a string' { '"a\u00e9\n"' | ConvertFrom-Json } 'aé'
Case 'a date becomes a DateTime' { $date = ('"2024-05-06T07:08:09Z"' | ConvertFrom-Json); $date.GetType().Name; $date.Kind; $date.ToString('o') } @'
DateTime
Utc
2024-05-06T07:08:09.0000000Z
'@
Case 'a date without a zone is unspecified' { ('"2024-05-06T07:08:09"' | ConvertFrom-Json).Kind } 'Unspecified'
Case '-DateKind String keeps the text' { '"2024-05-06T07:08:09Z"' | ConvertFrom-Json -DateKind String } '2024-05-06T07:08:09Z'
Case '-DateKind Offset' { $date = '"2024-05-06T07:08:09+02:00"' | ConvertFrom-Json -DateKind Offset; $date.GetType().Name; $date.Offset.TotalHours } @'
DateTimeOffset
2
'@
Case '-DateKind Utc' { ('"2024-05-06T07:08:09+02:00"' | ConvertFrom-Json -DateKind Utc).ToString('o') } '2024-05-06T05:08:09.0000000Z'
Case '-DateKind Local' { ('"2024-05-06T07:08:09Z"' | ConvertFrom-Json -DateKind Local).Kind } 'Local'
Case 'the lines of a file are one value' { '{', '"a":', '1}' | ConvertFrom-Json | ForEach-Object a } '1'
Case 'strings that are values each are read each' { ('{"a":1}', '{"a":2}' | ConvertFrom-Json).a } @'
1
2
'@
Case 'comments are passed over' { ("{ // one`n `"a`": /* two */ 1 }" | ConvertFrom-Json).a } '1'
Case 'a trailing comma is let pass' { ('[1,2,]' | ConvertFrom-Json).Count } '2'
Case 'broken text is an error' { '{"a":' | ConvertFrom-Json } 'error: System.ArgumentException'
Case 'text after the value is an error' { '[1] x' | ConvertFrom-Json } 'error: System.ArgumentException'
Case 'a key that comes twice has the last value' { ('{"a":1,"a":2}' | ConvertFrom-Json).a } '2'
Case 'keys that differ in case are an error' { '{"a":1,"A":2}' | ConvertFrom-Json } 'error: KeysWithDifferentCasingInJsonString'
Case 'an empty key is an error' { '{"":1}' | ConvertFrom-Json } 'error: EmptyKeyInJsonString'
Case '-AsHashtable takes such keys' { $table = '{"a":1,"A":2,"":3}' | ConvertFrom-Json -AsHashtable; $table['a']; $table['A']; $table[''] } @'
1
2
3
'@
Case '-AsHashtable keeps the order' { ('{"z":1,"a":{"y":2,"b":3}}' | ConvertFrom-Json -AsHashtable).Keys } @'
z
a
'@
Case '-AsHashtable makes an OrderedHashtable, inside too' { $table = '{"a":{"b":1}}' | ConvertFrom-Json -AsHashtable; $table.GetType().Name; $table.a.GetType().Name } @'
OrderedHashtable
OrderedHashtable
'@
Case '-Depth bounds the nesting' { '{"a":{"b":1}}' | ConvertFrom-Json -Depth 1 } 'error: System.ArgumentException'
Case '-Depth must be above 0' { '1' | ConvertFrom-Json -Depth 0 } 'error: ParameterArgumentValidationError'
Case 'there and back' { $text = '{"a":[1,2.5,"x",null,true,{"b":[]}]}'; ($text | ConvertFrom-Json | ConvertTo-Json -Depth 5 -Compress) -eq $text } 'True'
Case '10000 objects there and back' { (1..10000 | ForEach-Object { [pscustomobject]@{ n = $_ } } | ConvertTo-Json -Compress | ConvertFrom-Json).Count } '10000'

Case 'Test-Json: good' { '{"a":1}' | Test-Json } 'True'
Case 'Test-Json: bad, and says why' { '{"a":' | Test-Json } @'
error: InvalidJson
False
'@
Case 'Test-Json takes no comments' { '[1] // x' | Test-Json -ErrorAction SilentlyContinue } 'False'
Case 'Test-Json -Options' { "[1,] // x" | Test-Json -Options IgnoreComments, AllowTrailingCommas } 'True'
Case 'Test-Json: the schema is kept' { '{"a":1}' | Test-Json -Schema '{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}' } 'True'
Case 'Test-Json: the schema is not kept' { '{"a":"x"}' | Test-Json -Schema '{"type":"object","properties":{"a":{"type":"integer"}}}' } @'
error: InvalidJsonAgainstSchemaDetailed
False
'@
Case 'Test-Json: the text and the schema by name' { Test-Json -Json '[]' -Schema '{"type":"array"}' } 'True'
Case 'Test-Json: the schema in a file' { [IO.File]::WriteAllText("$PWD/s.json", '{"type":"array"}'); Test-Json -Json '[]' -SchemaFile s.json } 'True'
Case 'Test-Json: a branch of anyOf that failed beside one that held is no error' {
    '{"a":1,"b":2}' | Test-Json -Schema '{"properties":{"a":{"anyOf":[{"type":"string"},{"type":"integer"}]},"b":{"type":"string"}}}' 2>&1 |
        ForEach-Object { if ($_ -is [bool]) { $_ } else { $_.Exception.Message -match "at '(.*)'" | Out-Null; $Matches[1] } }
} @'
/b
False
'@
Case 'Test-Json -SchemaFile' { [IO.File]::WriteAllText("$PWD/s.json", '{"type":"array"}'); '[]' | Test-Json -SchemaFile s.json } 'True'
Case 'Test-Json: no such schema file' { '[]' | Test-Json -SchemaFile nothing.json } 'error: JsonSchemaFileOpenFailure'
Case 'Test-Json: the schema is no JSON' { '[]' | Test-Json -Schema '{' -ErrorAction Stop } 'error: InvalidJsonSchema'
Case 'Test-Json -Path' { [IO.File]::WriteAllText("$PWD/a.json", '{}'); Test-Json -Path a.json } 'True'
Case 'Test-Json: no such file' { Test-Json -Path nothing.json } 'error: PathNotFound'
Case 'Test-Json fetches no schema unasked' {
    [IO.File]::WriteAllText("$PWD/other.json", '{"type":"array"}')
    '{}' | Test-Json -Schema "{`"`$ref`":`"file://$PWD/other.json`"}" -ErrorAction Stop
} 'error: UnresolvedJsonSchemaRef'
Case 'Test-Json -FetchExternalReference' {
    [IO.File]::WriteAllText("$PWD/other.json", '{"type":"array"}')
    '[]' | Test-Json -Schema "{`"`$ref`":`"file://$PWD/other.json`"}" -FetchExternalReference
} 'True'
Case 'ConvertTo-Json: keys that are no names' { try { @{ 1 = 'a' } | ConvertTo-Json } catch { "$_" } } "The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings."
Case 'ConvertFrom-Json: keys that differ in case' { try { '{"a":1,"A":2}' | ConvertFrom-Json } catch { "$_" } } "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key 'a' was 'A'."
