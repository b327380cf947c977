# The median milliseconds of Tab on the beginning of a command's name, warm.
$null = TabExpansion2 'Get-P' 5
$times = foreach ($i in 1..11) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $null = TabExpansion2 'Get-Pro' 7
    $clock.Elapsed.TotalMilliseconds
}
[Console]::Out.WriteLine([string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0}', ($times | Sort-Object)[5]))
