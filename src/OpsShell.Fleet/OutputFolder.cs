using System.Collections.Immutable;
using System.Management.Automation;
using System.Text;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet;

/// <summary>Collects what nodes came to, and folds the equal ones. Pure but for what it has collected.</summary>
internal sealed class OutputFolder
{
    private readonly List<Answer> _answers = [];
    private readonly Dictionary<string, LiveAnswer> _live = [];

    /// <summary>Takes a result, a live line, or the error record of a node; false for anything else.</summary>
    public bool TryAdd(object value)
    {
        switch (value)
        {
            case OpsCommandResult result:
                _answers.Add(new Answer(result.ComputerName, result.ExitCode, result.Ending, result.Output, result.Error));
                return true;
            case OpsCommandLine line:
                AddLine(line);
                return true;
            case ErrorRecord { TargetObject: Node node } record:
                _answers.Add(new Answer(node.Name, null, record.FullyQualifiedErrorId.Split(',')[0], "", record.Exception.Message));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The groups: the biggest first, those of one size in order of their nodes.</summary>
    public IEnumerable<OpsOutputGroup> Groups(bool ignoreError) =>
        _answers.Concat(_live.Select(live => live.Value.End(live.Key)))
            .GroupBy(answer => (answer.ExitCode, answer.Ending, answer.Output, Error: ignoreError && answer.ExitCode is not null ? "" : answer.Error))
            .Select(ToGroup)
            .OrderByDescending(group => group.Count).ThenBy(group => group.Nodes, StringComparer.Ordinal);

    private static OpsOutputGroup ToGroup(IEnumerable<Answer> answers)
    {
        var first = answers.First();
        var names = answers.Select(answer => answer.ComputerName).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new OpsOutputGroup
        {
            Nodes = NodeRange.Fold(names),
            Count = names.Length,
            ExitCode = first.ExitCode,
            Ending = first.Ending,
            Output = first.Output,
            Error = first.Error,
            ComputerName = names,
        };
    }

    private void AddLine(OpsCommandLine line)
    {
        if (!_live.TryGetValue(line.ComputerName, out var answer))
            _live[line.ComputerName] = answer = new LiveAnswer();
        answer.Add(line);
    }

    private sealed record Answer(string ComputerName, int? ExitCode, string Ending, string Output, string Error);

    /// <summary>Lines of one node until its command has ended. No line of stream End means that it ended with exit code 0.</summary>
    private sealed class LiveAnswer
    {
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _error = new();
        private OpsCommandLine? _end;

        public void Add(OpsCommandLine line)
        {
            if (line.Stream == CommandStream.End)
                _end = line;
            else
                (line.Stream == CommandStream.Output ? _output : _error).Append(line.Line).Append('\n');
        }

        public Answer End(string name) =>
            new(name, _end is null ? 0 : _end.ExitCode, _end?.Line ?? OpsCommandResult.EndingOf(0, null, false), Text(_output), Text(_error));

        private static string Text(StringBuilder lines) => lines.ToString().TrimEnd('\n');
    }
}
