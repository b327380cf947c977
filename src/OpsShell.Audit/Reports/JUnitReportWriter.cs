using System.Globalization;
using System.Text;
using System.Xml;
using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>
/// JUnit XML in the form of the Jenkins xunit plug-in's schema: a suite for each node, a case for each finding. Warning
/// and Critical are failures, Unknown is an error, NotApplicable is skipped. A node that was not read, and an audit that was
/// interrupted, have an error case of their own, so that a pipeline never takes what is missing for success.
/// </summary>
/// <param name="options">The least status of the findings; all by default.</param>
public sealed class JUnitReportWriter(ReportOptions options) : IAuditReportWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false };

    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        var suites = Suites(report).ToList();
        using (var xml = XmlWriter.Create(output, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "opsshell audit");
            xml.WriteAttributeString("time", Seconds(report.Duration));
            WriteCounts(xml, suites.SelectMany(suite => suite.Cases).ToList());
            foreach (var suite in suites)
                WriteSuite(xml, suite, report.StartedAt);
            xml.WriteEndElement();
        }
        output.Write('\n');
    }

    private IEnumerable<Suite> Suites(AuditReport report)
    {
        if (report.Interrupted)
            yield return new Suite("opsshell", report.Duration, [Case.Failed("audit", "opsshell", "The audit was interrupted: nodes or findings are missing")]);
        var findings = report.AtLeast(options.MinStatus ?? FindingStatus.NotApplicable).ToLookup(finding => finding.ComputerName, StringComparer.Ordinal);
        var nodes = report.Nodes.DistinctBy(node => node.ComputerName, StringComparer.Ordinal).ToList();
        foreach (var node in nodes)
        {
            var cases = findings[node.ComputerName].Select(Case.Of);
            if (node.Error is { } error)
                cases = cases.Prepend(Case.Failed("connection", "opsshell", error.ToString()));
            yield return new Suite(node.ComputerName, node.Duration, [.. cases]);
        }
        var known = nodes.Select(node => node.ComputerName).ToHashSet(StringComparer.Ordinal);
        foreach (var group in findings.Where(group => !known.Contains(group.Key)))
            yield return new Suite(group.Key, TimeSpan.Zero, [.. group.Select(Case.Of)]);
    }

    private static void WriteSuite(XmlWriter xml, Suite suite, DateTimeOffset startedAt)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(suite.Name));
        xml.WriteAttributeString("hostname", Clean(suite.Name));
        xml.WriteAttributeString("timestamp", startedAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(suite.Time));
        WriteCounts(xml, suite.Cases);
        xml.WriteAttributeString("skipped", Number(suite.Cases.Count(one => one.Element == "skipped")));
        foreach (var one in suite.Cases)
            WriteCase(xml, one);
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<Case> cases)
    {
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(one => one.Element == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(one => one.Element == "error")));
    }

    private static void WriteCase(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(one.Name));
        xml.WriteAttributeString("classname", Clean(one.ClassName));
        xml.WriteAttributeString("status", one.Status);
        xml.WriteStartElement(one.Element);
        if (one.Element != "system-out")
        {
            xml.WriteAttributeString("message", Clean(one.Message));
            if (one.Element != "skipped")
                xml.WriteAttributeString("type", one.Status);
        }
        xml.WriteString(string.Join('\n', one.Details.Select(Clean)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What hides is shown, and what XML 1.0 has no place for (U+FFFE, U+FFFF) is written as an escape.</summary>
    private static string Clean(string text)
    {
        var clean = DisplayText.Clean(text);
        return clean.AsSpan().IndexOfAny('\ufffe', '\uffff') < 0
            ? clean
            : clean.Replace("\ufffe", @"\ufffe", StringComparison.Ordinal).Replace("\uffff", @"\uffff", StringComparison.Ordinal);
    }

    private sealed record Suite(string Name, TimeSpan Time, List<Case> Cases);

    private sealed record Case(string Name, string ClassName, string Status, string Element, string Message, List<string> Details)
    {
        public static Case Failed(string name, string className, string message) =>
            new(name, className, nameof(FindingStatus.Unknown), "error", message, []);

        public static Case Of(Finding finding)
        {
            var element = finding.Status switch
            {
                FindingStatus.Warning or FindingStatus.Critical => "failure",
                FindingStatus.Unknown => "error",
                FindingStatus.NotApplicable => "skipped",
                _ => "system-out",
            };
            var name = finding.Subject.Length == 0 ? finding.Check : $"{finding.Check} {finding.Subject}";
            string[] details = [finding.Title, .. finding.Evidence.Select(evidence => evidence.ToString()), finding.Explanation, finding.Remedy, finding.Reference];
            return new Case(name, $"opsshell.{finding.Area}", finding.Status.ToString(), element, finding.Title, details.Where(line => line.Length > 0).ToList());
        }
    }
}
