using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The item calls of the engine that take a context: they stream what comes to the cmdlet and honour its
/// switches.</summary>
internal static class ItemCalls
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public static extern void Get(
        this ChildItemCmdletProviderIntrinsics children, string path, bool recurse, uint depth,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetChildItemsDynamicParameters")]
    public static extern object? GetChildItemsDynamicParameters(
        this ChildItemCmdletProviderIntrinsics children, string path, bool recurse,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetNames")]
    public static extern void GetNames(
        this ChildItemCmdletProviderIntrinsics children, string path, ReturnContainers returnContainers, bool recurse,
        uint depth, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetChildNamesDynamicParameters")]
    public static extern object? GetChildNamesDynamicParameters(
        this ChildItemCmdletProviderIntrinsics children, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "HasChild")]
    public static extern bool HasChild(
        this ChildItemCmdletProviderIntrinsics children, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public static extern void Get(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetItemDynamicParameters")]
    public static extern object? GetItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Set")]
    public static extern void Set(
        this ItemCmdletProviderIntrinsics items, string path, object? value,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetItemDynamicParameters")]
    public static extern object? SetItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, object? value,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Clear")]
    public static extern void Clear(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ClearItemDynamicParameters")]
    public static extern object? ClearItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Invoke")]
    public static extern void Invoke(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "InvokeItemDynamicParameters")]
    public static extern object? InvokeItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Rename")]
    public static extern void Rename(
        this ItemCmdletProviderIntrinsics items, string path, string newName,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RenameItemDynamicParameters")]
    public static extern object? RenameItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, string? newName,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "New")]
    public static extern void New(
        this ItemCmdletProviderIntrinsics items, string path, string? name, string? type, object? content,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NewItemDynamicParameters")]
    public static extern object? NewItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, string? type, object? content,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Remove")]
    public static extern void Remove(
        this ItemCmdletProviderIntrinsics items, string path, bool recurse,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemoveItemDynamicParameters")]
    public static extern object? RemoveItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, bool recurse,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Copy")]
    public static extern void Copy(
        this ItemCmdletProviderIntrinsics items, string path, string? destinationPath, bool recurse,
        CopyContainers copyContainers, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CopyItemDynamicParameters")]
    public static extern object? CopyItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, string? destination, bool recurse,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Move")]
    public static extern void Move(
        this ItemCmdletProviderIntrinsics items, string path, string destination,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MoveItemDynamicParameters")]
    public static extern object? MoveItemDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path, string? destination,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Exists")]
    public static extern bool Exists(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ItemExistsDynamicParameters")]
    public static extern object? ItemExistsDynamicParameters(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "IsContainer")]
    public static extern bool IsContainer(
        this ItemCmdletProviderIntrinsics items, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);
}
