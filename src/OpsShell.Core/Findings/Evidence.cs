namespace OpsShell.Core.Findings;

/// <summary>A value that a finding rests on, and where it was seen.</summary>
/// <param name="Source">The path or command it came from.</param>
/// <param name="Name">What the value is, in the field's own term (<c>conntrack_count</c>).</param>
/// <param name="Value">The value with its unit, as text.</param>
public sealed record Evidence(string Source, string Name, string Value)
{
    /// <summary>Name, value and source in one line.</summary>
    public override string ToString() => $"{Name}={Value} ({Source})";
}
