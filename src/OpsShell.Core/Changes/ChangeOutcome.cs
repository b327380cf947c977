using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Changes;

/// <summary>Makes states and records of what a node answered. Pure.</summary>
internal static class ChangeOutcome
{
    private const int LongestMessage = 500;

    /// <summary>The states that were seen, in the order of the steps.</summary>
    /// <exception cref="NodeException">A target cannot be read.</exception>
    public static ImmutableArray<StepState> States(ChangeAnswer answer, ImmutableArray<ChangeStep> steps, out string machineId)
    {
        var machine = answer.Lines.FirstOrDefault(line => line.Word == "machine") ?? throw Incomplete("machine");
        machineId = machine.Text(0).Trim();
        var writer = machine.Text(1).Split(' ').Select(Number).ToList();
        if (writer.Count != 2)
            throw Incomplete("machine");
        return [.. steps.Select((step, number) => State(answer, step, number) with { WriterId = writer[0], WriterGroup = writer[1] })];
    }

    /// <summary>The record after the script that does the steps.</summary>
    public static ChangeRecord OfApply(ChangeRecord change, ChangeAnswer answer)
    {
        var steps = change.Steps.Select((step, number) => Applied(step, Last(answer, number))).ToImmutableArray();
        var failed = steps.FirstOrDefault(step => step.Outcome is StepOutcome.Failed or StepOutcome.Conflict);
        // A step that failed may have left its target as something new: that too is a change in force.
        var touched = steps.Any(step => step.Outcome == StepOutcome.Applied || (step.Outcome == StepOutcome.Failed && step.After != step.Before.Value));
        return change with
        {
            Steps = steps,
            Ended = DateTimeOffset.UtcNow,
            State = failed is null ? ChangeState.Applied : touched ? ChangeState.PartlyApplied : ChangeState.Failed,
            Error = failed is null ? "" : $"{failed.Step.Target}: {failed.Message}",
        };
    }

    /// <summary>The record after the script that takes the steps back.</summary>
    public static ChangeRecord OfUndo(ChangeRecord change, ChangeAnswer answer)
    {
        var steps = change.Steps.Select((step, number) => step.MayBeInForce ? TakenBack(step, Last(answer, number)) : step).ToImmutableArray();
        var failed = steps.Where(step => step.Outcome is StepOutcome.UndoConflict or StepOutcome.UndoFailed).ToList();
        return change with
        {
            Steps = steps,
            UndoTried = DateTimeOffset.UtcNow,
            State = failed.Count == 0 ? ChangeState.Undone : ChangeState.UndoFailed,
            Error = string.Join(' ', failed.Select(step => $"{step.Step.Target}: {step.Message}")),
        };
    }

    /// <summary>The record when the node refused the change as a whole, before anything was written there.</summary>
    public static ChangeRecord Refused(ChangeRecord change, string reason) => change with
    {
        State = ChangeState.Failed,
        Ended = DateTimeOffset.UtcNow,
        Error = reason,
        Steps = [.. change.Steps.Select(step => step with { Outcome = StepOutcome.NotReached })],
    };

    private static StepState State(ChangeAnswer answer, ChangeStep step, int number)
    {
        var line = Last(answer, number) ?? throw Incomplete(step.Target);
        return line.Word switch
        {
            "unreadable" => throw new NodeException(
                ErrorOf(line.Text(0)), $"{DisplayText.Clean(step.Target)} cannot be read: {DisplayText.Excerpt(line.Text(0), LongestMessage)} Nothing was changed.",
                ErrorOf(line.Text(0)) == NodeErrorId.FileDenied ? "-Become works as root." : ""),
            "state" when step is not FileStep && line.Fields.Length == 2 => new StepState { Value = line.ExactText(0), Raw = step is ParameterStep ? line.ExactText(1) : null },
            "file" when step is FileStep file => FileState(line, file),
            _ => throw Incomplete(step.Target),
        };
    }

    private static StepState FileState(ChangeAnswer.Line line, FileStep step)
    {
        var value = line.Text(0);
        if (value == FileStep.Absent)
            return new StepState { Value = value, MissingFolders = MissingFolders(step.Path, line.Text(2)) };
        var parts = value.Split(' ');
        if (parts.Length != 4 || line.Fields.Length != 4)
            throw Incomplete(step.Path);
        var traits = new FileTraits(Mode(parts[0]), Number(parts[1]), Number(parts[2])) { Modified = Time(line.Text(1)) };
        if (FileStep.StateOf(traits, line.Fields[3]) != value)
            throw new NodeException(NodeErrorId.ChangeConflict, $"{DisplayText.Clean(step.Path)} was being written while it was read. Nothing was changed.", "Try again.");
        return new StepState { Value = value, Content = line.Fields[3], File = traits };
    }

    /// <summary>The folders between a file and the nearest one that exists.</summary>
    private static ImmutableArray<string> MissingFolders(string path, string existing)
    {
        if (!path.StartsWith(existing + "/", StringComparison.Ordinal))
            throw Incomplete(path);
        var missing = new Stack<string>();
        for (var folder = Parent(path); folder.Length > existing.Length; folder = Parent(folder))
            missing.Push(folder);
        return [.. missing];
    }

    private static string Parent(string path) => path[..path.LastIndexOf('/')];

    private static ChangeStepRecord Applied(ChangeStepRecord step, ChangeAnswer.Line? line) => line?.Word switch
    {
        "done" => step with { Outcome = StepOutcome.Applied, After = line.Text(0) },
        "conflict" => step with
        {
            Outcome = StepOutcome.Conflict,
            Message = $"it was {step.Prepared.OldText} when it was looked at, and is {step.Prepared.Show(line.Text(0))} now; somebody else has changed it meanwhile. The same command again looks at it anew.",
        },
        "failed" or "differs" => step with { Outcome = StepOutcome.Failed, After = After(line), Message = Reason(line, step, step.Prepared.NewText) },
        null => step with { Outcome = StepOutcome.NotReached },
        _ => step,
    };

    private static ChangeStepRecord TakenBack(ChangeStepRecord step, ChangeAnswer.Line? line) => line?.Word switch
    {
        "done" => step with { Outcome = StepOutcome.Undone, After = line.Text(0), Message = "" },
        "same" => step with { Outcome = StepOutcome.AsBefore, After = line.Text(0), Message = "" },
        "conflict" => step with
        {
            Outcome = StepOutcome.UndoConflict,
            Message = $"it was {step.Prepared.OldText}, the change made it {step.Prepared.NewText}, and it is {step.Prepared.Show(line.Text(0))} now; somebody else has changed it. -Force restores it all the same.",
        },
        "failed" or "differs" => step with { Outcome = StepOutcome.UndoFailed, Message = Reason(line, step, step.Prepared.OldText) },
        _ => throw Incomplete(step.Step.Target),
    };

    private static string? After(ChangeAnswer.Line line) => line.Text(0) is { Length: > 0 } value ? value : null;

    private static string Reason(ChangeAnswer.Line line, ChangeStepRecord step, string wanted) => line.Word == "differs"
        ? $"it reads back as {step.Prepared.Show(line.Text(0))} instead of {wanted}."
        : DisplayText.Excerpt(line.Text(1), LongestMessage) is { Length: > 0 } said ? said : "it could not be written.";

    private static ChangeAnswer.Line? Last(ChangeAnswer answer, int number) => answer.Lines.LastOrDefault(line => line.Number == number);

    private static NodeErrorId ErrorOf(string reason) =>
        reason.Contains("ermission denied", StringComparison.Ordinal) || reason.Contains("may not be searched", StringComparison.Ordinal) ? NodeErrorId.FileDenied
        : reason.Contains("o such file", StringComparison.Ordinal) ? NodeErrorId.FileNotFound
        : NodeErrorId.NotSupported;

    private static string? Time(string text) => text.Length is > 0 and < 40 && text.All(character => char.IsAsciiDigit(character) || character == '.') ? text : null;

    private static UnixFileMode Mode(string octal) =>
        octal.Length is > 0 and <= 4 && octal.All(digit => digit is >= '0' and <= '7') ? (UnixFileMode)Convert.ToInt32(octal, 8) : throw Incomplete(octal);

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Incomplete(text);

    private static NodeException Incomplete(string about) =>
        new(NodeErrorId.ProtocolError, $"The node's answer does not tell of '{DisplayText.Excerpt(about, 80)}' what it should.");
}
