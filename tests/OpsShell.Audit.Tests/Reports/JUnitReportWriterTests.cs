using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Reports;

public class JUnitReportWriterTests
{
    /// <summary>The part of the schema of Jenkins' xunit plug-in that concerns what is written here.</summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="problem" mixed="true">
            <xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>
          </xs:complexType>
          <xs:element name="testcase"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="skipped" type="problem"/><xs:element name="error" type="problem"/><xs:element name="failure" type="problem"/>
              <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
            </xs:choice>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string"/>
            <xs:attribute name="assertions" type="xs:string"/><xs:attribute name="time" type="xs:string"/><xs:attribute name="status" type="xs:string"/>
          </xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="testcase"/></xs:choice>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:int" use="required"/>
            <xs:attribute name="failures" type="xs:int"/><xs:attribute name="errors" type="xs:int"/><xs:attribute name="skipped" type="xs:int"/>
            <xs:attribute name="time" type="xs:decimal"/><xs:attribute name="timestamp" type="xs:dateTime"/><xs:attribute name="hostname" type="xs:string"/>
          </xs:complexType></xs:element>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="name" type="xs:string"/><xs:attribute name="time" type="xs:decimal"/><xs:attribute name="tests" type="xs:int"/>
            <xs:attribute name="failures" type="xs:int"/><xs:attribute name="errors" type="xs:int"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    private static XElement Write(AuditReport report, FindingStatus? minStatus = null)
    {
        var document = XDocument.Parse(Reports.Write(report, AuditReportFormat.JUnit, new ReportOptions { MinStatus = minStatus }));
        var schemas = new XmlSchemaSet();
        schemas.Add(XmlSchema.Read(XmlReader.Create(new StringReader(Schema)), null)!);
        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        Assert.Empty(problems);
        return document.Root!;
    }

    [Fact]
    public void EachNodeIsASuiteAndEachFindingACase()
    {
        var root = Write(Reports.Mixed);
        Assert.Equal(["web02", "web01", "web03"], root.Elements().Select(suite => (string)suite.Attribute("name")!));
        var cases = root.Descendants("testcase").ToDictionary(one => (string)one.Attribute("status")!, one => one.Elements().Single().Name.LocalName);
        Assert.Equal("failure", cases["Critical"]);
        Assert.Equal("failure", cases["Warning"]);
        Assert.Equal("error", cases["Unknown"]);
        Assert.Equal("skipped", cases["NotApplicable"]);
        Assert.Equal("system-out", cases["Ok"]);
        Assert.Contains(root.Descendants("testcase"), one => (string)one.Attribute("name")! == "node/filesystem /var" && (string)one.Attribute("classname")! == "opsshell.node");
        Assert.Contains("Add memory.", root.Descendants("failure").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsAgreeWithTheCases()
    {
        foreach (var report in new[] { Reports.Report(), Reports.Mixed, Reports.Unread, Reports.Evil })
        {
            var root = Write(report);
            foreach (var suite in root.Elements().Append(root))
            {
                Assert.Equal(suite.Descendants("testcase").Count(), Attribute(suite, "tests"));
                Assert.Equal(suite.Descendants("failure").Count(), Attribute(suite, "failures"));
                Assert.Equal(suite.Descendants("error").Count(), Attribute(suite, "errors"));
            }
            Assert.All(root.Elements(), suite => Assert.Equal(suite.Descendants("skipped").Count(), Attribute(suite, "skipped")));
        }
    }

    [Fact]
    public void WhatIsMissingIsAnError()
    {
        Assert.Contains(Write(Reports.Mixed with { Interrupted = true }).Descendants("error"), error => ((string)error.Attribute("message")!).Contains("interrupted", StringComparison.Ordinal));
        Assert.Contains(Write(Reports.Unread).Descendants("testcase"), one => (string)one.Attribute("name")! == "connection" && one.Element("error") is not null);
        Assert.Single(Write(Reports.Report(Reports.Finding("x", FindingStatus.Ok)) with { Nodes = [] }).Elements());
    }

    [Fact]
    public void HostileTextStaysText()
    {
        var root = Write(Reports.Evil);
        Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName == "b");
        var message = (string)root.Descendants("failure").First().Attribute("message")!;
        Assert.Contains(@"\x1b[31mred", message, StringComparison.Ordinal);
        Assert.Contains(@"\ufffe", message, StringComparison.Ordinal);
        Assert.Contains("]]>", message, StringComparison.Ordinal);
    }

    private static int Attribute(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
