namespace Microsoft.PowerShell.Commands;

/// <summary>How a request says who makes it.</summary>
public enum WebAuthenticationType
{
    /// <summary>Not, or as the server asks when a credential is given.</summary>
    None,

    /// <summary>By name and password, in every request.</summary>
    Basic,

    /// <summary>By a bearer token.</summary>
    Bearer,

    /// <summary>By a bearer token.</summary>
    OAuth,
}
