using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes contexts and sets what they carry.</summary>
internal static class ContextCalls
{
    /// <summary>A context that streams output and errors to the cmdlet.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(EngineContextType.Name)]
    public static extern EngineContext ForCmdlet(PSCmdlet command, PSCredential? credentials);

    /// <summary>A context that gathers output and errors, with the filters and switches of another.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(EngineContextType.Name)]
    public static extern EngineContext Copy([UnsafeAccessorType(EngineContextType.Name)] EngineContext contextToCopyFrom);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Force")]
    public static extern void SetForce([UnsafeAccessorType(EngineContextType.Name)] EngineContext context, SwitchParameter value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PassThru")]
    public static extern void SetPassThru([UnsafeAccessorType(EngineContextType.Name)] EngineContext context, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_SuppressWildcardExpansion")]
    public static extern void SetLiteral([UnsafeAccessorType(EngineContextType.Name)] EngineContext context, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_DynamicParameters")]
    public static extern void SetDynamicParameters(
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context, object? value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetFilters")]
    public static extern void SetFilters([UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        Collection<string> include, Collection<string> exclude, string? filter);

    /// <summary>Ends the cmdlet with the first error that the context gathered.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ThrowFirstErrorOrDoNothing")]
    public static extern void ThrowFirstError([UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "StopProcessing")]
    public static extern void Stop([UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    /// <summary>Where a drive or provider stands.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern PathInfo NewPathInfo(PSDriveInfo? drive, ProviderInfo provider, string path, SessionState sessionState);
}
