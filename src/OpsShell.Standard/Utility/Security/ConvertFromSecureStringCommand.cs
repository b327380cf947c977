using System.Management.Automation;
using System.Security;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes a secure string as text: encrypted with a key, or plain.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SecureString", DefaultParameterSetName = WithoutKey)]
[OutputType(typeof(string))]
public sealed class ConvertFromSecureStringCommand : SecureStringCommandBase
{
    /// <summary>The secure string.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true)]
    public SecureString? SecureString { get; set; }

    /// <summary>Writes the secret itself.</summary>
    [Parameter(ParameterSetName = "AsPlainText")]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>The key, of 8, 12 or 16 characters. Without any key the text is not protected on Unix.</summary>
    [Parameter(Position = 1, ParameterSetName = WithoutKey)]
    public SecureString? SecureKey { get; set; }

    /// <summary>The key, of 16, 24 or 32 bytes.</summary>
    [Parameter(ParameterSetName = WithKey)]
    public byte[]? Key { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (SecureString!.Length == 0)
        {
            throw new PSArgumentException("Cannot process argument because the value of argument \"SecureString\" is not valid. Change the value "
                + "of the \"SecureString\" argument and run the operation again.");
        }
        if (AsPlainText)
            WriteObject(SecureText.Reveal(SecureString!));
        else
            WriteObject(SecureText.Write(SecureString!, SecureKey is null ? Key : SecureText.KeyBytes(SecureKey)));
    }
}
