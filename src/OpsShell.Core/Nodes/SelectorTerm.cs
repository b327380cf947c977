namespace OpsShell.Core.Nodes;

/// <summary>One term of a selector.</summary>
/// <param name="Kind">What it selects by.</param>
/// <param name="Operation">What it does with what was selected before it.</param>
/// <param name="Text">The name, pattern, group, path or label value, without its sign (<c>!</c>, <c>@</c>, <c>root:</c>).</param>
/// <param name="Label">The label's key; empty for other kinds.</param>
/// <param name="Negated">Whether it is <c>label!=value</c>.</param>
/// <param name="Column">Where <paramref name="Text"/> begins in the selector, from 1.</param>
public sealed record SelectorTerm(
    SelectorTermKind Kind, SelectorOperation Operation, string Text, string Label, bool Negated, int Column);
