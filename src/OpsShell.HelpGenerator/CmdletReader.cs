using System.Collections.Immutable;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace OpsShell.HelpGenerator;

/// <summary>Makes help of what an assembly and its documentation comments say of its cmdlets.</summary>
/// <param name="docs">The comments.</param>
public sealed class CmdletReader(XmlDocs docs)
{
    private const string AllSets = ParameterAttribute.AllParameterSets;

    /// <summary>The help of all cmdlets of an assembly, in order of name.</summary>
    public IEnumerable<CmdletHelp> Read(Assembly assembly) =>
        assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
            .Select(Read).OrderBy(help => help.Name, StringComparer.Ordinal);

    private CmdletHelp Read(Type type)
    {
        var command = new CommandMetadata(type);
        var doc = docs.Of(type);
        var sets = SetNames(command);
        return new CmdletHelp
        {
            Name = command.Name,
            Synopsis = XmlDocs.Text(doc?.Element("summary")),
            Description = [.. XmlDocs.Paragraphs(doc?.Element("remarks"))],
            Syntax = [.. sets.Select(set => InSet(type, command, set))],
            Parameters = [.. command.Parameters.Values.Select(parameter => Parameter(type, parameter, parameter.ParameterSets.Values.First())).Concat(Common(type)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal)],
            Examples = [.. (doc?.Elements("example") ?? []).Select(Example)],
            Outputs = [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(Output)],
            Links = [.. (doc?.Elements("seealso") ?? []).Select(link => link.Value.Trim())],
        };
    }

    /// <summary>The named sets, or the one without a name.</summary>
    private static List<string> SetNames(CommandMetadata command)
    {
        var named = command.Parameters.Values.SelectMany(parameter => parameter.ParameterSets.Keys).Where(set => set != AllSets).Distinct().ToList();
        return named.Count > 0 ? [.. named.OrderBy(set => set != command.DefaultParameterSetName)] : [AllSets];
    }

    private ImmutableArray<CmdletParameter> InSet(Type type, CommandMetadata command, string set) =>
        [.. command.Parameters.Values
            .Select(parameter => (parameter, Data: parameter.ParameterSets.GetValueOrDefault(set) ?? parameter.ParameterSets.GetValueOrDefault(AllSets)))
            .Where(one => one.Data is not null)
            .Select(one => Parameter(type, one.parameter, one.Data!))
            .OrderBy(parameter => parameter.Position ?? int.MaxValue).ThenBy(parameter => !parameter.Required).ThenBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Concat(Common(type))];

    private CmdletParameter Parameter(Type type, ParameterMetadata parameter, ParameterSetMetadata data)
    {
        // A derived cmdlet may declare a parameter of its base anew.
        var property = type.GetProperties().Where(one => one.Name == parameter.Name).MinBy(one => Distance(type, one.DeclaringType!))!;
        var value = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var text = Text(property);
        return new CmdletParameter(
            parameter.Name, TypeName(value), text, [.. parameter.Aliases], data.IsMandatory,
            data.Position == int.MinValue ? null : data.Position, Pipeline(data), parameter.SwitchParameter,
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), value.IsEnum ? [.. Enum.GetNames(value)] : [],
            ParameterDefault.Of(text, parameter.SwitchParameter));
    }

    /// <summary>Parameters that a cmdlet has from a class of the engine have no comment that the build could read.</summary>
    private string Text(PropertyInfo property) =>
        property.DeclaringType!.Assembly == typeof(PSCmdlet).Assembly ? EngineParameters.Text(property.Name) : XmlDocs.Text(docs.Of(property)?.Element("summary"));

    private static int Distance(Type type, Type declaring)
    {
        var steps = 0;
        for (var one = type; one is not null && one != declaring; one = one.BaseType)
            steps++;
        return steps;
    }

    private static string TypeName(Type type) => type.IsArray ? TypeName(type.GetElementType()!) + "[]" : type == typeof(SwitchParameter) ? "SwitchParameter" : type.Name;

    private static string Pipeline(ParameterSetMetadata data) => (data.ValueFromPipeline, data.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    /// <summary>PowerShell adds these two to a cmdlet that changes something.</summary>
    private static IEnumerable<CmdletParameter> Common(Type type) => type.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess
        ?
        [
            new("Confirm", "SwitchParameter", "Asks before each change.", ["cf"], false, null, "False", true, false, [], ParameterDefault.Of("", isSwitch: true)),
            new("WhatIf", "SwitchParameter", "Says what would be done, and does nothing.", ["wi"], false, null, "False", true, false, [], ParameterDefault.Of("", isSwitch: true)),
        ]
        : [];

    private static CmdletExample Example(XElement example) =>
        new(example.Element("code")?.Value.Trim() ?? "", string.Join(' ', XmlDocs.Paragraphs(example.Element("para"))), (string?)example.Attribute("needs") ?? "");

    private (string, string) Output(PSTypeName output) => output.Type == typeof(void)
        ? (CmdletHelp.NoOutput, "It writes nothing.")
        : (output.Name, output.Type is null ? "" : XmlDocs.Text(docs.Of(output.Type)?.Element("summary")));
}
