namespace Microsoft.PowerShell.Commands;

/// <summary>How Export-Alias writes aliases.</summary>
public enum ExportAliasFormat
{
    /// <summary>As comma-separated values, which Import-Alias reads.</summary>
    Csv,

    /// <summary>As a script that sets them.</summary>
    Script,
}
