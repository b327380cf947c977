using System.Management.Automation.Host;

namespace OpsShell.Shell.Hosting;

/// <summary>The little that formatting needs to know of the screen.</summary>
/// <param name="keyboard">Where keys come from.</param>
internal sealed class OpsHostRawUserInterface(IKeyboard keyboard) : PSHostRawUserInterface
{
    private const ReadKeyOptions Pager = ReadKeyOptions.NoEcho | ReadKeyOptions.IncludeKeyUp;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColors.Default;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColors.Default;

    public override Size BufferSize
    {
        get => new(Terminal.Width, 1000);
        set => throw NoScreen();
    }

    public override Size WindowSize
    {
        get => new(Terminal.Width, Console.IsOutputRedirected ? 50 : Console.WindowHeight);
        set => throw NoScreen();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override string WindowTitle { get; set; } = "OpsShell";

    public override bool KeyAvailable => keyboard.KeyAvailable;

    public override void FlushInputBuffer()
    {
        // Typed-ahead input stays for whoever reads it.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = keyboard.ReadKey(echo: (options & ReadKeyOptions.NoEcho) == 0);
        // The pager of Out-Host waits for keys to be released, which nothing else does. Its own way to quit ends in an error.
        if (options == Pager && key.Character is ('q' or 'Q'))
        {
            Console.Out.WriteLine();
            throw EngineContext.EndOfCaller();
        }
        return key;
    }

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NoScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreen();

    private static NotSupportedException NoScreen() => new("A terminal's screen cannot be read or moved from here.");
}
