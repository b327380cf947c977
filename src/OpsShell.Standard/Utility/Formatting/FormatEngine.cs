using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The engine's own formatter, which Out-Default uses too. Its pieces are not public, so this is the one place that reaches for
/// them; a test tells when the engine changes them.
/// </summary>
internal static class FormatEngine
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";

    /// <summary>What turns objects into format objects, for a cmdlet whose parameters the engine reads itself.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="shape">The engine's name of the view: Table, List, Wide or Complex.</param>
    public static void UseShape(FrontEndCommandBase command, string shape) =>
        Implement(command, New("InnerFormatShapeCommand", Enum.Parse(EngineType("FormatShape"), shape)));

    /// <summary>Gives the formatter parameters that the engine does not read from the cmdlet by itself.</summary>
    public static void UseParameters(OuterFormatShapeCommandBase command, ShapeRequest request)
    {
        var parameters = New("FormattingCommandLineParameters");
        if (request.Property is { Length: > 0 } properties)
            Set(parameters, "mshParameterList", ReadProperties(command, request.Definition, properties));
        if (!string.IsNullOrEmpty(command.View))
        {
            if (request.Property is { Length: > 0 })
                Call(command, "ReportCannotSpecifyViewAndProperty");
            Set(parameters, "viewName", command.View);
        }
        Set(parameters, "groupByParameter", Call(command, "ProcessGroupByParameter"));
        Set(parameters, "forceFormattingAlsoOnOutOfBand", command.Force.ToBool());
        Set(parameters, "showErrorsAsMessages", Get(command, "showErrorsAsMessages"));
        Set(parameters, "showErrorsInFormattedOutput", Get(command, "showErrorsInFormattedOutput"));
        Set(parameters, "expansion", Call(command, "ProcessExpandParameter"));
        Set(parameters, "autosize", request.AutoSize);
        var shape = New(request.ShapeParameters);
        foreach (var (name, value) in request.ShapeValues)
            Set(shape, name, value);
        Set(parameters, "shapeParameters", shape);
        Call(Get(command, "implementation")!, "SetCommandLineParameters", parameters);
    }

    /// <summary>Sends what comes in, formatted as on the screen, to a writer as lines.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="width">Columns.</param>
    /// <param name="noNewline">Writes the lines without ends.</param>
    public static void UseWriter(FrontEndCommandBase command, TextWriter writer, int width, bool noNewline)
    {
        var output = New("OutputManagerInner");
        var lines = New("TextWriterLineOutput", writer, width, noNewline);
        output.GetType().GetProperty("LineOutput", Members)!.SetValue(output, lines);
        Implement(command, output);
    }

    private static object ReadProperties(PSCmdlet command, string definition, object[] properties)
    {
        var processor = New("ParameterProcessor", New(definition));
        return Call(processor, "ProcessParameters", properties, New("TerminatingErrorContext", command))!;
    }

    private static void Implement(FrontEndCommandBase command, object implementation) => Set(command, "implementation", implementation);

    private static object New(string type, params object[] arguments) =>
        Activator.CreateInstance(EngineType(type), Members | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static object? Call(object target, string method, params object[] arguments) =>
        Find(target, type => type.GetMethod(method, Members | BindingFlags.DeclaredOnly))
            .Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static void Set(object target, string field, object? value) => Field(target, field).SetValue(target, value);

    private static object? Get(object target, string field) => Field(target, field).GetValue(target);

    private static FieldInfo Field(object target, string name) => Find(target, type => type.GetField(name, Members | BindingFlags.DeclaredOnly));

    private static T Find<T>(object target, Func<Type, T?> find)
        where T : MemberInfo
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (find(type) is { } member)
                return member;
        }
        throw new MissingMemberException($"The formatter of this PowerShell engine is not the one known: {target.GetType().Name}.");
    }

    private static Type EngineType(string name) => typeof(PSObject).Assembly.GetType(Namespace + name, throwOnError: true)!;
}
