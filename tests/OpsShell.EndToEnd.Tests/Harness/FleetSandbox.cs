namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>Sandboxes for the fleet.</summary>
internal static class FleetSandbox
{
    extension(Sandbox)
    {
        /// <summary>A sandbox whose inventory is the fleet's.</summary>
        public static Sandbox With(Fleet fleet)
        {
            var sandbox = new Sandbox();
            fleet.Require();
            sandbox.Variables["OPSSHELL_INVENTORY"] = fleet.Inventory;
            return sandbox;
        }
    }
}
