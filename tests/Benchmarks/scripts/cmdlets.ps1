# Times standard cmdlets, each once after a small run that warms it; a line each: name, tabulator, seconds.
param([int] $Scale)
$count = 10000 * $Scale
$random = [Random]::new(1)
$numbers = foreach ($i in 1..$count) { $random.Next() }
$objects = foreach ($i in 1..$count) { [pscustomobject] @{ Name = "node$i"; Group = $i % 100; Value = $numbers[$i - 1]; Labels = @('a', 'b') } }
$few = $objects[0..99]
$json = $few | ConvertTo-Json -Depth 4
$all = $objects | ConvertTo-Json -Depth 4
$csv = $few | ConvertTo-Csv

$folder = [IO.Directory]::CreateTempSubdirectory('opsshell-bench-').FullName
foreach ($i in 1..(5000 * $Scale)) { [IO.File]::Create("$folder/file$i").Dispose() }

function Measure-Case([string] $Name, [scriptblock] $Warm, [scriptblock] $Script) {
    $null = & $Warm
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Script
    [Console]::Out.WriteLine([string]::Format([Globalization.CultureInfo]::InvariantCulture, "{0}`t{1}", $Name, $clock.Elapsed.TotalSeconds))
}

Measure-Case 'Sort-Object' { 1..100 | Sort-Object } { $numbers | Sort-Object }
Measure-Case 'Sort-Object by property' { $few | Sort-Object Value } { $objects | Sort-Object Value }
Measure-Case 'Select-Object two properties' { $few | Select-Object Name, Value } { $objects | Select-Object Name, Value }
Measure-Case 'Group-Object' { $few | Group-Object Group } { $objects | Group-Object Group }
Measure-Case 'Measure-Object' { $few | Measure-Object Value -Sum } { $objects | Measure-Object Value -Sum }
Measure-Case 'ConvertTo-Json' { $few | ConvertTo-Json } { $objects | ConvertTo-Json }
Measure-Case 'ConvertFrom-Json' { $json | ConvertFrom-Json } { $all | ConvertFrom-Json }
Measure-Case 'ConvertTo-Csv' { $few | ConvertTo-Csv } { $objects | ConvertTo-Csv }
Measure-Case 'ConvertFrom-Csv' { $csv | ConvertFrom-Csv } { $objects | ConvertTo-Csv | ConvertFrom-Csv }
Measure-Case 'Get-ChildItem' { Get-ChildItem $PSScriptRoot } { Get-ChildItem $folder }
Measure-Case 'Where-Object' { $few | Where-Object Value -gt 5 } { $objects | Where-Object Value -gt 5 }
Measure-Case 'Format-Table to text' { $few | Format-Table | Out-String } { $objects | Format-Table | Out-String }
[IO.Directory]::Delete($folder, $true)
