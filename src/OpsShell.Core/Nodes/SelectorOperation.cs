namespace OpsShell.Core.Nodes;

/// <summary>What a term of a selector does with what was selected before it.</summary>
public enum SelectorOperation
{
    /// <summary>Adds its nodes (<c>,</c>).</summary>
    Add,

    /// <summary>Keeps of what was selected so far only its nodes (<c>&amp;</c>).</summary>
    Intersect,

    /// <summary>Takes its nodes out of the whole result (<c>!</c>), wherever it stands.</summary>
    Exclude,
}
