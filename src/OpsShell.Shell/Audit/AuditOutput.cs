using OpsShell.Audit.Reports;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Audit;

/// <summary>From <c>-Output</c> and what standard output is to the writer of the report.</summary>
internal static class AuditOutput
{
    /// <summary>The formats' names as a user types them.</summary>
    public static string[] Formats { get; } = [.. Enum.GetNames<AuditReportFormat>().Select(name => name.ToLowerInvariant())];

    /// <summary>The writer.</summary>
    public static IAuditReportWriter For(AuditArguments arguments) =>
        AuditReportWriters.Create(
            Enum.Parse<AuditReportFormat>(arguments.Output, ignoreCase: true),
            new ReportOptions { MinStatus = arguments.MinStatus, Width = Terminal.ReportWidth, Color = Terminal.OutputHasColor });
}
