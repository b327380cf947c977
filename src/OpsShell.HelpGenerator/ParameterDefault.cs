using System.Text.RegularExpressions;

namespace OpsShell.HelpGenerator;

/// <summary>Finds in a parameter's description what is taken when the parameter is left out.</summary>
public static partial class ParameterDefault
{
    private const string None = "None", Off = "False";

    /// <summary>The value of a sentence <c>Default 64.</c>, <c>Default: all nodes.</c> or <c>Without it: this machine.</c></summary>
    /// <param name="description">The description.</param>
    /// <param name="isSwitch">Whether the parameter takes no value, and so is off when left out.</param>
    public static string Of(string description, bool isSwitch) =>
        Sentence().Match(description) is { Success: true } found ? found.Groups["value"].Value : isSwitch ? Off : None;

    // A full stop ends it only before a blank or the end: 0.5 and ~/.config go on.
    [GeneratedRegex(@"(?:^|(?<=[.;)]\s))(?:Default:?|Without it:)\s+(?<value>.+?)(?=\.(?:\s|$)|;|$)")]
    private static partial Regex Sentence();
}
