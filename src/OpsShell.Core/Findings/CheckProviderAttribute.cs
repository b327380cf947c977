namespace OpsShell.Core.Findings;

/// <summary>Names the type with a domain's checks, so that an audit finds all areas without a domain knowing another.</summary>
/// <param name="providerType">A public type with a public parameterless constructor that implements <see cref="ICheckProvider"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CheckProviderAttribute(Type providerType) : Attribute
{
    /// <summary>The type.</summary>
    public Type ProviderType { get; } = providerType;
}
