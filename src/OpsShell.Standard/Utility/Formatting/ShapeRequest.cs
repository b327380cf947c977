namespace Microsoft.PowerShell.Commands;

/// <summary>What a Format- cmdlet asks of the engine's formatter, beyond the parameters that all of them share.</summary>
/// <param name="Definition">The engine's type that knows which keys a calculated property may have.</param>
/// <param name="Property">The properties to show, or null for those of the view.</param>
/// <param name="AutoSize">Fits columns to their content; null when not said.</param>
/// <param name="ShapeParameters">The engine's type with the parameters of the shape.</param>
/// <param name="ShapeValues">The fields of it to set.</param>
internal sealed record ShapeRequest(
    string Definition, object[]? Property, bool? AutoSize, string ShapeParameters, IReadOnlyDictionary<string, object?> ShapeValues);
