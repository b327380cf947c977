using System.Collections.Immutable;

namespace OpsShell.HelpGenerator;

/// <summary>What the parameters mean that cmdlets have from the engine's own base classes: those of the Format cmdlets.</summary>
internal static class EngineParameters
{
    private static readonly ImmutableDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["AutoSize"] = "Makes each column as wide as what is in it. All objects are read before the first line is written.",
        ["Column"] = "The number of columns.",
        ["Depth"] = "How many levels of nested objects are shown.",
        ["DisplayError"] = "Shows errors of calculated properties in the output.",
        ["Expand"] = "What is shown of a collection: its elements (EnumOnly), itself (CoreOnly) or both (Both).",
        ["Force"] = "Shows all errors, also those that are not shown otherwise.",
        ["GroupBy"] = "Begins a new block whenever the value of this property, a name or a calculated property, changes. Sort by it first.",
        ["HideTableHeaders"] = "Leaves the headings out.",
        ["InputObject"] = "The objects, usually from the pipeline.",
        ["Property"] = "The properties to show: names, wildcards, or calculated properties (@{ Name = 'x'; Expression = { ... } }).",
        ["RepeatHeader"] = "Repeats the headings after every screen.",
        ["ShowError"] = "Sends errors of calculated properties through the pipeline.",
        ["View"] = "The name of another view of the type.",
        ["Wrap"] = "Goes on in the next line where a column is too narrow, in place of cutting.",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text; one that names the parameter where there is none.</summary>
    public static string Text(string parameter) => Texts.GetValueOrDefault(parameter, $"{parameter}, as the PowerShell engine defines it.");
}
