using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Security;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a secure string of plain text, or of what ConvertFrom-SecureString wrote.</summary>
[Cmdlet(VerbsData.ConvertTo, "SecureString", DefaultParameterSetName = WithoutKey)]
[OutputType(typeof(SecureString))]
public sealed class ConvertToSecureStringCommand : SecureStringCommandBase
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true)]
    [SuppressMessage("Naming", "CA1720", Justification = "PowerShell's own name, which scripts give.")]
    public string String { get; set; } = "";

    /// <summary>Says that the text is the secret itself.</summary>
    [Parameter(Position = 1, ParameterSetName = Plain)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Not needed any more; scripts for older versions give it with -AsPlainText.</summary>
    [Parameter(Position = 2, ParameterSetName = Plain)]
    public SwitchParameter Force { get; set; }

    /// <summary>The key, of 8, 12 or 16 characters, that the text was written with.</summary>
    [Parameter(Position = 1, ParameterSetName = WithoutKey)]
    public SecureString? SecureKey { get; set; }

    /// <summary>The key, of 16, 24 or 32 bytes, that the text was written with.</summary>
    [Parameter(ParameterSetName = WithKey)]
    public byte[]? Key { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AsPlainText)
            WriteObject(SecureText.Hide(String));
        else
            Attempt("ImportSecureString",
                () => WriteObject(SecureText.Read(String, SecureKey is null ? Key : SecureText.KeyBytes(SecureKey))));
    }
}
