# Runs the command on all nodes once for each line of standard input, in this one live process, and answers each line with the
# seconds that the round took and the number of nodes that gave the whole output.
param([string] $Command, [int] $ThrottleLimit)
while ($null -ne [Console]::In.ReadLine()) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $results = @(Invoke-OpsCommand $Command -ComputerName '*' -ThrottleLimit $ThrottleLimit)
    $seconds = $clock.Elapsed.TotalSeconds
    $whole = @($results | Where-Object { $_.ExitCode -eq 0 -and $_.Output.Contains('MemTotal:') }).Count
    [Console]::Out.WriteLine([string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0} {1}', $seconds, $whole))
}
