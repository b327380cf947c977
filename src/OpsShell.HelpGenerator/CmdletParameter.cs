using System.Collections.Immutable;

namespace OpsShell.HelpGenerator;

/// <summary>One parameter of a cmdlet, as it is in one parameter set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The name of its type, as PowerShell writes it.</param>
/// <param name="Description">What it does.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Position">Its position, or null when it is only known by name.</param>
/// <param name="Pipeline">How it takes pipeline input, as help says it (<c>True (ByValue)</c>, <c>False</c>).</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="Globbing">Whether wildcards mean something to it.</param>
/// <param name="Values">The values it takes, of an enumeration; else empty.</param>
/// <param name="Default">What is taken when it is left out, as its description says; <c>None</c> when that says nothing.</param>
public sealed record CmdletParameter(
    string Name, string Type, string Description, ImmutableArray<string> Aliases, bool Required, int? Position, string Pipeline, bool IsSwitch,
    bool Globbing, ImmutableArray<string> Values, string Default);
