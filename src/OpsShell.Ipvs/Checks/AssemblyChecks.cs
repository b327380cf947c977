using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;

[assembly: CheckProvider(typeof(IpvsChecks))]
