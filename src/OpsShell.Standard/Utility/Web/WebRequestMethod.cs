namespace Microsoft.PowerShell.Commands;

/// <summary>The HTTP methods that have names of their own.</summary>
public enum WebRequestMethod
{
    /// <summary>GET.</summary>
    Default,

    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD.</summary>
    Head,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>TRACE.</summary>
    Trace,

    /// <summary>OPTIONS.</summary>
    Options,

    /// <summary>MERGE.</summary>
    Merge,

    /// <summary>PATCH.</summary>
    Patch,
}
