using System.Collections;
using System.Globalization;
using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;

namespace OpsShell.Fleet.Changes;

/// <summary>
/// A cmdlet's call for the journal, made of its parameters: the line as it was typed may hold a password in the middle of it. Pure.
/// </summary>
internal static class CommandText
{
    private const int Longest = 1000, MostItems = 20;

    /// <summary>Name and parameters; credentials and secure strings are left out.</summary>
    public static string Of(InvocationInfo invocation) => Of(invocation.MyCommand.Name, invocation.BoundParameters);

    /// <summary>Name and parameters; credentials and secure strings are left out.</summary>
    public static string Of(string name, IEnumerable<KeyValuePair<string, object>> parameters) =>
        DisplayText.Excerpt(string.Join(' ', parameters.Select(parameter => $"-{parameter.Key}{Value(parameter.Value)}").Prepend(name)), Longest);

    private static string Value(object? value) => value switch
    {
        SwitchParameter { IsPresent: true } => "",
        SwitchParameter => ":$false",
        _ => " " + Text(value),
    };

    private static string Text(object? value) => value switch
    {
        null => "$null",
        PSObject wrapped => Text(wrapped.BaseObject),
        Node node => Quote(node.Name),
        OpsChange change => Quote(change.Id),
        string text => Quote(text),
        IEnumerable items => string.Join(',', items.Cast<object?>().Take(MostItems).Select(Text)),
        IFormattable number when value.GetType().IsPrimitive || value is Enum or decimal => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "...",
    };

    private static string Quote(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '/' or ':')
            ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
