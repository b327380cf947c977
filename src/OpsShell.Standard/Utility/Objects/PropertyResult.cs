namespace Microsoft.PowerShell.Commands;

/// <summary>One property that an expression named on an object.</summary>
/// <param name="Name">The property's name, or the text of the script block.</param>
/// <param name="Value">Its value.</param>
/// <param name="Failure">Why there is no value.</param>
internal readonly record struct PropertyResult(string Name, object? Value, Exception? Failure);
