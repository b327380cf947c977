using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Open files of the whole system against fs.file-max.</summary>
public sealed class FileHandleCheck : Check
{
    private const string Source = "/proc/sys/fs/file-nr";

    private static readonly Threshold Warning = new(
        "node/file-handles.used-warning", 70, "%", "File handles in use, of fs.file-max", "node_exporter mixin NodeFileDescriptorLimit: warning above 70 %");

    private static readonly Threshold Critical = new(
        "node/file-handles.used-critical", 90, "%", "File handles in use, of fs.file-max", "node_exporter mixin NodeFileDescriptorLimit: critical above 90 %");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/file-handles",
        "File handles of the whole system",
        "Compares the file handles in use with fs.file-max. A limit of 2^63-1, as systemd sets it, is none. The limits of single processes (ulimit -n) are not seen here.",
        "https://www.kernel.org/doc/html/latest/admin-guide/sysctl/fs.html#file-max-file-nr");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [FileHandles.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Warning, Critical];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var handles = context.Get(FileHandles.Fact);
        ImmutableArray<Evidence> evidence = [Seen(Source, "allocated", handles.Allocated), Seen(Source, "file-max", handles.Max)];
        if (handles.UsedPercent is not { } used)
        {
            yield return context.Finding(FindingStatus.Ok, $"{handles.Allocated} file handles in use; fs.file-max sets no limit", evidence);
            yield break;
        }
        var status = High(used, context[Warning], context[Critical]);
        var title = $"{handles.Allocated} of {handles.Max} file handles in use ({Percent(used)})";
        yield return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence)
            : context.Finding(
                status, title, evidence, "",
                "At the limit, opening files and accepting connections fails for every process but root's: 'Too many open files in system' (ENFILE).",
                $"'for p in /proc/[0-9]*; do echo $(ls $p/fd 2>/dev/null | wc -l) $(cat $p/comm); done | sort -n | tail' names who holds them; a leak grows steadily. For the moment: 'sysctl -w fs.file-max={(handles.Max < ulong.MaxValue / 2 ? handles.Max * 2 : handles.Max)}'.");
    }
}
