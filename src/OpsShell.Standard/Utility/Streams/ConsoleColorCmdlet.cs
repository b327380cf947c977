using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that writes in colours.</summary>
public class ConsoleColorCmdlet : PSCmdlet
{
    private ConsoleColor? _foreground;
    private ConsoleColor? _background;

    /// <summary>The colour of the text; that of the screen by default.</summary>
    [Parameter]
    public ConsoleColor ForegroundColor
    {
        get => _foreground ??= Host.UI.RawUI.ForegroundColor;
        set => _foreground = Known(value);
    }

    /// <summary>The colour behind the text; that of the screen by default.</summary>
    [Parameter]
    public ConsoleColor BackgroundColor
    {
        get => _background ??= Host.UI.RawUI.BackgroundColor;
        set => _background = Known(value);
    }

    private ConsoleColor Known(ConsoleColor color)
    {
        if (!Enum.IsDefined(color))
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentOutOfRangeException(nameof(color), color, $"There is no colour {(int)color}; they go from 0 to 15."),
                "SetInvalidConsoleColor", ErrorCategory.InvalidArgument, null));
        return color;
    }
}
