using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the verbs that names of commands may begin with.</summary>
[Cmdlet(VerbsCommon.Get, "Verb", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097026")]
[OutputType(typeof(VerbInfo))]
public sealed class GetVerbCommand : Cmdlet
{
    // The engine's own table, with groups, alias prefixes and descriptions; it has no public way in. A test guards it.
    private static readonly MethodInfo s_filter = typeof(VerbInfo).Assembly.GetType("System.Management.Automation.Verbs")!
        .GetMethod("FilterByVerbsAndGroups", BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The verbs; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VerbCompleter))]
    public string[]? Verb { get; set; }

    /// <summary>The groups: Common, Communications, Data, Diagnostic, Lifecycle, Other or Security.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security")]
    public string[]? Group { get; set; }

    /// <summary>The verbs that fit the patterns and belong to the groups; null stands for all.</summary>
    internal static IEnumerable<VerbInfo> Verbs(string[]? patterns, string[]? groups) =>
        (IEnumerable<VerbInfo>)s_filter.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [patterns, groups], null)!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Verbs(Verb, Group), enumerateCollection: true);
}
