namespace OpsShell.Core.Nodes.Selection;

/// <summary>What may be a label's key: as in Kubernetes, letters, digits and <c>. _ - /</c>, so that it stands in a selector.</summary>
internal static class LabelKey
{
    public static bool IsValid(string key) =>
        key.Length is > 0 and <= NodeName.MaximumLength && char.IsLetterOrDigit(key[0]) && key.All(IsAllowed);

    /// <summary>Group names follow the same rule, plus <c>:</c>.</summary>
    public static bool IsValidGroup(string name) =>
        name.Length is > 0 and <= NodeName.MaximumLength && char.IsLetterOrDigit(name[0]) && name.All(c => c == ':' || IsAllowed(c));

    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/';
}
