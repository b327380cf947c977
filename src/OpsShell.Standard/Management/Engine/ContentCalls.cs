using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The content calls of the engine that take a context.</summary>
internal static class ContentCalls
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetReader")]
    public static extern Collection<IContentReader> GetReader(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetContentReaderDynamicParameters")]
    public static extern object? GetContentReaderDynamicParameters(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetWriter")]
    public static extern Collection<IContentWriter> GetWriter(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetContentWriterDynamicParameters")]
    public static extern object? GetContentWriterDynamicParameters(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Clear")]
    public static extern void Clear(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ClearContentDynamicParameters")]
    public static extern object? ClearContentDynamicParameters(
        this ContentCmdletProviderIntrinsics contents, string path,
        [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);
}
