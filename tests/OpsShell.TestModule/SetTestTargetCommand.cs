using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Transport;
using OpsShell.Fleet;

namespace OpsShell.TestModule;

/// <summary>Changes whatever its steps name: <c>parameter PATH VALUE</c>, <c>file PATH TEXT</c>, <c>line PATH WORD [SCRIPT]</c>.</summary>
[Cmdlet(VerbsCommon.Set, "TestTarget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OpsChange))]
public sealed class SetTestTargetCommand : NodeChangeCmdlet
{
    /// <summary>The steps, four words each, of which the last may be missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string[][] Step { get; set; } = [];

    /// <summary>Limit in seconds for the commands of a step.</summary>
    [Parameter]
    public int StepTimeout { get; set; } = 20;

    /// <summary>Something that no journal may hold.</summary>
    [Parameter]
    public PSCredential? Secret { get; set; }

    protected override ChangePlan Plan(INodeConnection connection, CancellationToken cancellationToken) => new("Set test targets", [.. Step.Select(Make)]);

    private ChangeStep Make(string[] words) => words[0] switch
    {
        "parameter" => new ParameterStep { Path = words[1], Value = words[2], Description = "A parameter", Persistence = "until reboot" },
        "file" => FileStep.OfText(words[1], words[2], "A file"),
        "line" => new CommandStep
        {
            Subject = $"{words[2]} in {words[1]}",
            Command = ["sh", "-c", words.Length > 3 ? words[3] : "printf '%s\\n' \"$1\" >>\"$2\"", "add", words[2], words[1]],
            Inverse = ["sh", "-c", "grep -vxF -e \"$1\" \"$2\" >\"$2.new\"; cat \"$2.new\" >\"$2\"; rm \"$2.new\"", "remove", words[2], words[1]],
            ReadBack = ["cat", words[1]],
            ReadBackWord = words[2],
            WantedState = CommandStep.Present,
            Description = "A line",
            Persistence = "across reboots",
            Timeout = TimeSpan.FromSeconds(StepTimeout),
        },
        _ => throw new PSArgumentException($"'{words[0]}' is no kind of step."),
    };
}
