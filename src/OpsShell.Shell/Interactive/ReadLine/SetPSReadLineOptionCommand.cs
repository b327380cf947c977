using System.Collections;
using System.Management.Automation;
using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>Sets options of the line editor as PSReadLine names them; tells of those that it has not, so that a profile made for pwsh does its part.</summary>
[Cmdlet(VerbsCommon.Set, "PSReadLineOption")]
public sealed class SetPSReadLineOptionCommand : EditorCmdlet
{
    /// <summary>The keys: Emacs. The others are passed over.</summary>
    [Parameter]
    [ValidateSet("Windows", "Emacs", "Vi")]
    public string? EditMode { get; set; }

    /// <summary>Where suggestions come from: None or History; HistoryAndPlugin is History.</summary>
    [Parameter]
    [ValidateSet("None", "History", "Plugin", "HistoryAndPlugin")]
    public string? PredictionSource { get; set; }

    /// <summary>How suggestions are shown: InlineView.</summary>
    [Parameter]
    [ValidateSet("InlineView", "ListView")]
    public string? PredictionViewStyle { get; set; }

    /// <summary>When lines are written to the history's file: SaveIncrementally or SaveNothing.</summary>
    [Parameter]
    [ValidateSet("SaveIncrementally", "SaveAtExit", "SaveNothing")]
    public string? HistorySaveStyle { get; set; }

    /// <summary>The most lines that the history keeps in memory.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumHistoryCount { get; set; }

    /// <summary>Whether a bell sounds; the editor has none.</summary>
    [Parameter]
    [ValidateSet("None", "Visual", "Audible")]
    public string? BellStyle { get; set; }

    /// <summary>Colours by name (Command, Comment, Emphasis, Error, InlinePrediction, Keyword, Number, Operator, Parameter, Selection, String, Type, Variable).</summary>
    [Parameter]
    public Hashtable? Colors { get; set; }

    /// <summary>Whether the menu tells of the selected item: it does.</summary>
    [Parameter]
    public SwitchParameter ShowToolTips { get; set; }

    /// <summary>Whether the cursor stands at the end of a line from the history: it does.</summary>
    [Parameter]
    public SwitchParameter HistorySearchCursorMovesToEnd { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public SwitchParameter HistoryNoDuplicates { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public SwitchParameter HistorySearchCaseSensitive { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public string? HistorySavePath { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    [AllowNull]
    public object? AddToHistoryHandler { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    [AllowNull]
    public object? CommandValidationHandler { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public string? ContinuationPrompt { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public string[]? PromptText { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public string? WordDelimiters { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int ExtraPromptLineCount { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int MaximumKillRingCount { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int CompletionQueryItems { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int DingTone { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int DingDuration { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public int AnsiEscapeTimeout { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    public string? ViModeIndicator { get; set; }

    /// <summary>Passed over.</summary>
    [Parameter]
    [AllowNull]
    public object? ViModeChangeHandler { get; set; }

    /// <summary>Passed over: there are such programs on Windows only.</summary>
    [Parameter]
    public SwitchParameter TerminateOrphanedConsoleApps { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var settings = Settings;
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (!CommonParameters.Contains(name) && !Apply(settings, name, value?.ToString() ?? ""))
                PassOver($"-{name} {(value is IEnumerable and not string ? "" : value)}".TrimEnd());
        }
    }

    /// <summary>Sets one; false when the editor has it not.</summary>
    private bool Apply(EditorSettings settings, string name, string value)
    {
        switch (name)
        {
            case nameof(EditMode):
                return value.Equals("Emacs", StringComparison.OrdinalIgnoreCase);
            case nameof(PredictionSource):
                settings.Suggests = !value.Equals("None", StringComparison.OrdinalIgnoreCase);
                return !value.Equals("Plugin", StringComparison.OrdinalIgnoreCase);
            case nameof(PredictionViewStyle):
                return value.Equals("InlineView", StringComparison.OrdinalIgnoreCase);
            case nameof(HistorySaveStyle):
                settings.SavesHistory = !value.Equals("SaveNothing", StringComparison.OrdinalIgnoreCase);
                return !value.Equals("SaveAtExit", StringComparison.OrdinalIgnoreCase);
            case nameof(MaximumHistoryCount):
                settings.MaximumHistoryCount = MaximumHistoryCount;
                return true;
            case nameof(Colors):
                SetColors(settings);
                return true;
            case nameof(BellStyle):
                return !value.Equals("Audible", StringComparison.OrdinalIgnoreCase);
            case nameof(ShowToolTips):
                return ShowToolTips;
            case nameof(HistorySearchCursorMovesToEnd):
                return HistorySearchCursorMovesToEnd;
            default:
                return false;
        }
    }

    private void SetColors(EditorSettings settings)
    {
        foreach (DictionaryEntry entry in Colors ?? [])
        {
            var name = entry.Key.ToString() ?? "";
            try
            {
                if (EditorColors.IsLeftOut(name))
                    PassOver($"the colour {name}");
                else if (EditorColors.Set(settings.Palette, name, PSObject.AsPSObject(entry.Value ?? "").BaseObject) is var palette && Terminal.OutputHasColor)
                    settings.Palette = palette;
            }
            catch (FormatException error)
            {
                WriteError(new ErrorRecord(error, "InvalidColor", ErrorCategory.InvalidArgument, entry.Value));
            }
        }
    }
}
