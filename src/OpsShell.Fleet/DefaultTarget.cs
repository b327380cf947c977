using System.Management.Automation;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet;

/// <summary>
/// The nodes that cmdlets work on when none is named, as Use-OpsNode has set them: a selector in a global variable, so that a prompt
/// can show it and a session that ends forgets it.
/// </summary>
internal static class DefaultTarget
{
    /// <summary>The name of the variable; it is unset when the target is this machine.</summary>
    public const string Variable = "OpsDefaultNode";

    /// <summary>The selector; null when the target is this machine. Parallel parts of a session have its target unless they set their own.</summary>
    public static string? Selector(SessionState session) =>
        (session.PSVariable.GetValue("global:" + Variable) ?? FirstSession.Variable(Variable)) is { } value && LanguagePrimitives.TryConvertTo<string>(value, out var text) && text.Length > 0
            ? text : null;

    /// <summary>Sets the selector; null for this machine.</summary>
    public static void Set(SessionState session, string? selector)
    {
        if (selector is null)
            session.PSVariable.Remove("global:" + Variable);
        else
            session.PSVariable.Set("global:" + Variable, selector);
    }

    /// <summary>The nodes. What cannot be understood, or means none any more, ends the cmdlet with an error.</summary>
    public static IReadOnlyList<Node> Resolve(PSCmdlet cmdlet, string? inventory) =>
        Selector(cmdlet.SessionState) is { } selector ? NodeReferences.Resolve(cmdlet, [selector], inventory) : [Node.LocalMachine()];
}
