using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the variable cmdlets share: names with wildcards, and scopes.</summary>
public abstract class VariableCommandBase : PSCmdlet
{
    private SessionTables? _tables;

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    internal SessionTables Tables => _tables ??= new SessionTables(this);

    internal WildcardPattern[] IncludeFilters { get; set; } = [];

    internal WildcardPattern[] ExcludeFilters { get; set; } = [];

    internal static WildcardPattern[] Patterns(string[]? filters) =>
        Array.ConvertAll(filters ?? [], f => WildcardPattern.Get(f, WildcardOptions.IgnoreCase));

    /// <summary>
    /// The variables with a name, or that a pattern matches, by name; and whether filters hide one of that very name,
    /// be it there or not.
    /// </summary>
    internal List<PSVariable> Find(string name, string? scope, out bool filtered, bool quiet = false)
    {
        filtered = false;
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var matching = Tables.Variables(scope).Values.Where(v => pattern.IsMatch(v.Name));
            matching = matching.Where(v => PassesFilters(v.Name) && IsVisible(v));
            return [.. matching.OrderBy(v => v.Name, StringComparer.CurrentCultureIgnoreCase)];
        }
        var plain = WildcardPattern.Unescape(name);
        filtered = !PassesFilters(plain);
        if (Tables.Variable(plain, scope) is not { } variable)
            return [];
        filtered = true;
        if (!IsVisible(variable))
        {
            if (!quiet)
            {
                var why = new SessionStateException($"Cannot access the variable '${plain}' because it is a private variable.");
                WriteError(new ErrorRecord(why, "VariableIsPrivate", ErrorCategory.PermissionDenied, plain));
            }
            return [];
        }
        return PassesFilters(variable.Name) ? [variable] : [];
    }

    /// <summary>The variables of some names; a plain name without one is an error.</summary>
    internal IEnumerable<PSVariable> FindOrReport(string[] names)
    {
        foreach (var name in names)
        {
            var found = Find(name, Scope, out var filtered);
            if (found.Count == 0 && !filtered && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                var why = new ItemNotFoundException($"Cannot find a variable with the name '{name}'.");
                WriteError(new ErrorRecord(why, "VariableNotFound", ErrorCategory.ObjectNotFound, name));
            }
            foreach (var variable in found)
                yield return variable;
        }
    }

    /// <summary>
    /// The options of a new variable: the scope 'private' is the current one, with variables that it keeps to itself.
    /// </summary>
    internal ScopedItemOptions OptionsInScope(ScopedItemOptions options) =>
        string.Equals(Scope, "private", StringComparison.OrdinalIgnoreCase) ? options | ScopedItemOptions.Private : options;

    /// <summary>Does something with a variable; what the engine refuses is an error of the cmdlet that does not end it.</summary>
    internal void Try(Action change)
    {
        try
        {
            change();
        }
        catch (SessionStateException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
        catch (PSArgumentException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
    }

    private bool PassesFilters(string name) => (IncludeFilters.Length == 0 || PropertyReader.IsExcluded(IncludeFilters, name))
        && !PropertyReader.IsExcluded(ExcludeFilters, name);

    private bool IsVisible(PSVariable variable) => SessionState.IsVisible(CommandOrigin, variable);
}
