namespace OpsShell.Core.Nodes.Inventories;

/// <summary>How an inventory is written; see <see cref="InventoryLoader"/>.</summary>
internal enum InventoryFormat
{
    Unknown,
    Yaml,
    Json,
    Csv,
    List,
    SshConfig,
}
