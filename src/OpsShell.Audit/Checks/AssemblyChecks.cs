using OpsShell.Audit.Checks;
using OpsShell.Core.Findings;

[assembly: CheckProvider(typeof(NodeChecks))]
