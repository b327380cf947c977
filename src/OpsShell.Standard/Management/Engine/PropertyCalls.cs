using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The item property calls of the engine that take a context.</summary>
internal static class PropertyCalls
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public static extern void Get(
        this PropertyCmdletProviderIntrinsics properties, string path, Collection<string>? providerSpecificPickList,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetPropertyDynamicParameters")]
    public static extern object? GetPropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, Collection<string>? providerSpecificPickList,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Set")]
    public static extern void Set(
        this PropertyCmdletProviderIntrinsics properties, string path, PSObject propertyValue,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetPropertyDynamicParameters")]
    public static extern object? SetPropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, PSObject? propertyValue,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Clear")]
    public static extern void Clear(
        this PropertyCmdletProviderIntrinsics properties, string path, Collection<string> propertyToClear,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ClearPropertyDynamicParameters")]
    public static extern object? ClearPropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, Collection<string>? propertyToClear,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "New")]
    public static extern void New(
        this PropertyCmdletProviderIntrinsics properties, string path, string propertyName, string? type, object? value,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NewPropertyDynamicParameters")]
    public static extern object? NewPropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, string? propertyName, string? type, object? value,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Remove")]
    public static extern void Remove(
        this PropertyCmdletProviderIntrinsics properties, string path, string propertyName,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemovePropertyDynamicParameters")]
    public static extern object? RemovePropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, string? propertyName,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Rename")]
    public static extern void Rename(
        this PropertyCmdletProviderIntrinsics properties, string path, string sourceProperty, string destinationProperty,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RenamePropertyDynamicParameters")]
    public static extern object? RenamePropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, string? sourceProperty, string? destinationProperty,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Copy")]
    public static extern void Copy(
        this PropertyCmdletProviderIntrinsics properties, string sourcePath, string sourceProperty, string destinationPath,
        string destinationProperty, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CopyPropertyDynamicParameters")]
    public static extern object? CopyPropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, string? sourceProperty, string? destinationPath,
        string? destinationProperty, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Move")]
    public static extern void Move(
        this PropertyCmdletProviderIntrinsics properties, string sourcePath, string sourceProperty, string destinationPath,
        string destinationProperty, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MovePropertyDynamicParameters")]
    public static extern object? MovePropertyDynamicParameters(
        this PropertyCmdletProviderIntrinsics properties, string path, string? sourceProperty, string? destinationPath,
        string? destinationProperty, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);
}
