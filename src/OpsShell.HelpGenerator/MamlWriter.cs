using System.Globalization;
using System.Xml.Linq;

namespace OpsShell.HelpGenerator;

/// <summary>Writes help in the form that Get-Help reads beside a binary module (MAML). Pure.</summary>
public static class MamlWriter
{
    private static readonly XNamespace _help = "http://msh";
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The file for the cmdlets of one assembly.</summary>
    public static XDocument Write(IEnumerable<CmdletHelp> cmdlets) =>
        new(new XDeclaration("1.0", "utf-8", null), new XElement(_help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Command)));

    private static XElement Command(CmdletHelp help) => new(
        _command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", _maml), new XAttribute(XNamespace.Xmlns + "command", _command), new XAttribute(XNamespace.Xmlns + "dev", _dev),
        new XElement(
            _command + "details",
            new XElement(_command + "name", help.Name),
            new XElement(_command + "verb", help.Name.Split('-')[0]),
            new XElement(_command + "noun", help.Name.Split('-')[1]),
            Description(help.Synopsis)),
        Description([.. help.Description]),
        new XElement(_command + "syntax", help.Syntax.Select(set => SyntaxItem(help.Name, set))),
        new XElement(_command + "parameters", help.Parameters.Select(Parameter)),
        new XElement(_command + "inputTypes", Inputs(help)),
        new XElement(_command + "returnValues", help.Outputs.Select(output => new XElement(
            _command + "returnValue", TypeElement(output.Type), Description(output.Description)))),
        new XElement(_command + "examples", help.Examples.Select(Example)),
        new XElement(_command + "relatedLinks", help.Links.Select(link => new XElement(
            _maml + "navigationLink", new XElement(_maml + "linkText", link), new XElement(_maml + "uri")))));

    private static XElement Description(params string[] paragraphs) =>
        new(_maml + "description", paragraphs.Select(text => new XElement(_maml + "para", text)));

    private static XElement SyntaxItem(string name, IEnumerable<CmdletParameter> parameters) =>
        new(_command + "syntaxItem", new XElement(_maml + "name", name), parameters.Select(Parameter));

    private static XElement Parameter(CmdletParameter parameter) => new(
        _command + "parameter",
        new XAttribute("required", parameter.Required), new XAttribute("variableLength", true), new XAttribute("globbing", parameter.Globbing),
        new XAttribute("pipelineInput", parameter.Pipeline), new XAttribute("position", Position(parameter)),
        new XAttribute("aliases", parameter.Aliases.IsEmpty ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(_maml + "name", parameter.Name),
        Description(parameter.Description),
        parameter.IsSwitch ? null : new XElement(_command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", false), parameter.Type),
        parameter.Values.IsEmpty ? null : new XElement(_command + "parameterValueGroup", parameter.Values.Select(value =>
            new XElement(_command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value))),
        TypeElement(parameter.Type),
        new XElement(_dev + "defaultValue", parameter.Default));

    private static string Position(CmdletParameter parameter) => parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named";

    private static XElement TypeElement(string name) => new(_dev + "type", new XElement(_maml + "name", name), new XElement(_maml + "uri"));

    private static IEnumerable<XElement> Inputs(CmdletHelp help) =>
        help.Parameters.Where(parameter => parameter.Pipeline != "False").Select(parameter => new XElement(
            _command + "inputType", TypeElement(parameter.Type), Description($"-{parameter.Name}: {parameter.Description}")));

    private static XElement Example(CmdletExample example, int index) => new(
        _command + "example",
        new XElement(_maml + "title", string.Create(CultureInfo.InvariantCulture, $"-------------------------- Example {index + 1} --------------------------")),
        new XElement(_dev + "code", example.Code),
        new XElement(_dev + "remarks", new XElement(_maml + "para", example.Remarks)));
}
