namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>The options of the line editor, by the names of PSReadLine.</summary>
/// <param name="EditMode">Emacs.</param>
/// <param name="BellStyle">None: the editor has no bell.</param>
/// <param name="HistorySavePath">The file of the history.</param>
/// <param name="HistorySaveStyle">SaveIncrementally or SaveNothing.</param>
/// <param name="MaximumHistoryCount">The most lines that the history keeps in memory.</param>
/// <param name="PredictionSource">History or None.</param>
/// <param name="PredictionViewStyle">InlineView.</param>
public sealed record PSReadLineOption(
    string EditMode, string BellStyle, string HistorySavePath, string HistorySaveStyle, int MaximumHistoryCount, string PredictionSource, string PredictionViewStyle);
