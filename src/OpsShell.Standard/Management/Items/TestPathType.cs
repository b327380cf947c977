namespace Microsoft.PowerShell.Commands;

/// <summary>What a path must lead to.</summary>
public enum TestPathType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Something that contains items, such as a folder.</summary>
    Container,

    /// <summary>Something that contains no items, such as a file.</summary>
    Leaf,
}
