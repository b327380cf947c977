using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.PowerShell.Commands;

namespace OpsShell.Standard.Tests;

/// <summary>The calls into the engine that are not public. A changed engine fails here, by the name of the call.</summary>
public sealed class EngineCallTests
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly MethodInfo[] Accessors =
    [
        .. typeof(GetItemCommand).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Hidden | BindingFlags.Public))
            .Where(method => method.GetCustomAttribute<UnsafeAccessorAttribute>() is not null),
    ];

    [Fact]
    public void There_are_accessors() => Assert.InRange(Accessors.Length, 60, 120);

    [Fact]
    public void The_engine_has_what_every_accessor_calls()
    {
        var missing = Accessors.Where(method => !CanPrepare(method));
        Assert.Empty(missing.Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void A_call_that_is_not_there_is_seen() =>
        Assert.False(CanPrepare(typeof(EngineCallTests).GetMethod(nameof(NoSuchCall), Hidden)!));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NoSuchCall")]
    private static extern void NoSuchCall(
        ItemCmdletProviderIntrinsics items, string path, [UnsafeAccessorType(EngineContextType.Name)] object context);

    private static bool CanPrepare(MethodInfo method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return true;
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException or BadImageFormatException)
        {
            return false;
        }
    }
}
