using System.Collections.ObjectModel;
using System.Management.Automation;

namespace OpsShell.Tests.PowerShellRuns;

/// <summary>What a script wrote.</summary>
internal sealed record OpsRun(Collection<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The output as objects of a type.</summary>
    public IReadOnlyList<T> Of<T>() => [.. Output.Select(one => Assert.IsType<T>(one.BaseObject))];
}
