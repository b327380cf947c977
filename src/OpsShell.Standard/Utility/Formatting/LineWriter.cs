using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>A writer that hands over whole lines.</summary>
internal sealed class LineWriter(Action<string> take) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.Unicode;

    /// <inheritdoc/>
    public override void WriteLine(string? value) => take(value ?? "");
}
