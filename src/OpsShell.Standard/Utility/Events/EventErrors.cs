using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The errors that the event cmdlets have in common.</summary>
internal static class EventErrors
{
    /// <summary>There is no event or subscription of a source.</summary>
    /// <param name="what">Event or Event subscription.</param>
    /// <param name="source">The source.</param>
    public static ErrorRecord NoSource(string what, string source) =>
        Create($"{what} with source identifier '{source}' does not exist.", "INVALID_SOURCE_IDENTIFIER");

    /// <summary>There is no event of a number.</summary>
    public static ErrorRecord NoEvent(int number) =>
        Create($"Event with identifier '{number}' does not exist.", "INVALID_EVENT_IDENTIFIER");

    /// <summary>There is no subscription of a number.</summary>
    public static ErrorRecord NoSubscription(int number) =>
        Create($"Event subscription with identifier '{number}' does not exist.", "INVALID_SUBSCRIPTION_IDENTIFIER");

    /// <summary>There is no subscription to end.</summary>
    public static ErrorRecord NothingToEnd(string source) =>
        Create($"Event subscription with identifier '{source}' does not exist.", "INVALID_SOURCE_IDENTIFIER");

    private static ErrorRecord Create(string message, string id) =>
        new(new ArgumentException(message), id, ErrorCategory.InvalidArgument, null);
}
