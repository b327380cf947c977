Case 'Write-Output writes its arguments one by one' { Write-Output 1 2 three } @'
1
2
three
'@
Case 'Write-Output -NoEnumerate keeps a collection whole' { (Write-Output (1, 2, 3) -NoEnumerate | ForEach-Object { $_.Count }) } '3'
Case 'Write-Output writes null' { Write-Output $null } '<null>'
Case 'Write-Output takes the pipeline' { 1..3 | Write-Output } @'
1
2
3
'@
