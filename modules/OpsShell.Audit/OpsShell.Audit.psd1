@{
  # The assemblies lie beside the program, two folders up; so all modules share one copy of them.
  RootModule = '../../OpsShell.Audit.dll'
  ModuleVersion = '0.1.0'
  GUID = '72827739-78db-4f7f-9622-cf1c31f7ebcf'
  Author = 'OpsShell contributors'
  CompanyName = 'OpsShell'
  Copyright = 'OpsShell contributors'
  Description = 'Audits Linux nodes: facts, checks with thresholds, and findings with evidence and remedy.'
  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')
  FormatsToProcess = @('OpsShell.Audit.Format.ps1xml', '../OpsShell.Fleet/OpsShell.Finding.Format.ps1xml')
  TypesToProcess = @()
  FunctionsToExport = @()
  CmdletsToExport = @(
    'Get-OpsCheck'
    'Get-OpsFact'
    'Invoke-OpsAudit'
  )
  VariablesToExport = @()
  AliasesToExport = @()
  PrivateData = @{
    PSData = @{
      Tags = @('Linux', 'Audit', 'Fleet', 'SRE', 'Operations')
    }
  }
}
