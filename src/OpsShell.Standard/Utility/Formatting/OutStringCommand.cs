using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes what the screen would show of the objects, as one string or line by line.</summary>
[Cmdlet(VerbsData.Out, "String", DefaultParameterSetName = "NoNewLineFormatting", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097024")]
[OutputType(typeof(string))]
public class OutStringCommand : FrontEndCommandBase
{
    private const int WidthWithoutScreen = 120;
    private readonly StringBuilder _text = new();
    private int? _width;

    /// <summary>Writes each line as a string of its own.</summary>
    [Parameter(ParameterSetName = "StreamFormatting")]
    public SwitchParameter Stream { get; set; }

    /// <summary>Columns of the text; those of the screen by default. What is longer is cut off.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width
    {
        get => _width ?? 0;
        set => _width = value;
    }

    /// <summary>Leaves out the line ends that formatting adds.</summary>
    [Parameter(ParameterSetName = "NoNewLineFormatting")]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        FormatEngine.UseWriter(this, new LineWriter(Take), _width ?? ScreenWidth(), noNewline: false);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (!Stream)
            WriteObject(_text.ToString());
    }

    private void Take(string line)
    {
        if (Stream)
            WriteObject(line);
        else if (NoNewline)
            _text.Append(line);
        else
            _text.AppendLine(line);
    }

    private int ScreenWidth()
    {
        try
        {
            // A line as wide as the screen would make the cursor wrap, and an empty line appear below it.
            return Host.UI?.RawUI is { } screen ? Math.Max(2, screen.BufferSize.Width - 1) : WidthWithoutScreen;
        }
        catch (HostException)
        {
            return WidthWithoutScreen;
        }
    }
}
