using System.Management.Automation;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>Takes the key bindings of a profile that the editor has anyway, and tells of the others: its keys are fixed.</summary>
[Cmdlet(VerbsCommon.Set, "PSReadLineKeyHandler", DefaultParameterSetName = "Function")]
public sealed class SetPSReadLineKeyHandlerCommand : EditorCmdlet
{
    // Key and function of PSReadLine that do here what they do there.
    private static readonly HashSet<(string, string)> Same = new(
    [
        ("TAB", "MENUCOMPLETE"), ("TAB", "COMPLETE"), ("CTRL+SPACEBAR", "MENUCOMPLETE"), ("CTRL+ ", "MENUCOMPLETE"),
        ("UPARROW", "HISTORYSEARCHBACKWARD"), ("DOWNARROW", "HISTORYSEARCHFORWARD"), ("UPARROW", "PREVIOUSHISTORY"), ("DOWNARROW", "NEXTHISTORY"),
        ("CTRL+P", "PREVIOUSHISTORY"), ("CTRL+N", "NEXTHISTORY"), ("CTRL+R", "REVERSESEARCHHISTORY"), ("CTRL+S", "FORWARDSEARCHHISTORY"),
        ("CTRL+D", "DELETECHAROREXIT"), ("CTRL+D", "VIEXIT"), ("CTRL+L", "CLEARSCREEN"), ("CTRL+A", "BEGINNINGOFLINE"), ("CTRL+E", "ENDOFLINE"),
        ("HOME", "BEGINNINGOFLINE"), ("END", "ENDOFLINE"), ("CTRL+B", "BACKWARDCHAR"), ("CTRL+F", "FORWARDCHAR"), ("ALT+B", "BACKWARDWORD"),
        ("ALT+F", "FORWARDWORD"), ("CTRL+LEFTARROW", "BACKWARDWORD"), ("CTRL+RIGHTARROW", "FORWARDWORD"), ("CTRL+K", "KILLLINE"),
        ("CTRL+K", "FORWARDKILLLINE"), ("CTRL+U", "BACKWARDKILLLINE"), ("CTRL+U", "BACKWARDKILLINPUT"), ("CTRL+W", "UNIXWORDRUBOUT"),
        ("CTRL+Y", "YANK"), ("ALT+Y", "YANKPOP"), ("ALT+.", "YANKLASTARG"), ("CTRL+_", "UNDO"), ("RIGHTARROW", "FORWARDCHAR"), ("RIGHTARROW", "ACCEPTSUGGESTION"),
    ]);

    /// <summary>The keys, as PSReadLine writes them: <c>Tab</c>, <c>Ctrl+r</c>, <c>UpArrow</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string[] Chord { get; set; } = [];

    /// <summary>What the keys do, by PSReadLine's names.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Function")]
    public string Function { get; set; } = "";

    /// <summary>A script that the keys would run; the editor has no such keys.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "ScriptBlock")]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>A name for the script.</summary>
    [Parameter(ParameterSetName = "ScriptBlock")]
    public string? BriefDescription { get; set; }

    /// <summary>What the script does.</summary>
    [Parameter(ParameterSetName = "ScriptBlock")]
    [Alias("LongDescription")]
    public string? Description { get; set; }

    /// <summary>The mode of vi; the editor has none.</summary>
    [Parameter]
    public string? ViMode { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var key in Chord.Where(key => ScriptBlock is not null || !Same.Contains((key.ToUpperInvariant(), Function.ToUpperInvariant()))))
            PassOver($"the binding of {key} to {(ScriptBlock is null ? Function : "a script")}");
    }
}
