@{
  # The assemblies lie beside the program, two folders up; so all modules share one copy of them.
  RootModule = '../../OpsShell.Fleet.dll'
  ModuleVersion = '0.1.0'
  GUID = 'ab78ee5e-f863-4186-8407-f6e686bc3f47'
  Author = 'OpsShell contributors'
  CompanyName = 'OpsShell'
  Copyright = 'OpsShell contributors'
  Description = 'Runs commands, copies files, tests connections and records nodes over large fleets of Linux machines.'
  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')
  FormatsToProcess = @('OpsShell.Fleet.Format.ps1xml')
  TypesToProcess = @()
  FunctionsToExport = @()
  CmdletsToExport = @(
    'Copy-OpsItem'
    'Enter-OpsNode'
    'Get-OpsChange'
    'Get-OpsNode'
    'Group-OpsOutput'
    'Invoke-OpsCommand'
    'Save-OpsSnapshot'
    'Test-OpsConnection'
    'Undo-OpsChange'
    'Use-OpsNode'
  )
  VariablesToExport = @()
  AliasesToExport = @()
  PrivateData = @{
    PSData = @{
      Tags = @('Linux', 'SSH', 'Fleet', 'SRE', 'Operations')
    }
  }
}
