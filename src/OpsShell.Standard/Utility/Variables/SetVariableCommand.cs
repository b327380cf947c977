using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets variables; one that is not there is created.</summary>
[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
[OutputType(typeof(PSVariable))]
public sealed class SetVariableCommand : VariableCommandBase
{
    private readonly List<object?> _piped = [];
    private bool _namesGiven;
    private bool _valueGiven;

    /// <summary>The names; wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>The value. Several from the pipeline make an array.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; } = AutomationNull.Value;

    /// <summary>Adds the value to what the variable has: an array or a list goes on, anything else becomes the first element.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Of these, only the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Of these, not the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>A description.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Whether it is read-only, constant, private or in all scopes.</summary>
    [Parameter]
    public ScopedItemOptions Option { get; set; } = ScopedItemOptions.None;

    /// <summary>Sets even a read-only variable.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether it can be seen from outside the session.</summary>
    [Parameter]
    public SessionStateEntryVisibility Visibility { get; set; } = SessionStateEntryVisibility.Public;

    /// <summary>Writes the variables.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool HasOption => MyInvocation.BoundParameters.ContainsKey(nameof(Option));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _namesGiven = Name.Length > 0;
        _valueGiven = !ReferenceEquals(Value, AutomationNull.Value);
        if (Append && Name.Length > 1)
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException("-Append adds to one variable; several names were given."), "SetVariableAppend", ErrorCategory.InvalidOperation, Name));
        IncludeFilters = Patterns(Include);
        ExcludeFilters = Patterns(Exclude);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_namesGiven && _valueGiven)
            return;
        if (!_namesGiven)
            SetAll(Name, Value);
        else if (!ReferenceEquals(Value, AutomationNull.Value))
            _piped.Add(Value);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_namesGiven)
            return;
        if (Append)
            AppendTo(Name[0], _valueGiven ? [Value] : _piped);
        else
            SetAll(Name, Given());
    }

    private object? Given() => _valueGiven ? Value : _piped.Count switch
    {
        0 => AutomationNull.Value,
        1 => _piped[0],
        _ => _piped.ToArray(),
    };

    private void AppendTo(string name, List<object?> added)
    {
        if (added.Count == 0)
            return;
        var before = Find(name, Scope ?? "Local", out _, quiet: true) is [var variable, ..] ? [.. Elements(variable.Value)] : new List<object?>();
        SetAll(Name, before.Concat(added).ToArray());
    }

    private static IEnumerable<object?> Elements(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is IEnumerable<object?> list and (object?[] or List<object?>) ? list : [value];

    private void SetAll(string[] names, object? value)
    {
        foreach (var name in names)
        {
            // Without a scope it is the local one that counts, so that a variable of an outer scope stays as it is.
            var existing = Find(name, Scope ?? "Local", out var filtered, quiet: true);
            if (existing.Count == 0 && !filtered)
                Create(name, ReferenceEquals(value, AutomationNull.Value) ? null : value);
            foreach (var variable in existing)
                Change(variable, value);
        }
    }

    private void Create(string name, object? value)
    {
        if (!ShouldProcess($"Name: {name} Value: {value}", "Set variable"))
            return;
        Try(() =>
        {
            var variable = new PSVariable(name, value, OptionsInScope(Option)) { Visibility = Visibility };
            if (Description is not null)
                variable.Description = Description;
            Done(Tables.Set(variable, Scope, Force));
        });
    }

    private void Change(PSVariable variable, object? value)
    {
        if (!ShouldProcess($"Name: {variable.Name} Value: {value}", "Set variable"))
            return;
        Try(() =>
        {
            if (Force && variable.Options.HasFlag(ScopedItemOptions.ReadOnly))
                SessionTables.SetOptions(variable, variable.Options & ~ScopedItemOptions.ReadOnly);
            // Without a value, only what else is given changes.
            if (!ReferenceEquals(value, AutomationNull.Value))
                variable.Value = value;
            if (Description is not null)
                variable.Description = Description;
            if (HasOption)
                variable.Options = Option;
            if (MyInvocation.BoundParameters.ContainsKey(nameof(Visibility)))
                variable.Visibility = Visibility;
            Done(variable);
        });
    }

    private void Done(PSVariable? variable)
    {
        if (PassThru && variable is not null)
            WriteObject(variable);
    }
}
