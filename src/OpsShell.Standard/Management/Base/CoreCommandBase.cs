using System.Collections.ObjectModel;
using System.Management.Automation;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that works through providers. It takes the switches that the provider of its path adds.</summary>
public abstract class CoreCommandBase : PSCmdlet, IDynamicParameters
{
    private volatile EngineContext? _latest;
    private object? _dynamicParameters;

    /// <summary>Filters, of which only some cmdlets make parameters.</summary>
    private protected virtual Filters FiltersGiven => Filters.None;

    private protected virtual bool IsForced => false;

    private protected virtual PSCredential? CredentialGiven => null;

    /// <summary>Paths are taken as they are written, wildcards and all.</summary>
    private protected bool IsLiteral { get; set; }

    /// <summary>The parameters that the provider of the path adds.</summary>
    public object? GetDynamicParameters()
    {
        var context = NewContext();
        ContextCalls.SetPassThru(context, false);
        try
        {
            _dynamicParameters = DynamicParametersIn(context);
        }
        catch (Exception e) when (e is ItemNotFoundException or ProviderNotFoundException or DriveNotFoundException)
        {
            // The call itself says so, with the cmdlet's name.
            _dynamicParameters = null;
        }
        return _dynamicParameters;
    }

    /// <summary>Stops the provider at work.</summary>
    protected override void StopProcessing()
    {
        if (_latest is { } context)
            ContextCalls.Stop(context);
    }

    private protected virtual object? DynamicParametersIn(EngineContext context) => null;

    /// <summary>The parameters that the provider added, as it made them.</summary>
    private protected object? DynamicParametersGiven => _dynamicParameters;

    /// <summary>A context that carries the cmdlet's switches and streams what comes to it.</summary>
    private protected EngineContext NewContext()
    {
        var context = ContextCalls.ForCmdlet(this, CredentialGiven);
        ContextCalls.SetForce(context, IsForced);
        ContextCalls.SetLiteral(context, IsLiteral);
        ContextCalls.SetFilters(context, FiltersGiven.Include, FiltersGiven.Exclude, FiltersGiven.Filter);
        ContextCalls.SetDynamicParameters(context, _dynamicParameters);
        _latest = context;
        return context;
    }

    /// <summary>Does something to one path; what cannot be found is an error of that path alone.</summary>
    /// <param name="action">Does it.</param>
    /// <param name="errorId">The id of the error; null for the engine's own.</param>
    private protected bool Attempt(Action action, string? errorId = null)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (IsAboutPath(e))
        {
            var error = ((IContainsErrorRecord)e).ErrorRecord;
            WriteError(errorId is null ? new ErrorRecord(error, e) : new ErrorRecord(e, errorId, error.CategoryInfo.Category, error.TargetObject));
            return false;
        }
    }

    /// <summary>Goes somewhere, and says where that is if asked to.</summary>
    private protected void AttemptLocation(Func<PathInfo?> go, bool passThru)
    {
        try
        {
            if (go() is { } location && passThru)
                WriteObject(location);
        }
        catch (Exception e) when (IsAboutPath(e) || e is PSArgumentException)
        {
            WriteError(new ErrorRecord(((IContainsErrorRecord)e).ErrorRecord, e));
        }
    }

    private protected static bool IsAboutPath(Exception e) =>
        e is PSNotSupportedException or DriveNotFoundException or ProviderNotFoundException or ItemNotFoundException;

    /// <summary>What limits the items, in the collections that the engine takes.</summary>
    private protected sealed record Filters(Collection<string> Include, Collection<string> Exclude, string? Filter)
    {
        public static Filters None { get; } = new([], [], null);

        public static Filters Of(string[] include, string[] exclude, string? filter) => new([.. include], [.. exclude], filter);
    }
}
