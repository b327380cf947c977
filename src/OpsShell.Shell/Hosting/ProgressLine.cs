using System.Management.Automation;
using OpsShell.Core.Text;

namespace OpsShell.Shell.Hosting;

/// <summary>One line on standard error that shows how far a command is, on a terminal only.</summary>
internal sealed class ProgressLine
{
    private readonly Lock _gate = new();
    private bool _shown;

    /// <summary>Shows a record, or removes the line when its activity is over.</summary>
    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Hide();
            return;
        }
        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        Show($"{record.Activity}: {record.StatusDescription}{percent}");
    }

    /// <summary>Shows a text.</summary>
    public void Show(string text)
    {
        if (!Terminal.ErrorIsTerminal)
            return;
        var clean = DisplayText.Excerpt(text, Math.Max(10, Terminal.Width - 2));
        lock (_gate)
        {
            Console.Error.Write($"\r\u001b[2K{clean}");
            _shown = true;
        }
    }

    /// <summary>Removes the line, so that other text can stand there.</summary>
    public void Hide()
    {
        lock (_gate)
        {
            if (_shown)
                Console.Error.Write("\r\u001b[2K");
            _shown = false;
        }
    }
}
