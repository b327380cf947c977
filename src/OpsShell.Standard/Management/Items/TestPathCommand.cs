using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says whether there is something at paths.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : FilteredCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public override string[] LiteralPath { get => base.LiteralPath; set => base.LiteralPath = value; }

    /// <summary>What the path must lead to.</summary>
    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; } = TestPathType.Any;

    /// <summary>Says whether the path is well formed, not whether something is there.</summary>
    [Parameter]
    public SwitchParameter IsValid { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is not { Length: > 0 })
        {
            WriteError(NullPath());
            return;
        }
        foreach (var path in Path)
        {
            if (path is null)
                WriteError(NullPath());
            else
                WriteObject(!string.IsNullOrWhiteSpace(path) && Test(path));
        }
    }

    private bool Test(string path)
    {
        try
        {
            return IsValid ? SessionState.Path.IsValid(path, NewContext()) : Exists(path, NewContext());
        }
        catch (Exception e) when (IsAboutPath(e))
        {
            return false;
        }
    }

    private bool Exists(string path, EngineContext context) =>
        InvokeProvider.Item.Exists(path, context) && PathType switch
        {
            TestPathType.Container => InvokeProvider.Item.IsContainer(path, context),
            TestPathType.Leaf => !InvokeProvider.Item.IsContainer(path, context),
            _ => true,
        };

    private ErrorRecord NullPath() => new(
        new ArgumentNullException(nameof(Path), "The provided Path argument was null or an empty collection."),
        "NullPathNotPermitted", ErrorCategory.InvalidArgument, Path);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        IsValid ? null : InvokeProvider.Item.ItemExistsDynamicParameters(Path is [{ Length: > 0 } first, ..] ? first : ".", context);
}
