@{
  # Microsoft.PowerShell.SDK has no thread jobs; pwsh has them as a module of this name. The assembly lies beside the program.
  RootModule = '../../OpsShell.Standard.Utility.dll'
  ModuleVersion = '0.1.0'
  GUID = 'bbd1ada1-cb2d-456c-a776-680d1609bf67'
  Author = 'OpsShell contributors'
  CompanyName = 'OpsShell'
  Copyright = 'OpsShell contributors'
  Description = 'Runs script blocks in threads of the session.'
  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')
  FunctionsToExport = @()
  CmdletsToExport = @('Start-ThreadJob')
  VariablesToExport = @()
  AliasesToExport = @()
}
