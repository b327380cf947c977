using System.Collections.Immutable;

namespace OpsShell.HelpGenerator;

/// <summary>The help of one cmdlet.</summary>
public sealed record CmdletHelp
{
    /// <summary>The output type of a cmdlet that writes nothing.</summary>
    public const string NoOutput = "None";

    /// <summary>The cmdlet's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>What else there is to know, in paragraphs.</summary>
    public required ImmutableArray<string> Description { get; init; }

    /// <summary>Its parameter sets: for each the parameters, positional ones first.</summary>
    public required ImmutableArray<ImmutableArray<CmdletParameter>> Syntax { get; init; }

    /// <summary>Its parameters, each once.</summary>
    public required ImmutableArray<CmdletParameter> Parameters { get; init; }

    /// <summary>Its examples.</summary>
    public required ImmutableArray<CmdletExample> Examples { get; init; }

    /// <summary>Its output types and what they are.</summary>
    public required ImmutableArray<(string Type, string Description)> Outputs { get; init; }

    /// <summary>Where to read on: names of cmdlets and topics.</summary>
    public required ImmutableArray<string> Links { get; init; }

    /// <summary>What every help needs and this one lacks, in words.</summary>
    public IEnumerable<string> Gaps()
    {
        if (Synopsis.Length == 0)
            yield return $"{Name} has no synopsis (<summary> of the class)";
        foreach (var parameter in Parameters.Where(parameter => parameter.Description.Length == 0))
            yield return $"{Name} -{parameter.Name} has no text";
    }

    /// <summary>What is missing in the help of a cmdlet of OpsShell, in words; empty when it is whole.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var gap in Gaps())
            yield return gap;
        if (Description.IsEmpty)
            yield return $"{Name} has no description (<remarks> of the class)";
        if (Examples.IsEmpty)
            yield return $"{Name} has no example";
        foreach (var example in Examples.Where(example => example.Code.Length == 0 || example.Remarks.Length == 0))
            yield return $"{Name} has an example without code or without text: {example.Code}";
        if (Outputs.IsEmpty)
            yield return $"{Name} has no [OutputType]";
        foreach (var output in Outputs.Where(output => output.Description.Length == 0))
            yield return $"{Name}: the output type {output.Type} has no text";
    }
}
