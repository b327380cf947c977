namespace OpsShell.Audit.Reports;

/// <summary>How an audit is written (<c>-Output</c>).</summary>
public enum AuditReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Table,

    /// <summary>One JSON document; <c>audit.schema.json</c> describes it.</summary>
    Json,

    /// <summary>One JSON object a line: each finding, then the summary.</summary>
    Jsonl,

    /// <summary>JUnit XML, as Jenkins and GitLab read it.</summary>
    JUnit,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>Prometheus text exposition, as node_exporter's textfile collector reads it.</summary>
    Prometheus,

    /// <summary>Markdown for an issue or a chat.</summary>
    Markdown,
}
