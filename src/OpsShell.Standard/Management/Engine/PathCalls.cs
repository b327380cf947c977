using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The path and drive calls of the engine that take a context.</summary>
internal static class PathCalls
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetLocation")]
    public static extern PathInfo SetLocation(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        bool literalPath);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetResolvedPSPathFromPSPath")]
    public static extern Collection<PathInfo> GetResolvedPSPathFromPSPath(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetResolvedProviderPathFromPSPath")]
    public static extern Collection<string> GetResolvedProviderPathFromPSPath(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        out ProviderInfo provider);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetUnresolvedProviderPathFromPSPath")]
    public static extern string GetUnresolvedProviderPathFromPSPath(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        out ProviderInfo provider, out PSDriveInfo? drive);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Combine")]
    public static extern string Combine(
        this PathIntrinsics paths, string parent, string child,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ParseParent")]
    public static extern string ParseParent(
        this PathIntrinsics paths, string path, string root, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        bool useDefaultProvider);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ParseChildName")]
    public static extern string ParseChildName(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context,
        bool useDefaultProvider);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NormalizeRelativePath")]
    public static extern string NormalizeRelativePath(
        this PathIntrinsics paths, string path, string basePath,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "IsValid")]
    public static extern bool IsValid(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "IsCurrentLocationOrAncestor")]
    public static extern bool IsCurrentLocationOrAncestor(
        this PathIntrinsics paths, string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "New")]
    public static extern void New(
        this DriveManagementIntrinsics drives, PSDriveInfo drive, string? scope,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NewDriveDynamicParameters")]
    public static extern object? NewDriveDynamicParameters(
        this DriveManagementIntrinsics drives, string providerId,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Remove")]
    public static extern void Remove(
        this DriveManagementIntrinsics drives, string driveName, bool force, string? scope,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);
}
