namespace OpsShell.Core.Nodes;

/// <summary>How the items of a probe that need root are read when the login user is not root.</summary>
public enum BecomeMethod
{
    /// <summary>Not at all: such items come back Denied.</summary>
    None,

    /// <summary><c>sudo -n</c>, and with a password from a credential when sudo asks for one.</summary>
    Sudo,
}
