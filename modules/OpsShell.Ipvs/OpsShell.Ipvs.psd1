@{
  # The assemblies lie beside the program, two folders up; so all modules share one copy of them.
  RootModule = '../../OpsShell.Ipvs.dll'
  ModuleVersion = '0.1.0'
  GUID = '49823296-2152-4da1-ac17-49a3f1b7cca2'
  Author = 'OpsShell contributors'
  CompanyName = 'OpsShell'
  Copyright = 'OpsShell contributors'
  Description = 'IPVS on Linux nodes: find, measure, explain and fix connection-reuse failures and rule-volume jitter.'
  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')
  FormatsToProcess = @('OpsShell.Ipvs.Format.ps1xml', '../OpsShell.Fleet/OpsShell.Finding.Format.ps1xml', '../OpsShell.Fleet/OpsShell.Fleet.Format.ps1xml')
  TypesToProcess = @()
  FunctionsToExport = @()
  CmdletsToExport = @(
    'Compare-OpsIpvs'
    'Get-OpsIpvsConnection'
    'Get-OpsIpvsEstimator'
    'Get-OpsIpvsService'
    'Get-OpsIpvsSysctl'
    'Measure-OpsIpvsEstimator'
    'Repair-OpsIpvs'
    'Test-OpsIpvs'
    'Test-OpsIpvsConnectionReuse'
    'Watch-OpsIpvs'
  )
  VariablesToExport = @()
  AliasesToExport = @()
  PrivateData = @{
    PSData = @{
      Tags = @('Linux', 'IPVS', 'Kubernetes', 'kube-proxy', 'SRE', 'Operations')
    }
  }
}
