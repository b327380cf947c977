using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The errors that the event cmdlets have in common.</summary>
internal static class EventErrors
{
    /// <summary>The id of an unknown source, which PowerShell also gives to a number that Get-Event or Get-EventSubscriber does not find.</summary>
    public const string SourceId = "INVALID_SOURCE_IDENTIFIER";

    /// <summary>There is no event or subscription of a source.</summary>
    /// <param name="what">Event or Event subscription.</param>
    /// <param name="source">The source.</param>
    public static ErrorRecord NoSource(string what, string source) =>
        Create($"{what} with source identifier '{source}' does not exist.", SourceId);

    /// <summary>There is no event of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="id">The cmdlets of PowerShell give it different ids.</param>
    public static ErrorRecord NoEvent(int number, string id) => Create($"Event with identifier '{number}' does not exist.", id);

    /// <summary>There is no subscription of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="id">The cmdlets of PowerShell give it different ids.</param>
    public static ErrorRecord NoSubscription(int number, string id) => Create($"Event subscription with identifier '{number}' does not exist.", id);

    /// <summary>There is no subscription to end.</summary>
    public static ErrorRecord NothingToEnd(string source) =>
        Create($"Event subscription with identifier '{source}' does not exist.", "INVALID_SOURCE_IDENTIFIER");

    private static ErrorRecord Create(string message, string id) =>
        new(new ArgumentException(message), id, ErrorCategory.InvalidArgument, null);
}
