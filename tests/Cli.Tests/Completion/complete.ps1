# complete.ps1 SCRIPT FOLDER LINE...: prints, for each line, what PowerShell completes.
$script, $folder, $lines = $args
. ([scriptblock]::Create((Get-Content -Raw $script)))
Set-Location $folder
foreach ($line in $lines) { (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText -join '|' }
